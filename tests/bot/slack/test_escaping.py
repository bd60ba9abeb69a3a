"""What stands where Slack reads marks."""

from bot.slack.render.escaping import escape


def test_escaped() -> None:
    assert escape("<!channel> & @here") == "&lt;!channel&gt; &amp; @here"
