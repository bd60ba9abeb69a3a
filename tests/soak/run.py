"""A whole run: the workspace, the database, the processes, and round after round."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from storage.imports import read_table
from storage.shipped import RESOURCES
from tests.bot.slack.edge.conftest import free_port
from tests.databases import opened
from tests.soak.balancer import balancing
from tests.soak.calendar_days import mondays
from tests.soak.county import ZONE, County, settle, workspace_of
from tests.soak.promises import Promises, resolve
from tests.soak.quiet import NeverQuietError, Quiet
from tests.soak.replicas import Replica
from tests.soak.rounds import Rounds
from tests.soak.stage import Stage, serving_stage
from tests.soak.tally import Tally

BEGINS = datetime(2026, 8, 30, 12, 0, tzinfo=ZoneInfo(ZONE))  # a Sunday
_UNCLEAR = frozenset({"Beredskap"})  # titles that are words of others: the bot asks


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is like. `address` is a migrated database's without rows.

    `log` is where what the processes log is kept, each line behind the process's number.
    """

    address: str
    folder: Path
    rounds: int
    replicas: int
    channels: int
    reports: int
    seed: int
    log: Path | None = None
    over_http: bool = False


async def run(plan: Plan, each: Callable[[Tally], bool] = lambda _: True) -> Tally:
    """Play every round, up to the first that breaks a promise.

    `each` hears after each, and says whether to go on.
    """
    tally = Tally()
    async with _rounds(plan, tally) as rounds:
        await rounds.quiet.come()  # the channels are seen: their weeks begin
        for monday in islice(mondays(BEGINS.date()), plan.rounds):
            try:
                await rounds.play(monday)
            except NeverQuietError as error:
                tally.broken.append(f"{monday.date()} never becomes quiet: {error}")
            _count(rounds.stage, tally)
            resolve(rounds.database, tally)
            if not each(tally) or tally.broken:
                break
    return tally


@asynccontextmanager
async def _rounds(plan: Plan, tally: Tally) -> AsyncIterator[Rounds]:
    county, clock_file = County(plan.channels), plan.folder / "clock"
    async with AsyncExitStack() as stack:
        database = stack.enter_context(opened(plan.address))
        members = await asyncio.to_thread(settle, database, county, BEGINS - timedelta(days=7))
        ports = [free_port() for _ in range(plan.replicas)] if plan.over_http else []
        url = (await stack.enter_async_context(balancing(ports))).url if ports else None
        stage = await stack.enter_async_context(
            serving_stage(workspace_of(county), BEGINS, clock_file, url)
        )
        replicas: list[Replica] = []
        rounds = Rounds(
            stage,
            replicas,
            database,
            county,
            _titles(),
            Promises(stage, database, county, members, tally),
            Quiet(stage, replicas, database, tally),
            tally,
            Random(plan.seed),  # noqa: S311 (no secret)
            plan.reports,
            log=stack.enter_context(plan.log.open("w")) if plan.log else None,
        )
        for number in range(plan.replicas):
            settings = _settings(stage, plan.address, ports[number] if ports else None)
            replica = Replica(number, settings, clock_file, rounds.on_line, tally.broken.append)
            replicas.append(replica)
            await stack.enter_async_context(replica.kept_running())
        yield rounds


def _settings(stage: Stage, address: str, port: int | None) -> dict[str, str]:
    """What a process is told: a port is for signed HTTP."""
    known = stage.sandbox
    over_http = {"SLACK_SIGNING_SECRET": known.signing_secret, "PORT": str(port)}
    return {
        "DATABASE_URL": address,
        "REGION": "Länet",
        "SLACK_BOT_TOKEN": known.bot_token,
        "SLACK_API_URL": f"{stage.url}/api/",
        **({"SLACK_APP_TOKEN": known.app_token} if port is None else over_http),
    }


def _titles() -> dict[str, str]:
    told = (row.values for row in read_table(RESOURCES).rows)
    return {one["title"]: one["url"] for one in told if one["title"] not in _UNCLEAR}


def _count(stage: Stage, tally: Tally) -> None:
    tally.steps, tally.calls = stage.happenings.steps, stage.happenings.calls
    for kind, number in stage.happenings.faults.items():
        tally.faults[kind] = number
