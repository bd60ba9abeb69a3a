"""The demo's clock is moved, and what falls due on the way arrives at its time."""

import logging
import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.bot.demo.test_run import Visitor, demo

BEFORE_EASTER = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)  # a Wednesday
STOCKHOLM = ZoneInfo("Europe/Stockholm")
PATIENCE = 120


async def move(visitor: Visitor, at: str) -> None:
    answer = await visitor.http.post("/sandbox/clock", json={"at": at}, timeout=PATIENCE)
    assert answer.status_code == 200, answer.text
    assert (await visitor.workspace())["moving_to"] is None


async def summaries(visitor: Visitor, channel: str) -> list[tuple[str, str]]:
    """The week that each tells of, and when it came."""
    seen = await visitor.http.get("/sandbox/messages", params={"channel": channel})
    found = []
    for message in seen.json()["messages"]:
        title = re.match(r"Vecka (\d+): ", message["text"])
        if title:
            came = datetime.fromtimestamp(float(message["ts"]), STOCKHOLM)
            found.append((title[1], f"{came:%a %d %b %H:%M}"))
    return found


async def test_four_weeks_with_easter_among_them(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        async with demo(tmp_path, begins=BEFORE_EASTER) as visitor:
            await move(visitor, "2026-04-22T10:00:00+02:00")
            channels = (await visitor.workspace())["channels"]
            came = [await summaries(visitor, channel["id"]) for channel in channels]

    assert len(channels) == 14
    assert came == 14 * [
        [
            ("14", "Mon 30 Mar 09:00"),
            ("15", "Tue 07 Apr 09:00"),
            ("16", "Mon 13 Apr 09:00"),
            ("17", "Mon 20 Apr 09:00"),
        ]
    ]
    assert caplog.records == []


async def test_the_clock_stands_where_it_was_when_the_demo_starts_again(tmp_path: Path) -> None:
    async with demo(tmp_path, begins=BEFORE_EASTER) as visitor:
        await move(visitor, "2026-03-30T09:00:00+02:00")
    async with demo(tmp_path, begins=BEFORE_EASTER) as visitor:
        assert (await visitor.workspace())["now"] == "2026-03-30T07:00:00+00:00"
    async with demo(tmp_path, begins=BEFORE_EASTER, reset=True) as visitor:
        assert (await visitor.workspace())["now"] == BEFORE_EASTER.isoformat()
