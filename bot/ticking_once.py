"""One tick at a moment of the operator's choosing: what it would send, and sending it."""

import asyncio
from collections import defaultdict
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.calling import calling
from bot.clock import Clock, system_clock
from bot.keys import Keys
from bot.served import reach
from bot.settings import Settings
from bot.start import ENQUEUE, settle
from scheduler.composers import COMPOSERS
from scheduler.outbox import Outbox
from scheduler.owing import due_to_channels
from scheduler.owing_people import due_to_people
from storage.database import Database
from storage.deliveries import Tenant, next_try, outgoing, touched
from storage.regions import FirstRegion
from storage.served import served_channels

if TYPE_CHECKING:  # a tick on Slack alone loads nothing of Teams
    from bot.teams.keys import Cloud

_LOOK = 0.2  # seconds between looks at what is left
_LONGEST = 600.0  # seconds that one tick may send
_SOON = timedelta(minutes=3)  # longer than a lease: what is in hand is waited for


@dataclass(frozen=True, slots=True)
class Planned:
    """Messages of a kind and period: one to a channel, or one each to some members, by ids."""

    kind: str
    period: str
    whose: str = ""
    channel_id: str = ""
    members: tuple[int, ...] = ()

    @property
    def to(self) -> str:
        """The channel's id, or the members'."""
        return self.channel_id or ", ".join(map(str, self.members))


def planned(database: Database, now: datetime) -> list[Planned]:
    """What would go out at a moment: what is owed by then, and what would be owed.

    Nothing is written. Whether there is still something to say is found out when it is sent.
    """
    channels: list[tuple[str, str, str]] = []
    people: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    with database.reading() as session:
        whose = {each.channel_id: each.whose for each in served_channels(session)}
        for due, address in due_to_channels(session, now):
            channels.append((due.kind.value, due.period, address.channel_id))
        for due, member in due_to_people(session, now):
            people[due.kind.value, due.period].add(member.member_id)
        for one in outgoing(session, now):
            if one.member_id is not None:
                people[one.kind, one.period].add(one.member_id)
            elif one.channel_id is not None:
                channels.append((one.kind, one.period, one.channel_id))
    return [
        *(
            Planned(kind, period, whose.get(channel_id, channel_id), channel_id)
            for kind, period, channel_id in sorted(set(channels))
        ),
        *(
            Planned(kind, period, members=tuple(sorted(ids)))
            for (kind, period), ids in sorted(people.items())
        ),
    ]


async def tick_once(
    database: Database,
    keys: Keys,
    settings: Settings,
    at: datetime,
    cloud: "Cloud | None" = None,
) -> tuple[tuple[str, str, int], ...]:
    """Owe and send what is due, with a clock that begins at a moment: kind, state, how many.

    In all tenants that the keys are for; `cloud` is Microsoft's own where none is given. Raises
    CannotStartError for a wrong key or a platform that is away.
    """
    begun, start = system_clock(), at.astimezone(UTC)

    def now() -> datetime:
        return start + (system_clock() - begun)

    async with calling() as session:
        served = await reach(session, keys, cloud)
        region = FirstRegion(settings.region, settings.language, settings.timezone)
        await asyncio.to_thread(settle, database, region, served.tenants)
        outbox = Outbox(
            database,
            served.senders(database, now),
            COMPOSERS,
            now,
            enqueue=ENQUEUE,
            coordinators=settings.coordinators,
        )
        async with outbox.running():
            await outbox.tick()
            with suppress(TimeoutError):  # the rest goes out with the next tick
                async with asyncio.timeout(_LONGEST):
                    await _sent(database, served.tenants, now)
    with database.reading() as reading:
        return touched(reading, start)


async def _sent(database: Database, tenants: Collection[Tenant], now: Clock) -> None:
    """Wait until nothing is in hand, and nothing is tried again soon."""
    while True:
        moment = await asyncio.to_thread(_next_try, database, tenants, now())
        if moment is None or moment > now() + _SOON:
            return
        await asyncio.sleep(_LOOK)


def _next_try(database: Database, tenants: Collection[Tenant], now: datetime) -> datetime | None:
    with database.reading() as session:
        moments = [next_try(session, tenant, now) for tenant in tenants]
    return min((moment for moment in moments if moment is not None), default=None)
