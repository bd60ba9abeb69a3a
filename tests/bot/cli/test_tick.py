"""`kompis tick` as somebody at a terminal uses it."""

from datetime import UTC, datetime

import pytest

from storage.database import open_database
from tests.bot.cli.conftest import Terminal
from tests.builders import channel, installation, region

LONG_AGO = datetime(1999, 1, 1, tzinfo=UTC)


def test_a_dry_run_needs_no_tokens(terminal: Terminal) -> None:
    terminal("migrate")
    terminal("import", "libraries")
    printed = terminal("tick", "--dry-run", "--at", "2026-08-24T09:00")
    assert (printed.code, printed.out) == (0, "Inget ska skickas då.\n")


def test_a_tick_needs_tokens(terminal: Terminal) -> None:
    terminal("migrate")
    assert terminal("tick").err.startswith("SLACK_BOT_TOKEN saknas.")


NINE = (
    "2026-08-24T09:00",  # the region's zone
    "2026-08-24 09:00",
    "2026-08-24T09:00:00",
    "2026-08-24T07:00Z",
    "2026-08-24T08:00+01:00",
)
OTHERS = (
    "2026-08-24T08:59",
    "2026-08-24T09:00+03:00",
    "2026-03-29T02:30",  # clocks skip it
    "2026-10-25T02:30",  # clocks show it twice
    "2000-01-01T00:00",
    "2199-12-31T23:59",
)


def test_a_time_with_or_without_a_zone(terminal: Terminal) -> None:
    terminal("migrate")
    database = open_database("sqlite:///kompis.db")
    with database.writing() as session:
        place = region(session, "Jönköpings län")
        installation(session, place)
        linked = channel(session, place, channel_id="CLANET")
        linked.linked_at = LONG_AGO
    database.close()
    told = {at: terminal("tick", "--dry-run", "--at", at) for at in (*NINE, *OTHERS)}
    assert {printed.code for printed in told.values()} == {0}
    assert {told[at].out for at in NINE} == {"county_summary 2026-W35: Jönköpings län (CLANET)\n"}
    assert {told[at].out for at in OTHERS} == {"Inget ska skickas då.\n"}


@pytest.mark.parametrize(
    "at",
    [
        *("", "måndag", "2026-08-24", "2026-W35-1", "2026-02-30T09:00", "2026-08-24T25:00"),
        *("0001-01-01T00:00", "9999-12-31T23:59", "1999-12-31T23:59", "2026-08-24T09:00+99:00"),
    ],
)
@pytest.mark.parametrize(("language", "says"), [("sv", "ingen tidpunkt"), ("en", "is no time")])
def test_what_is_no_time_is_said_in_the_readers_language(
    terminal: Terminal, at: str, language: str, says: str
) -> None:
    printed = terminal("tick", "--dry-run", "--at", at, LANGUAGE=language)
    assert printed.code == 2
    assert says in printed.err
    assert "2026-08-24T09:00" in printed.err
