"""What people do in a round: they report by command, by message and by button, each once or twice.

Everything goes through the conversation with the bot, where all that a person is told stands.
"""

import asyncio
import html
import re
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from tests.soak.county import Person
from tests.soak.stage import Stage
from tests.soak.stored import ASSESSMENT

_TOLD = re.compile(r"är registrerad som gjord|finns redan på din lista|är redan registrerad")
_LINES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody says that something was done on a day."""

    person: Person
    what: str
    on: date
    way: str


@dataclass(frozen=True, slots=True)
class Question:
    """The bot's question for the day of something, in a round before; its button says it."""

    person: Person
    what: str
    asked_on: date


async def report(stage: Stage, one: Report, random: Random) -> None:
    """Say it; some send a command twice at once, and of those whose command failed some again."""
    if one.way == "message":
        await say(stage, one.person, _sentence(one))
        return
    name, words = "/training", f"{one.what} {one.on.isoformat()}"
    if one.what == ASSESSMENT:
        name, words = "/assessment", one.on.isoformat()
    body = {"user": one.person.user_id, "channel": one.person.dm, "command": name, "text": words}
    if random.random() < 0.1:
        await asyncio.gather(stage.act("command", **body), stage.act("command", **body))
        return
    result = await stage.act("command", **body)
    if result["failed"] and random.random() < 0.5:
        await stage.act("command", **body)


async def say(stage: Stage, person: Person, text: str) -> None:
    """Write to the bot."""
    await stage.act("message", user=person.user_id, channel=person.dm, text=text)


def _sentence(one: Report) -> str:
    if one.what == ASSESSMENT:
        return f"Gjorde självskattningen {one.on.isoformat()}"
    return f"Klar med {html.escape(one.what, quote=False)} {one.on.isoformat()}"


async def wonder(stage: Stage, person: Person, what: str) -> None:
    """Report something so that the bot has to ask for the day."""
    await say(stage, person, f"Klar med {html.escape(what, quote=False)} förra veckan")


async def press(stage: Stage, question: Question, random: Random) -> bool:
    """Press the button for the day of the question; some press twice. False where none is there."""
    found = await _button(stage, question)
    if found is None:
        return False
    body = {"user": question.person.user_id, "channel": question.person.dm, **found}
    await stage.act("action", **body)
    if random.random() < 0.2 and await _button(stage, question) == found:
        await stage.act("action", **body)
    return True


async def _button(stage: Stage, question: Question) -> dict[str, str] | None:
    for message in await seen(stage, question.person):
        for block in message.get("blocks", ()):
            for element in block.get("elements", ()) if block["type"] == "actions" else ():
                if str(element.get("value", "")).endswith(question.asked_on.isoformat()):
                    where = {"ts": message["ts"], "block_id": block["block_id"]}
                    return {**where, "action_id": element["action_id"]}
    return None


async def seen(stage: Stage, person: Person) -> list[dict[str, Any]]:
    """Everything that stands in somebody's conversation with the bot, as they see it."""
    found = await stage.look("messages", channel=person.dm, user=person.user_id)
    messages: list[dict[str, Any]] = found["messages"]
    return messages


def confirms(message: dict[str, Any], one: Report) -> bool:
    """Whether a message tells somebody that their report is recorded."""
    if "bot_id" not in message:
        return False
    told = plain(message["text"])
    what = "självskattningen" if one.what == ASSESSMENT else plain(one.what)
    return bool(_TOLD.search(told)) and what in told.casefold() and _day(one.on) in told


def plain(text: str) -> str:
    """A text without what Slack adds to it."""
    return _LINES.sub(" ", html.unescape(text).replace("*", "")).casefold()


_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"


def _day(day: date) -> str:
    """How the bot writes a day."""
    return f"{day.day} {_MONTHS.split()[day.month - 1]} {day.year}"
