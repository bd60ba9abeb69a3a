"""A whole conversation, with everything that goes wrong in one: the log names nobody."""

import logging
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from storage.database import Database
from tests.bot.slack.edge.conftest import (
    ANNA,
    BOT,
    CHANNEL,
    MIA,
    NOBODY,
    command,
    dm,
    over_http,
    over_sockets,
    press,
    says,
    shown_view,
)

THEIRS = ("bot.sandbox", "uvicorn", "httpx", "httpcore")  # Slack's side, and the test's own
OURS = ("bot", "handlers", "storage", "scheduler", "goals", "kompis", "apscheduler")
TYPED = "hängslen och livrem"
PRIVATE = [
    *("anna ek", "mia lind", "nisse", "nyman", "example.se"),  # who
    *("hängslen", "självskattningen", "hemlig", "jobbar på"),  # what they and the bot said
    *("xoxb-", "xapp-", "ticket=", "v0=", "/response/"),  # keys to something
]


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Iterator[list[structlog.typing.EventDict]]:
    """What our events say, and beside them, in caplog, what the loggers do."""
    for name in OURS:
        caplog.set_level(logging.DEBUG, name)
    caplog.set_level(logging.INFO)
    with capture_logs() as events:
        yield events


@pytest.mark.parametrize("open_bot", [over_sockets, over_http])
async def test_the_log_names_nobody(
    library: Database,
    heard: list[structlog.typing.EventDict],
    caplog: pytest.LogCaptureFixture,
    open_bot: Any,
) -> None:
    async with open_bot(library) as stage:
        await command(stage, "/training", f"{TYPED} igår")
        [message] = (await says(stage, "gjorde självskattningen i måndags")).messages
        await press(stage, message, "assessment.undo")
        await says(stage, "Nisse Nyman är hemlig", user=NOBODY)
        await says(stage, f"<@{BOT}> hur går det för oss?", user=MIA, channel=CHANNEL)
        await stage.act("command", user=ANNA, channel=dm(ANNA), command="/training")
        view = await shown_view(stage)
        values = {"title": {"title": "hemlig kurs"}, "day": {"day": "2027-01-01"}}
        await stage.act("view", user=ANNA, view_id=view["id"], type="submit", values=values)
        for method, kind in (
            ("chat.postMessage", "500"),
            ("chat.postMessage", "lost_answer"),
            ("conversations.history", "500"),
            ("views.open", "500"),
            ("response_url", "500"),
        ):
            await stage.act("faults", method=method, kind=kind, times=2)
            await stage.act("message", user=ANNA, channel=dm(ANNA), text="hemlig fråga")
            await stage.act("command", user=ANNA, channel=dm(ANNA), command="/assessment")
            where = {"user": ANNA, "channel": dm(ANNA), "ts": message["ts"]}
            await stage.act("action", **where, action_id="progress.me", status=200)
            await stage.http.delete("/sandbox/faults")

    logged = [each for each in caplog.records if not each.name.startswith(THEIRS)]
    written = [f"{each.getMessage()} {each.exc_text}" for each in logged]
    told = [f"{event} {_with_causes(event)}" for event in heard]
    assert {event["event"] for event in heard} >= {"listener_failed"}
    said = "\n".join(written + told).casefold()
    assert [word for word in PRIVATE if word in said] == []


def _with_causes(event: structlog.typing.EventDict) -> str:
    """The trace that stands beside an event."""
    error = event.get("exc_info")
    return "".join(traceback.format_exception(error)) if isinstance(error, Exception) else ""
