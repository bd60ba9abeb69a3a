"""What the doctor finds, in the database and at a Slack of the test's own."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy.engine import make_url
from sqlmodel import select

from bot.doctor import Finding, Health, examine_database, examine_workspace
from bot.slack.keys import SlackKeys
from bot.slack.manifest import SCOPES
from handlers.texts import texts_in
from storage.database import Database
from storage.deliveries import Due, Tenant, owe_channel, owe_member
from storage.served import ServedChannel, served_channels, served_tenants
from storage.tables import Channel, Delivery, DeliveryKind, DeliveryState, Library, Platform
from tests.builders import (
    TENANT,
    address,
    channel,
    identity,
    installation,
    key,
    library,
    region,
    staff,
)
from tests.databases import Databases, opened

NOW = datetime(2026, 8, 24, 9, tzinfo=UTC)
HERE = Tenant(Platform.SLACK, TENANT)


def keys_of(found: list[Finding], health: Health) -> list[str]:
    return [each.key for each in found if each.health is health]


def linked(database: Database) -> None:
    """A county with a library's channel."""
    with database.writing() as session:
        county = region(session, "Jönköpings län")
        installation(session, county)
        channel(session, county, library(session, county, "Habo bibliotek"), channel_id="CHABO")


def test_a_database_in_order(database: Database) -> None:
    linked(database)
    found = examine_database(database, NOW)
    assert keys_of(found, Health.WRONG) == []
    assert keys_of(found, Health.RIGHT) == ["doctor.database", "doctor.deliveries"]


def test_an_empty_database_and_one_without_a_region(
    empty_database: Database, database: Database
) -> None:
    assert keys_of(examine_database(empty_database, NOW), Health.WRONG) == ["start.schema_empty"]
    assert keys_of(examine_database(database, NOW), Health.WRONG) == ["start.no_region"]


def test_a_county_without_channels(database: Database) -> None:
    with database.writing() as session:
        region(session)
    assert keys_of(examine_database(database, NOW), Health.WRONG) == ["doctor.no_channels"]


def test_a_newer_database_that_can_be_used(database: Database) -> None:
    linked(database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'later'")
    found = examine_database(database, NOW)
    assert keys_of(found, Health.WRONG) == []
    assert keys_of(found, Health.NOTE) == ["doctor.database_ahead"]


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_copy_that_takes_no_writes(databases: Databases) -> None:
    address = databases.migrated()
    with opened(address) as database:
        linked(database)
    with opened(add_options(address, "-c default_transaction_read_only=on")) as database:
        found = examine_database(database, NOW)
    assert keys_of(found, Health.WRONG) == ["doctor.database_read_only"]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_file_that_somebody_else_keeps(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked(database)
    monkeypatch.setattr("storage.database._PRAGMAS", ("PRAGMA busy_timeout=1",))
    database.close()
    with opened(str(database.engine.url)) as other, database.writing() as session:
        session.connection()
        (found,) = examine_database(other, NOW)[1:2]
    assert found.key == "doctor.database_read_only"
    assert "database is locked" in found.told(texts_in("sv"))


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "kompis.db"
    file.write_text("Det här är en inköpslista, och ingen databas alls." * 20, encoding="utf-8")
    with opened(f"sqlite:///{file}") as database:
        assert keys_of(examine_database(database, NOW), Health.WRONG) == ["doctor.database_away"]


def add_options(address: str, options: str) -> str:
    url = make_url(address).update_query_dict({"options": options})
    return url.render_as_string(hide_password=False)


def owed(database: Database, state: DeliveryState, ago: timedelta) -> None:
    """A message to the channel that was due so long ago."""
    with database.writing() as session:
        to = address(session.exec(select(Channel)).one())
        due = Due(DeliveryKind.WEEKLY_SUMMARY, f"{state}{ago}", NOW - ago)
        assert owe_channel(session, due, to, NOW)
        row = session.exec(select(Delivery)).one()
        row.state = state
        if state is DeliveryState.SENDING:
            row.tried_at, row.lease_owner = NOW - ago, "gone"
            row.lease_until = NOW - ago + timedelta(minutes=2)


@pytest.mark.parametrize(
    ("state", "ago", "wrong"),
    [
        (DeliveryState.PENDING, timedelta(minutes=14), []),
        (DeliveryState.PENDING, timedelta(minutes=16), ["doctor.overdue"]),
        (DeliveryState.SENDING, timedelta(hours=1), ["doctor.overdue", "doctor.doubtful"]),
        (DeliveryState.UNCERTAIN, timedelta(days=6), ["doctor.doubtful"]),
        (DeliveryState.UNCERTAIN, timedelta(days=8), []),
        (DeliveryState.FAILED, timedelta(days=6), ["doctor.failed"]),
        (DeliveryState.CANCELLED, timedelta(days=1), []),
    ],
)
def test_messages_that_somebody_should_look_into(
    database: Database, state: DeliveryState, ago: timedelta, wrong: list[str]
) -> None:
    linked(database)
    owed(database, state, ago)
    assert keys_of(examine_database(database, NOW), Health.WRONG) == wrong


def test_what_is_in_doubt_is_named_one_by_one(database: Database) -> None:
    """So that somebody can look, and say it in the bot's stead."""
    linked(database)
    owed(database, DeliveryState.UNCERTAIN, timedelta(hours=2))
    with database.writing() as session:
        anna = staff(session, session.exec(select(Library)).one(), "Anna")
        identity(session, anna)
        assert owe_member(session, Due(DeliveryKind.REMINDER, "2026-W34", NOW), key(anna), NOW)
        for row in session.exec(select(Delivery)):
            row.state = DeliveryState.UNCERTAIN
        session.add(anna)
        number = key(anna)
    found = examine_database(database, NOW)
    told = [each.told(texts_in("en")) for each in found if each.health is Health.NOTE]
    person, place = told
    assert person == f"· reminder 2026-W34 to the member with id {number}: ask whether it arrived."
    assert place.startswith("· weekly_summary uncertain2:00:00 to Habo bibliotek (CHABO): look")


def test_a_broken_channel_is_named_and_what_waits_for_it_is_not_late(database: Database) -> None:
    linked(database)
    owed(database, DeliveryState.PENDING, timedelta(hours=5))
    with database.writing() as session:
        session.connection().exec_driver_sql(
            "UPDATE channel SET broken_at = '2026-08-24 08:00:00', broken_code = 'is_archived'"
        )
    found = examine_database(database, NOW)
    assert keys_of(found, Health.WRONG) == ["doctor.channel_broken"]
    (told,) = [each.told(texts_in("sv")) for each in found if each.health is Health.WRONG]
    assert told.startswith("✗ Kanalen CHABO (Habo bibliotek) är stängd för Kompis: is_archived.")


@dataclass
class Slack:
    """A Slack that knows one app and its channels."""

    scopes: str | None = ",".join(SCOPES)
    closed: dict[str, str] = field(default_factory=dict)
    address: str = ""
    asked: list[str] = field(default_factory=list)
    tests_that_work: int = 9

    async def test(self, _request: web.Request) -> web.Response:
        self.tests_that_work -= 1
        if self.tests_that_work < 0:
            return web.json_response({"ok": False, "error": "fatal_error"})
        headers = {} if self.scopes is None else {"X-OAuth-Scopes": self.scopes}
        answer = {"ok": True, "team_id": TENANT, "team": "Biblioteken", "user_id": "U0"}
        return web.json_response(answer, headers=headers)

    async def history(self, request: web.Request) -> web.Response:
        self.asked.append(request.query["channel"])
        code = self.closed.get(request.query["channel"])
        return web.json_response({"ok": False, "error": code} if code else {"ok": True})


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    made, app = Slack(), web.Application()
    app.router.add_post("/auth.test", made.test)
    app.router.add_get("/conversations.history", made.history)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    made.address = f"http://{host}:{port}/"
    yield made
    await runner.cleanup()


def with_secret(slack: Slack) -> SlackKeys:
    return SlackKeys("xoxb-1", None, "secret", slack.address)


HABO = ServedChannel(HERE, "CHABO", "Habo bibliotek", None)


async def test_a_workspace_in_order(slack: Slack) -> None:
    found = await examine_workspace(with_secret(slack), [HERE], [HABO])
    assert keys_of(found, Health.RIGHT) == ["doctor.tokens", "doctor.scopes", "doctor.channels"]
    assert len(found) == 3


async def test_what_is_wrong_there(slack: Slack) -> None:
    slack.scopes = "commands,chat:write"
    slack.closed = {"CHABO": "not_in_channel"}
    other = Tenant(Platform.SLACK, "T0OTHER")
    found = await examine_workspace(with_secret(slack), [HERE, other], [HABO])
    assert keys_of(found, Health.WRONG) == [
        "doctor.scopes_missing",
        "doctor.channel_shut",
        "doctor.not_served",
    ]
    told = "\n".join(each.told(texts_in("en")) for each in found)
    assert "im:history" in told
    assert "chat:write" not in told
    assert "CHABO (Habo bibliotek): not_in_channel" in told
    assert "T0OTHER" in told


async def test_other_workspaces_channels_are_not_asked_about(slack: Slack) -> None:
    other = Tenant(Platform.SLACK, "T0OTHER")
    slack.closed = {"CELSE": "channel_not_found"}
    elsewhere = [ServedChannel(other, name, "Eksjö", None) for name in ("CELSE", "CELSE2")]
    broken = ServedChannel(HERE, "CBROKEN", "Habo", "is_archived")
    found = await examine_workspace(with_secret(slack), [HERE, other], [HABO, broken, *elsewhere])
    assert slack.asked == ["CHABO"]
    assert keys_of(found, Health.WRONG) == ["doctor.not_served"]
    assert keys_of(found, Health.NOTE) == ["doctor.channels_untried"]
    assert "2 channels in the workspace T0OTHER were not tried" in found[-1].told(texts_in("en"))


async def test_a_slack_that_refuses_halfway(slack: Slack) -> None:
    slack.tests_that_work = 1
    found = await examine_workspace(with_secret(slack), [HERE], [HABO])
    assert keys_of(found, Health.WRONG) == ["start.slack_refuses"]


async def test_a_slack_that_tells_no_scopes(slack: Slack) -> None:
    slack.scopes = None
    found = await examine_workspace(with_secret(slack), [HERE], [])
    assert keys_of(found, Health.NOTE) == ["doctor.scopes_unknown"]
    assert keys_of(found, Health.WRONG) == []


async def test_a_slack_that_is_away() -> None:
    keys = SlackKeys("xoxb-1", None, "secret", "http://127.0.0.1:9/")
    found = await examine_workspace(keys, [HERE], [HABO])
    assert keys_of(found, Health.WRONG) == ["start.unreachable"]


def test_what_is_served(database: Database) -> None:
    linked(database)
    with database.reading() as session:
        assert served_tenants(session) == (HERE,)
        assert served_channels(session) == (HABO,)
