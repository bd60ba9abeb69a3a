"""One region on both platforms: one set of goals, and each reads it where they are."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from sqlmodel import select

from bot.keys import Keys
from bot.settings import Settings
from bot.slack.keys import SlackKeys
from bot.ticking_once import planned, tick_once
from storage.channels import note_new_channels
from storage.conversations import Reference, remember_conversation
from storage.database import Database
from storage.deliveries import Tenant
from storage.people import find
from storage.regions import tenants_of
from storage.tables import ConversationKind, Delivery, Member, Platform, Region, Role
from tests import builders
from tests.bot.teams.fake import KEYS, FakeTeams, fake_teams

MONDAY = datetime(2026, 8, 24, 7, tzinfo=UTC)  # nine o'clock in Jönköping
WEDNESDAY = MONDAY + timedelta(days=2, hours=1)
ON_TEAMS = Tenant(Platform.TEAMS, KEYS.tenant)
HABO, COUNTY = "CHABO", "CCOUNTY"
NASSJO, COUNTY_TOO = "19:nassjo@thread.tacv2", "19:county@thread.tacv2"


@dataclass
class Slack:
    """A workspace: what was posted to each channel and person."""

    address: str = ""
    posted: list[tuple[str, str]] = field(default_factory=list)

    async def test(self, _request: web.Request) -> web.Response:
        told = {"ok": True, "team_id": builders.TENANT, "user_id": "U0", "team": "B"}
        return web.json_response(told)

    async def post(self, request: web.Request) -> web.Response:
        body = await request.json() if request.content_type.endswith("json") else None
        body = body or dict(await request.post())
        self.posted.append((str(body["channel"]), json.dumps(body, ensure_ascii=False)))
        ts = f"1.{len(self.posted)}"
        return web.json_response({"ok": True, "channel": body["channel"], "ts": ts})


@dataclass
class Both:
    """The region, and the two platforms that it is on."""

    slack: Slack
    teams: FakeTeams
    database: Database

    async def tick(self, at: datetime, *, slack: bool = True, teams: bool = True) -> None:
        """What happens by itself at a moment, by a process that serves the one, or both."""
        tokens = SlackKeys("xoxb-1", None, "secret", self.slack.address)
        keys = Keys(tokens if slack else None, (KEYS,) if teams else ())
        await tick_once(self.database, keys, Settings(), at, self.teams.cloud)

    def read_on_slack(self) -> dict[str, str]:
        """What was posted where; each place has one message."""
        assert len(dict(self.slack.posted)) == len(self.slack.posted)
        return dict(self.slack.posted)

    def read_on_teams(self) -> dict[str, str]:
        """The same on Teams."""
        found = [
            (call.conversation or call.body["channelData"]["channel"]["id"], call.card)
            for call in self.teams.posts
        ]
        assert len({place for place, _ in found}) == len(found)
        return {place: json.dumps(card, ensure_ascii=False) for place, card in found}

    def states(self) -> set[str]:
        """How far everything has come."""
        with self.database.reading() as session:
            return {row.state.value for row in session.exec(select(Delivery))}


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    made, app = Slack(), web.Application()
    app.router.add_post("/auth.test", made.test)
    app.router.add_post("/chat.postMessage", made.post)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    made.address = f"http://{host}:{port}/"
    yield made
    await runner.cleanup()


@pytest.fixture
async def both(slack: Slack, database: Database) -> AsyncIterator[Both]:
    """Habo is on Slack and Nässjö on Teams; the county has a channel on each.

    Åsa leads Habo, and Mia Nässjö; Bo works there, and has used Slack first and then Teams.
    """
    async with fake_teams() as teams:
        furnish(database)
        for account, chat in (("oid-mia", "a:mia"), ("oid-bo", "a:bo")):
            kind = ConversationKind.PERSONAL
            known = Reference(ON_TEAMS, kind, chat, teams.service_url, account)
            with database.writing() as session:
                remember_conversation(session, known, MONDAY - timedelta(days=3))
        yield Both(slack, teams, database)


def furnish(database: Database) -> None:
    there = ON_TEAMS.platform
    with database.writing() as session:
        county = builders.region(session, "Jönköpings län")
        builders.installation(session, county)
        builders.installation(session, county, platform=there, tenant=ON_TEAMS.id)
        habo = builders.library(session, county, "Habo bibliotek")
        nassjo = builders.library(session, county, "Nässjö stadsbibliotek")
        builders.channel(session, county, habo, HABO)
        builders.channel(session, county, nassjo, NASSJO, platform=there, tenant=ON_TEAMS.id)
        builders.channel(session, county, None, COUNTY)
        builders.channel(session, county, None, COUNTY_TOO, platform=there, tenant=ON_TEAMS.id)
        note_new_channels(session, MONDAY - timedelta(days=3))
        asa = builders.staff(session, habo, "Åsa", role=Role.MANAGER)
        mia = builders.staff(session, nassjo, "Mia", role=Role.MANAGER)
        bo = builders.staff(session, nassjo, "Bo")
        builders.identity(session, asa, "U0ASA")
        builders.identity(session, mia, "oid-mia", platform=there, tenant=ON_TEAMS.id)
        builders.identity(session, bo, "U0BO")
        builders.identity(session, bo, "oid-bo", platform=there, tenant=ON_TEAMS.id)
        for person in (asa, mia, bo):  # all have something left, and one has something done
            builders.completed(session, person, builders.resource(session, county))
        builders.assessed(session, asa)


async def test_each_library_reads_its_week_where_it_is(both: Both) -> None:
    await both.tick(MONDAY)
    slack, teams = both.read_on_slack(), both.read_on_teams()
    assert slack.keys() == {HABO, COUNTY, "U0ASA"}
    assert teams.keys() == {NASSJO, COUNTY_TOO, "a:mia"}
    assert "Habo bibliotek" in slack[HABO]
    assert "Nässjö stadsbibliotek" in teams[NASSJO]
    assert both.states() == {"sent"}


async def test_the_regions_summary_is_the_same_on_either(both: Both) -> None:
    """Every library stands in it, wherever that library is, and so do the county's figures."""
    await both.tick(MONDAY)
    summaries = (both.read_on_slack()[COUNTY], both.read_on_teams()[COUNTY_TOO])
    for said in summaries:
        assert "1 av 3 (33 %)" in said
        for library in ("Habo", "Nässjö"):
            assert library in said
    with both.database.reading() as session:
        rows = session.exec(select(Delivery).where(Delivery.kind == "county_summary")).all()
    assert {(row.platform, row.period) for row in rows} == {
        (Platform.SLACK, "2026-W35"),
        (Platform.TEAMS, "2026-W35"),
    }


async def test_a_person_on_both_is_one_member(both: Both) -> None:
    with both.database.reading() as session:
        accounts = (
            (Platform.SLACK, builders.TENANT, "U0BO"),
            (Platform.TEAMS, ON_TEAMS.id, "oid-bo"),
        )
        found = [find(session, *account, MONDAY) for account in accounts]
        members = session.exec(select(Member).where(Member.name == "Bo")).all()
    assert [each.who.member_id for each in found if each and each.who] == [members[0].id] * 2
    assert {each.region.name for each in found if each} == {"Jönköpings län"}


async def test_a_person_on_both_is_reminded_once_where_they_came_last(both: Both) -> None:
    await both.tick(WEDNESDAY)
    assert "a:bo" in both.read_on_teams()
    assert "U0BO" not in both.read_on_slack()
    await both.tick(WEDNESDAY + timedelta(hours=2))
    assert len([call for call in both.teams.posts if call.conversation == "a:bo"]) == 1
    assert "U0BO" not in both.read_on_slack()


async def test_what_would_go_out_is_told_of_both(both: Both) -> None:
    told = planned(both.database, MONDAY)
    assert {each.channel_id for each in told if each.channel_id} == {
        *(HABO, COUNTY),
        *(NASSJO, COUNTY_TOO),
    }
    assert len(next(each.members for each in told if each.kind == "digest")) == 2


async def test_a_process_for_each_platform(both: Both) -> None:
    """What one owes, the other sends: each does its own platform's part."""
    await both.tick(MONDAY, teams=False)
    assert both.read_on_slack().keys() == {HABO, COUNTY, "U0ASA"}
    assert both.teams.posts == []
    await both.tick(MONDAY + timedelta(minutes=5), slack=False)
    assert both.read_on_teams().keys() == {NASSJO, COUNTY_TOO, "a:mia"}
    assert len(both.slack.posted) == 3
    assert both.states() == {"sent"}


async def test_a_tenant_is_remembered_for_the_region_once(both: Both) -> None:
    await both.tick(MONDAY)
    await both.tick(MONDAY)
    with both.database.reading() as session:
        county = session.exec(select(Region)).one()
        known = tenants_of(session, builders.key(county))
    assert known == (f"slack {builders.TENANT}", f"teams {ON_TEAMS.id}")
