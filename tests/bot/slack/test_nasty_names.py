"""A name is a name: what somebody calls a colleague is never a command, a link or a mention."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.sandbox.blocks import rules
from bot.slack.render import messages, modal
from handlers.cards import Card, Form
from storage.database import Database
from tests.handlers.conversations import Conversation
from tests.handlers.reading import buttons_of
from tests.handlers.talking import Person

NAMES = (
    "<!channel> <@U000001> <https://x.se|klicka>",
    "*Anna* _Ek_ ~x~ `rm`",
    "Anna\x07\x1b[31m\u202eknE\u2066",
    "👩\u200d💻 Å" + "ä" * 195,
    "&amp;lt; {0} {name} %s \\n | | <",
)


def marked(value: Any) -> Iterator[str]:
    """Every text in blocks that Slack reads for marks, mentions and links."""
    if isinstance(value, list):
        for item in value:
            yield from marked(item)
    elif isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for item in value.values():
            yield from marked(item)


def judged(person: Person) -> str:
    """What Slack reads marks in, of the last answer, which it takes."""
    body = person.answer.body
    if isinstance(body, Form):
        view = modal(body)
        rules.view(view, allowed="modal")
        return "\n".join(marked(view))
    assert isinstance(body, Card)
    sent = messages(body)
    for message in sent:
        rules.message_blocks(message.blocks)
        rules.message_text(message.text)
    return "\n".join([*(message.text for message in sent), *marked([m.blocks for m in sent])])


@pytest.mark.parametrize("name", NAMES)
def test_a_colleagues_name_is_only_a_name(database: Database, name: str) -> None:
    conversation = Conversation(database)
    lena, katarina = conversation.manager("Lena"), conversation.coordinator("Katarina")
    nina = conversation.stranger(name, email="nina@example.se")
    nina.runs("/kompis", "start")
    nina.fills(library="Nässjö")
    told = []
    for person, text in ((katarina, ""), (katarina, "Nässjö"), (lena, "väntar"), (lena, "")):
        person.sends("team", text=text)
        told.append(judged(person))
    (confirm,) = [each for each in buttons_of(lena.answer) if each.action == "team.confirm"]
    for route in ("team.confirm", "team.person", "team.end", "team.away", "team.role"):
        lena.sends(route, value=confirm.value)
        told.append(judged(lena))
    lena.sends("team", text=f"ny {name} x@example.se")
    told.append(judged(lena))
    for words in told:
        assert not any(mark in words for mark in ("<!", "<@U000001", "<https", "\x1b", "\x07"))
