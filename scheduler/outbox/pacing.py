"""Pacing ahead of being told: so many messages a second in a tenant and in each channel.

How many there may be is for each platform's sender to say.
"""

# ruff: noqa: N818  (errors are named for what happened)

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field

CATCH_UP = 0.5  # seconds that a tenant may be late by, and still get all its turns
_SOON = 0.001  # seconds that are not worth a wait
_REMEMBERED = 1_000  # places of a tenant, from which those that are free again are forgotten


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages a second that one process posts: in a tenant, and in each conversation of it."""

    tenant: float = 6.0
    place: float = 1.0


class NotNow(Exception):
    """It would take longer than one wants to wait: `after` seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(f"{after:.1f} s")
        self.after = after


@dataclass(slots=True)
class _Tenant:
    """When the next message may go, on the pacer's clock; those who wait stand in a queue."""

    free_at: float = 0.0
    held_until: float = 0.0
    places: dict[Hashable, float] = field(default_factory=dict)
    queue: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pacer:
    """Gives turns. `clock` tells seconds that only go forward; `sleep` may raise to end a wait."""

    def __init__(
        self,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[object]],
        rates: Rates | None = None,
    ) -> None:
        rates = rates or Rates()
        self._clock = clock
        self._sleep = sleep
        self._between = 1 / rates.tenant
        self._between_in_place = 1 / rates.place
        self._tenants: dict[Hashable, _Tenant] = {}

    async def turn(self, tenant: Hashable, place: Hashable, patience: float) -> None:
        """Wait for one's turn in a tenant and in a channel of it.

        Raises NotNow where the tenant is held for longer than `patience` seconds.
        """
        known = self._tenants.setdefault(tenant, _Tenant())
        while True:
            await self._until(known, known.places.get(place, 0.0), patience)
            async with known.queue:
                if known.places.get(place, 0.0) > self._clock() + _SOON:
                    continue  # somebody before us in the queue wrote there
                await self._until(known, known.free_at, patience)
                self._take(known, place)
                return

    def hold(self, tenant: Hashable, seconds: float) -> None:
        """Let nothing go to a tenant for a while."""
        known = self._tenants.setdefault(tenant, _Tenant())
        known.held_until = max(known.held_until, self._clock() + seconds)

    def held(self, tenant: Hashable) -> float:
        """The seconds for which nothing goes to a tenant."""
        known = self._tenants.get(tenant)
        return 0.0 if known is None else max(0.0, known.held_until - self._clock())

    async def _until(self, tenant: _Tenant, moment: float, patience: float) -> None:
        while True:
            now = self._clock()
            if tenant.held_until > now + patience:
                raise NotNow(tenant.held_until - now)
            left = max(moment, tenant.held_until) - now
            if left <= _SOON:
                return
            await self._sleep(left)

    def _take(self, tenant: _Tenant, place: Hashable) -> None:
        now = self._clock()
        if len(tenant.places) >= _REMEMBERED:
            tenant.places = {each: at for each, at in tenant.places.items() if at > now}
        tenant.free_at = max(tenant.free_at, now - CATCH_UP) + self._between
        tenant.places[place] = now + self._between_in_place
