"""What must be there before the demo on Teams starts is told in one sentence."""

import socket
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.demo.keeping import FILE
from bot.demo.teams.moving import next_monday
from bot.demo.teams.playground import PACKAGE, find, require_free
from bot.demo.teams.run import run_teams_demo
from bot.readiness import CannotStartError

ZONE = ZoneInfo("Europe/Stockholm")


def test_a_missing_node_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotStartError) as told:
        find(tmp_path)
    assert told.value.key == "start.node_missing"


def test_a_client_that_was_not_fetched_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\n")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotStartError) as told:
        find(tmp_path)
    assert told.value.key == "start.playground_missing"
    script = tmp_path / "node_modules" / PACKAGE / "cli.js"
    script.parent.mkdir(parents=True)
    script.touch()
    assert find(tmp_path).script == script


def test_a_taken_port_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CannotStartError) as told:
            require_free(taken.getsockname()[1])
    assert told.value.key == "start.port_taken"


async def test_somebody_who_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotStartError) as told:
        await run_teams_demo(
            port=0,
            folder=tmp_path,
            playground=tmp_path,
            reset=False,
            language="sv",
            announce=print,
            name="Börje",
        )
    assert told.value.key == "start.nobody_called"
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (datetime(2020, 5, 27, 8, tzinfo=UTC), datetime(2020, 6, 1, 9, tzinfo=ZONE)),
        (datetime(2020, 6, 1, 6, 59, tzinfo=UTC), datetime(2020, 6, 1, 9, tzinfo=ZONE)),
        (datetime(2020, 6, 1, 7, tzinfo=UTC), datetime(2020, 6, 8, 9, tzinfo=ZONE)),
    ],
)
def test_the_clock_is_moved_to_the_next_monday_at_nine(now: datetime, monday: datetime) -> None:
    assert next_monday(now, ZONE) == monday
