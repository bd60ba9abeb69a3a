"""`kompis doctor` as somebody at a terminal uses it."""

import pytest

from handlers.texts import LANGUAGES, texts_in
from tests.bot.cli.conftest import Terminal


def test_the_command_ends_with_1_when_something_is_wrong(terminal: Terminal) -> None:
    printed = terminal("doctor")
    assert printed.code == 1
    assert "✗ Databasen är tom. Kör först kompis migrate." in printed.out
    assert "✗ SLACK_BOT_TOKEN saknas." in printed.out
    assert "2 saker att rätta till." in printed.out


def test_the_command_never_shows_a_token(terminal: Terminal) -> None:
    terminal("migrate")
    terminal("import", "libraries")
    printed = terminal(
        "doctor",
        SLACK_BOT_TOKEN="xoxb-very-secret",
        SLACK_APP_TOKEN="xapp-very-secret",
        SLACK_API_URL="http://127.0.0.1:9/api",
    )
    assert printed.code == 1
    assert "✓ Databasen går att läsa" in printed.out
    assert "✗ Jag når inte Slack på http://127.0.0.1:9/api/." in printed.out
    assert "very-secret" not in printed.out + printed.err


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_healthy_bot_is_told_so(language: str) -> None:
    assert texts_in(language).say("doctor.well")
