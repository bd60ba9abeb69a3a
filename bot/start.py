"""Starting the bot: everything is checked and put together here, and nowhere else.

On Slack, on Teams, or on both with one database, one outbox and the same answers.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.calling import calling
from bot.clock import Clock, system_clock
from bot.farewell import Farewell
from bot.front import Front
from bot.health.watch import UNWATCHED, Watch
from bot.keys import Keys
from bot.patience import Patience
from bot.readiness import check_schema
from bot.running import Running
from bot.served import Served, reach
from bot.slack.keys import SlackKeys
from bot.slack.start import OnSlack, on_slack
from handlers.dispatch import Desk
from handlers.texts import Texts, texts_in
from scheduler.composers import COMPOSERS
from scheduler.outbox import Outbox, Rates
from scheduler.owing import owe_to_channels, publish
from scheduler.owing_people import owe_to_people
from scheduler.retention import Retention
from scheduler.ticking import ticking
from storage.database import Database
from storage.deliveries import Tenant
from storage.regions import FirstRegion, RegionSettings, ensure_installation, ensure_region

if TYPE_CHECKING:  # a bot that is on Slack alone loads nothing of Teams
    from bot.teams.keys import Cloud
    from bot.teams.start import OnTeams, Registered

ENQUEUE = (publish, owe_to_channels, owe_to_people)  # what each tick owes, in this order


@dataclass(frozen=True, slots=True)
class _Office:
    """What both platforms share."""

    database: Database
    now: Clock
    coordinators: frozenset[str]
    outbox: Outbox
    front: Front
    texts: Texts
    patience: Patience
    farewell: Farewell


@asynccontextmanager
async def running_slack(
    database: Database, keys: SlackKeys, first_region: FirstRegion, **more: Any
) -> AsyncIterator[Running]:
    """The bot on Slack alone; `more` is what `running` takes."""
    async with running(database, Keys(keys), first_region, **more) as bot:
        yield bot


@asynccontextmanager
async def running(
    database: Database,
    keys: Keys,
    first_region: FirstRegion,
    *,
    coordinators: frozenset[str] = frozenset(),
    retention: Retention | None = None,
    now: Clock = system_clock,
    patience: Patience | None = None,
    rates: Rates | None = None,
    try_again: float | None = None,
    watch: Watch = UNWATCHED,
    cloud: "Cloud | None" = None,
) -> AsyncIterator[Running]:
    """The bot, answering until the block ends; what is in hand then is finished.

    `coordinators` are e-mail keys, of the first region; `retention` says how long things are kept;
    without `rates` it posts at the pace that the platforms want; `try_again` is the seconds between
    looks at Slack's line; `watch` is told of the work; `cloud` is Microsoft's own where none is
    given. Raises CannotStartError for wrong keys, a platform that cannot be reached, or a database
    that is not migrated.
    """
    await asyncio.to_thread(check_schema, database)
    async with calling() as session:
        served = await reach(session, keys, cloud)
        region = await asyncio.to_thread(settle, database, first_region, served.tenants)
        outbox = Outbox(
            database,
            served.senders(database, now),
            COMPOSERS,
            now,
            enqueue=ENQUEUE,
            coordinators=coordinators,
            rates=rates,
            count=watch.delivered,
        )
        desk = Desk(
            database,
            coordinators=coordinators,
            home=region.region_id,
            language=first_region.language,
            wake=outbox.wake,
            count=watch.handled,
        )
        office = _Office(
            database,
            now,
            coordinators,
            outbox,
            Front(desk, database, now),
            texts_in(first_region.language),
            patience or Patience(),
            Farewell(),
        )

        async def tick() -> None:
            watch.ticked(await outbox.tick())

        async with (
            ticking(
                database,
                region.zone,
                now,
                tick,
                retention=retention,
                coordinators=coordinators,
                left=office.farewell.left,
            ),
            _answering(office, served, try_again) as bot,
        ):
            yield bot


@asynccontextmanager
async def _answering(
    office: _Office, served: Served, try_again: float | None
) -> AsyncIterator[Running]:
    """Take in what is sent until the block ends: the line is closed, what is owed is left in
    order, and what is in hand is finished, in the time that there is.
    """
    farewell = office.farewell
    async with AsyncExitStack() as stack:
        here: OnSlack | None = None
        if served.slack is not None:
            here = await stack.enter_async_context(
                on_slack(served.slack, office.front, office.patience, office.texts, try_again)
            )
        stack.push_async_callback(lambda: office.patience.drain(farewell.left()))
        await stack.enter_async_context(office.outbox.running(farewell.left))
        there = None if served.teams is None else _on_teams(office, served.teams)
        bot = Running(office.outbox, farewell, here, there)
        try:
            yield bot
        finally:
            bot.stop()
            if here is not None and here.line is not None:
                await here.line.close(farewell.left())


def _on_teams(office: _Office, teams: "Registered") -> "OnTeams":
    from bot.teams.places import Places  # noqa: PLC0415 (only where Teams is served)
    from bot.teams.start import on_teams  # noqa: PLC0415

    places = Places(office.database, office.now, office.coordinators, office.outbox.wake)
    return on_teams(teams, office.front, places, office.patience, office.texts)


def settle(
    database: Database, first_region: FirstRegion, served: Mapping[Tenant, str]
) -> RegionSettings:
    """Remember the tenants that are served, by their names, for the first region."""
    with database.writing() as session:
        region = ensure_region(session, first_region)
        for tenant, name in served.items():
            ensure_installation(session, region.region_id, tenant.platform, tenant.id, name)
        return region
