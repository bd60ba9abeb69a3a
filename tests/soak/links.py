"""Pages that somebody posts in a channel: one message of the bot's in the thread, a press for each.

What a press records is told to whoever pressed alone, in the channel.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.soak.county import BOT_ID, Person
from tests.soak.reporting import Report, confirms
from tests.soak.stage import Stage

WAY = "page"
_DONE = "link.done"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the catalogue in the channel of whoever posted it; `ts` is that message's."""

    person: Person
    what: str
    ts: str


async def post(stage: Stage, person: Person, what: str, url: str) -> Page | None:
    """Post a page; None where nobody knows whether it is there."""
    done = await stage.act("message", user=person.user_id, channel=person.channel, text=f"<{url}>")
    return Page(person, what, done["ts"]) if "ts" in done else None


async def press(stage: Stage, page: Page, person: Person) -> None:
    """Press the button in the thread, if there is one."""
    for reply in await replies(stage, page):
        for block in reply["blocks"]:
            for element in block.get("elements", ()) if block["type"] == "actions" else ():
                if element["action_id"].startswith(_DONE):
                    where = {"channel": page.person.channel, "ts": reply["ts"]}
                    which = {"block_id": block["block_id"], "action_id": element["action_id"]}
                    await stage.act("action", user=person.user_id, **where, **which)


async def replies(stage: Stage, page: Page) -> list[dict[str, Any]]:
    """What the bot has written under a page, for all to see."""
    found = await stage.look("messages", channel=page.person.channel)
    return [
        message
        for message in found["messages"]
        if message.get("thread_ts") == page.ts and message["user"] == BOT_ID
    ]


def report_of(page: Page, person: Person, on: date) -> Report:
    """What a press on a day says."""
    return Report(person, page.what, on, WAY)


async def told(stage: Stage, report: Report) -> bool:
    """Whether somebody was told in the channel that their press is recorded."""
    person = report.person
    found = await stage.look("messages", channel=person.channel, user=person.user_id)
    return any(confirms(message, report) for message in found["messages"])
