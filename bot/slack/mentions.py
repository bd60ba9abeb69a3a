"""Slack's markup in what people write, as far as more than the understanding has to read it.

Source: https://docs.slack.dev/messaging/formatting-message-text and, for what is typed after a
command with `should_escape`, https://docs.slack.dev/interactivity/implementing-slash-commands.
"""

import html
import re

from handlers.request import Mention

MOST_MENTIONS = 40  # of one text; who comes after is not looked up
_MENTION = re.compile(r"<@([UW][A-Z0-9]{1,30})(?:\|([^<>]*))?>")
_MARKUP = re.compile(
    r"<(?:(?P<mail>mailto:|tel:)|#)?(?P<target>[^<>|@!][^<>|]*)(?:\|(?P<label>[^<>]*))?>"
)


def without(text: str, user_id: str | None) -> str:
    """A text without the mentions of an account, `<@U…>` or `<@U…|name>`: of the bot itself."""
    return re.sub(rf"<@{user_id}(\|[^>]*)?>", " ", text).strip()


def mentions_in(text: str) -> tuple[Mention, ...]:
    """Whom a text mentions, each once, with the name where the text says it."""
    found: dict[str, Mention] = {}
    for user_id, name in _MENTION.findall(text):
        found.setdefault(user_id, Mention(user_id, html.unescape(name)))
    return tuple(found.values())[:MOST_MENTIONS]


def as_typed(text: str) -> str:
    """What was typed after a command: without the escapes, but for mentions."""
    return html.unescape(_MARKUP.sub(_typed, text))


def _typed(found: re.Match[str]) -> str:
    """Addresses as they are, e-mail addresses and channels by the words that were typed."""
    address, label = found["target"], found["label"]
    if found["mail"]:
        return label or address
    return f"#{label or address}" if found[0].startswith("<#") else address
