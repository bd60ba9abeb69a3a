"""One tick at a time of the operator's choosing, against a Slack of the test's own."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from sqlmodel import select

from bot.keys import Keys
from bot.settings import Settings
from bot.slack.keys import SlackKeys
from bot.ticking_once import Planned, planned, tick_once
from storage.channels import note_new_channels
from storage.database import Database
from storage.tables import Delivery, Member, Role
from tests.builders import TENANT, channel, identity, installation, key, library, region, staff

MONDAY = datetime(2026, 8, 24, 7, tzinfo=UTC)  # nine o'clock in Jönköping


@pytest.fixture
def county(database: Database) -> Database:
    """A library with a channel and a manager, who has an account."""
    with database.writing() as session:
        place = region(session, "Jönköpings län")
        installation(session, place)
        habo = library(session, place, "Habo bibliotek")
        channel(session, place, habo, channel_id="CHABO")
        identity(session, staff(session, habo, "Åsa", role=Role.MANAGER), "U0ASA")
        note_new_channels(session, MONDAY - timedelta(days=3))
    return database


def expected(database: Database) -> list[Planned]:
    with database.reading() as session:
        asa = key(session.exec(select(Member)).one())
    return [
        Planned("weekly_summary", "2026-W35", "Habo bibliotek", "CHABO"),
        Planned("digest", "2026-W35", members=(asa,)),
    ]


def test_what_would_go_out_is_told_and_nothing_is_written(county: Database) -> None:
    assert planned(county, MONDAY - timedelta(days=1)) == []
    assert planned(county, MONDAY) == expected(county)
    with county.reading() as session:
        assert session.exec(select(Delivery)).all() == []


@pytest.fixture
async def slack() -> AsyncIterator[tuple[str, list[str]]]:
    """An address, and the channels and people that were posted to there."""
    posted: list[str] = []

    async def test(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "team_id": TENANT, "user_id": "U0", "team": "B"})

    async def post(request: web.Request) -> web.Response:
        body = await request.json() if request.content_type.endswith("json") else None
        to = str((body or await request.post())["channel"])
        posted.append(to)
        return web.json_response({"ok": True, "channel": to, "ts": f"1.{len(posted)}"})

    app = web.Application()
    app.router.add_post("/auth.test", test)
    app.router.add_post("/chat.postMessage", post)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}/", posted
    await runner.cleanup()


async def test_a_tick_sends_what_is_due_once(
    county: Database, slack: tuple[str, list[str]]
) -> None:
    address, posted = slack
    keys = Keys(SlackKeys("xoxb-1", None, "secret", address))
    became = await tick_once(county, keys, Settings(), MONDAY)
    assert became == (("digest", "sent", 1), ("weekly_summary", "sent", 1))
    assert sorted(posted) == ["CHABO", "U0ASA"]
    assert planned(county, MONDAY) == []
    await tick_once(county, keys, Settings(), MONDAY + timedelta(minutes=5))
    assert len(posted) == 2
