"""The kill test would notice: each promise is broken here on purpose, and that is told."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import delete, select

from scheduler.owing import owe_to_channels
from storage.database import Database
from storage.tables import Delivery, DeliveryState, Member, Resource
from tests import builders
from tests.databases import SqliteDatabases
from tests.soak.calendar_days import mondays, week_name
from tests.soak.county import County, Person, channel_of, settle, workspace_of
from tests.soak.promises import Promises
from tests.soak.reporting import Report
from tests.soak.run import BEGINS
from tests.soak.stage import Stage, serving_stage
from tests.soak.tally import Tally

COUNTY = County(2)
MONDAY = next(mondays(BEGINS.date()))
ON = MONDAY.date()
ANNA = Person(1, 0)
REPORT = Report(ANNA, "Skriva på Wikipedia", ON, "message")
CONFIRMED = "✅ Klart! *Skriva på Wikipedia* är registrerad som gjord 31 augusti 2026."


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    """What is looked at is the same on either."""
    return sqlite_databases


@dataclass(frozen=True, slots=True)
class Week:
    """A Monday on which everything is as it should be, until a test does something."""

    stage: Stage
    database: Database
    promises: Promises
    bot: AsyncWebClient
    members: dict[int, int]

    async def summary(self, channel: str, title: str = "Vecka 36: Bibliotek") -> None:
        """The bot posts a summary of the week."""
        key = f"weekly_summary:slack:{builders.TENANT}:{channel}:{week_name(ON)}:0"
        metadata = {"event_type": "kompis_delivery", "event_payload": {"key": key}}
        await self.bot.chat_postMessage(channel=channel, text=title, metadata=metadata)

    async def told(self) -> list[str]:
        """What is wrong."""
        await self.promises.look(ON, [REPORT], [])
        return self.promises.tally.broken

    def store(self, report: Report) -> None:
        """The report stands in the database."""
        row = next(row for row, number in self.members.items() if number == report.person.number)
        with self.database.writing() as session:
            named = session.exec(select(Resource).where(Resource.title == report.what)).one()
            builders.completed(session, session.get_one(Member, row), named, on=report.on)


@pytest.fixture
async def week(database: Database, tmp_path: Path) -> AsyncIterator[Week]:
    """Every channel has its summary; nobody has reported anything."""
    members = settle(database, COUNTY, BEGINS - timedelta(days=7))
    owe_to_channels(database, BEGINS.astimezone(UTC))
    owe_to_channels(database, MONDAY.astimezone(UTC))
    mark_all(database, DeliveryState.SENT, MONDAY)
    async with serving_stage(workspace_of(COUNTY), MONDAY, tmp_path / "clock", None) as stage:
        tally = Tally()
        promises = Promises(stage, database, COUNTY, members, tally)
        bot = AsyncWebClient(stage.sandbox.bot_token, f"{stage.url}/api/", retry_handlers=[])
        week = Week(stage, database, promises, bot, members)
        for channel in COUNTY.channels:
            await week.summary(channel)
        yield week


def mark_all(database: Database, state: DeliveryState, at: datetime) -> None:
    """Every delivery is in a state."""
    with database.writing() as session:
        for row in session.exec(select(Delivery)):
            row.state = state
            row.sent_at = at.astimezone(UTC) if state is DeliveryState.SENT else None


async def test_all_is_well(week: Week) -> None:
    week.store(REPORT)
    await week.bot.chat_postMessage(channel=ANNA.dm, text=CONFIRMED)
    assert await week.told() == []
    assert week.promises.tally.confirmed == {"message": 1}


async def test_a_report_that_is_not_confirmed_may_be_stored_or_not(week: Week) -> None:
    assert await week.told() == []


async def test_a_confirmed_report_is_not_stored(week: Week) -> None:
    await week.bot.chat_postMessage(channel=ANNA.dm, text=CONFIRMED)
    assert [one.split(":")[0] for one in await week.told()] == ["confirmed, not stored"]


async def test_something_is_stored_that_nobody_reported(week: Week) -> None:
    week.store(Report(ANNA, "Vad är Wikipedia?", ON, "message"))
    assert [one.split(":")[0] for one in await week.told()] == ["stored, not reported"]


async def test_a_summary_comes_twice(week: Week) -> None:
    await week.summary(channel_of(1))
    told = await week.told()
    assert told[0].startswith(f"{channel_of(1)} has 2 summaries of 2026-W36")
    assert told[1].endswith(f"stands 2 times in {channel_of(1)}")


async def test_a_summary_comes_once_more_under_another_key(week: Week) -> None:
    await week.bot.chat_postMessage(channel=channel_of(0), text="Vecka 36: Bibliotek")
    (told,) = await week.told()
    assert told == f"{channel_of(0)} has 1 summaries of 2026-W36, by title [36, 36]"


async def test_a_message_has_no_answer(week: Week) -> None:
    await week.stage.act("message", user=ANNA.user_id, channel=ANNA.dm, text="hej")
    assert f"1 messages without an answer in {ANNA.dm}" in await week.told()


async def test_something_is_left_in_somebodys_hands(week: Week) -> None:
    mark_all(week.database, DeliveryState.PENDING, MONDAY)
    assert "2 deliveries are pending" in await week.told()


async def test_a_week_is_owed_to_nobody(week: Week) -> None:
    with week.database.writing() as session:
        session.exec(delete(Delivery))
    assert "0 channels were owed 2026-W36" in await week.told()
