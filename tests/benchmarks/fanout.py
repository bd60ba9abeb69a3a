"""A Monday morning: 10,000 channels in 50 workspaces, each of which takes six messages a second.

Three processes: this one makes the country, one is Slack (50 sandboxes that refuse what comes
faster), and one sends with the real outbox, so that its memory and pace can be told.
"""

import asyncio
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update
from sqlmodel import col, func, select

from bot.calling import calling
from bot.collecting import collect_seldom
from bot.logs import configure_logs
from bot.slack.app import open_client
from bot.slack.sender import SlackSender
from scheduler.composers import COMPOSERS
from scheduler.outbox import Outbox
from scheduler.outbox.composing import Shared, compose_all
from scheduler.outbox.gathering import MOST
from scheduler.owing import owe_to_channels
from storage.database import Database, open_database
from storage.deliveries import Claim, Tenant, claim
from storage.library_days import backdrop, library_days
from storage.migrate import migrate
from storage.regions import regions
from storage.tables import Channel as ChannelRow
from storage.tables import Delivery, DeliveryKind, DeliveryState, Library, Platform
from tests.benchmarks.places import PER_SECOND, channel_of, tenant_of
from tests.benchmarks.population import TODAY, populate
from tests.benchmarks.raw import best_statement, summaries_statement
from tests.benchmarks.timing import Line, megabytes

COMPLETIONS = 10_000_000
COMPLETIONS_EACH = 20
WORKSPACES = 50
RATE_LEAST = 0.95  # of what all workspaces take together
COMPOSING_MOST = 2.0  # times the best single statement
MEMORY_MOST = 150.0  # MB
MONDAY = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
_LINKED = MONDAY - timedelta(days=4)
_THIS, _SLACK = "tests.benchmarks.fanout", "tests.benchmarks.many_slacks"


def measure(completions: int = COMPLETIONS, workspaces: int = WORKSPACES) -> list[Line]:
    """The report's lines."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        channels = _made(file, completions, workspaces)
        best, goals_alone = _best(file)
        figures, cards = _asked("figures", str(file)), _asked("cards", str(file))
        with _slack(workspaces, channels // workspaces) as (slack, opened):
            sent = _asked("send", str(file), json.dumps(opened))
            said, _ = slack.communicate("\n")
            heard = json.loads(said)
    assert sent["sent"] == heard["posted"] == channels, (sent, heard)  # none lost, none doubled
    permitted = workspaces * PER_SECOND
    pace = channels / sent["seconds"]
    return [
        Line(
            f"the figures of {channels:,} weekly summaries, {completions:,} completions",
            f"{figures['seconds']:.1f} s",
            f"the best single statement {best:.1f} s (of the goals alone {goals_alone:.1f} s)",
            figures["seconds"] / best,
            COMPOSING_MOST,
        ),
        Line(
            "the summaries, worded and made into cards",
            f"{cards['seconds']:.1f} s",
            f"the best single statement {best:.1f} s",
            cards["seconds"] / best,
            COMPOSING_MOST,
        ),
        Line(
            f"{channels:,} summaries to {workspaces} workspaces",
            f"{pace:.0f} a second",
            f"permitted {permitted:.0f} a second",
            permitted / pace,
            1 / RATE_LEAST,
        ),
        Line("refused as too fast", f"{heard['too_fast']}", "none after the first second", 0.0, 0.0)
        if not heard["too_fast_later"]
        else Line("refused as too fast", f"{heard['too_fast_later']}", "none", 1.0, 0.0),
        Line(
            "memory for that",
            f"{sent['megabytes']:.0f} MB",
            f"budget {MEMORY_MOST:.0f} MB",
            sent["megabytes"] / MEMORY_MOST,
            1.0,
        ),
    ]


def _best(file: Path) -> tuple[float, float]:
    """The seconds of one statement for all that the summaries tell, and for their goals alone."""
    with closing(sqlite3.connect(file)) as driver:
        best_statement(driver, TODAY)  # warms the file's cache
        began = time.process_time()  # in this process alone, whatever else the machine does
        best_statement(driver, TODAY)
        between = time.process_time()
        summaries_statement(driver, TODAY)
        return time.process_time() - between, between - began


def _made(file: Path, completions: int, workspaces: int) -> int:
    """A country with a channel for each library; how many."""
    database = open_database(f"sqlite:///{file}")
    migrate(database)
    libraries = completions // (50 * COMPLETIONS_EACH)
    populate(
        database,
        completions,
        libraries_a_region=libraries // workspaces,
        completions_each=COMPLETIONS_EACH,
    )
    with database.writing() as session:
        places = session.exec(select(Library.id, Library.region_id).order_by(col(Library.id))).all()
        session.add_all(
            ChannelRow(
                region_id=region,
                library_id=library,
                platform=Platform.SLACK,
                tenant=tenant_of(region),
                channel_id=channel_of(library or 0),
                weekday=1,
                hour=9,
                linked_at=_LINKED,
            )
            for library, region in places
        )
    owe_to_channels(database, MONDAY)
    with database.writing() as session:  # tutoring reminders are of another kind
        not_weekly = col(Delivery.kind) != DeliveryKind.WEEKLY_SUMMARY
        session.exec(update(Delivery).where(not_weekly).values(state=DeliveryState.CANCELLED))
    database.close()
    return len(places)


def _asked(*words: str) -> dict[str, float]:
    answer = subprocess.run(  # noqa: S603 (this module)
        [sys.executable, "-m", _THIS, *words], stdout=subprocess.PIPE, check=True
    )
    told: dict[str, float] = json.loads(answer.stdout)
    return told


def read_all(file: str) -> dict[str, float]:
    """Read the figures of every summary, with its trends, forecasts and what it hides."""
    database = open_database(f"sqlite:///{file}")
    collect_seldom()
    began = time.process_time()
    with database.reading() as session:
        behind = {each.region_id: backdrop(session, each, TODAY) for each in regions(session)}
        rows = session.exec(select(Library.id, Library.region_id).order_by(col(Library.id))).all()
        places = [(library or 0, behind[region]) for library, region in rows]
        for at in range(0, len(places), MOST):  # as many at once as the outbox asks for
            library_days(session, dict(places[at : at + MOST]))
    seconds = time.process_time() - began
    database.close()
    return {"seconds": seconds}


def work_out_all(file: str) -> dict[str, float]:
    """Work out every summary that is owed, and send none."""
    database, shared = open_database(f"sqlite:///{file}"), Shared()
    claims = _claims(database)
    collect_seldom()
    began = time.process_time()
    for at in range(0, len(claims), MOST):
        cards = compose_all(database, COMPOSERS, claims[at : at + MOST], MONDAY, shared)
        assert None not in cards
    seconds = time.process_time() - began
    database.close()
    return {"seconds": seconds}


def _claims(database: Database) -> list[Claim]:
    """What is claimed is given back: the transaction ends without being committed."""
    claims: list[Claim] = []
    with database.reading() as session:
        tenants = session.exec(select(ChannelRow.tenant).distinct()).all()
    with suppress(_NotMeantError), database.writing() as session:
        for tenant in tenants:
            its = Tenant(Platform.SLACK, tenant)
            claims += claim(session, its, "bench", MONDAY, lease=timedelta(minutes=1), most=10_000)
        raise _NotMeantError
    return claims


class _NotMeantError(Exception):
    """Ends a transaction without writing."""


def send_all(file: str, opened: list[dict[str, str]]) -> dict[str, float]:
    """Send every summary that is owed; how many, how fast, and the memory it took."""
    return asyncio.run(_send_all(file, opened))


async def _send_all(file: str, opened: list[dict[str, str]]) -> dict[str, float]:
    database = open_database(f"sqlite:///{file}")
    began_at = datetime.now(UTC)
    async with calling() as session:
        senders = {
            Tenant(Platform.SLACK, tenant_of(number)): SlackSender(
                open_client(each["token"], each["api_url"], session)
            )
            for number, each in enumerate(opened, start=1)
        }
        outbox = Outbox(database, senders, COMPOSERS, lambda: MONDAY + (_now() - began_at))
        collect_seldom()
        began = time.perf_counter()
        async with outbox.running():
            await outbox.idle()
            while _owed(database):  # what is in doubt is looked for after a while
                await asyncio.sleep(1)
                await outbox.idle()
            seconds = time.perf_counter() - began
    with database.reading() as reading:
        sent = col(Delivery.state) == DeliveryState.SENT
        count = reading.exec(select(func.count()).select_from(Delivery).where(sent)).one()
    database.close()
    return {"sent": count, "seconds": seconds, "megabytes": megabytes("self", "VmHWM")}


def _owed(database: Database) -> bool:
    open_ = col(Delivery.state).in_([DeliveryState.PENDING, DeliveryState.SENDING])
    with database.reading() as session:
        return session.exec(select(Delivery.id).where(open_).limit(1)).first() is not None


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _slack(workspaces: int, channels_each: int) -> Iterator[tuple[Any, list[dict[str, str]]]]:
    words = [sys.executable, "-m", _SLACK, str(workspaces), str(channels_each)]
    with subprocess.Popen(  # noqa: S603 (this module)
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as slack:
        assert slack.stdout is not None
        try:
            yield slack, json.loads(slack.stdout.readline())
        finally:
            slack.terminate()


if __name__ == "__main__":
    role, *given = sys.argv[1:]
    configure_logs("WARNING")
    match role:
        case "send":
            sys.stdout.write(json.dumps(send_all(given[0], json.loads(given[1]))))
        case "figures":
            sys.stdout.write(json.dumps(read_all(*given)))
        case _:
            sys.stdout.write(json.dumps(work_out_all(*given)))
