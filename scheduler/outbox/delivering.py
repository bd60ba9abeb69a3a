"""One attempt to send one claimed delivery: compose it, look for what is out, post the rest."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from handlers.cards import Card
from scheduler.outbox.composing import UnknownKindError
from scheduler.outbox.outcomes import Doubtful, Later, NoEntry, Outcome, Over, Sent
from scheduler.outbox.pacing import NotNow, Pacer
from scheduler.outbox.sender import (
    CannotLook,
    Gone,
    InDoubt,
    Refused,
    Sender,
    SendError,
    Target,
    TryLater,
)
from scheduler.outbox.telling import tell_fault
from scheduler.outbox.times import Random, Times
from storage.deliveries import EXPIRED, ORPHANED, Claim, Out
from storage.tables import DeliveryState

Compose = Callable[[Claim], Awaitable[Card | None]]
COMPOSED_AT_ONCE = 3  # of a tenant: so the first messages of all tenants are ready early
FAULT = "fault"  # the code where a composer raised something
UNKNOWN = "unknown_kind"
_FOR_SOMEBODY_NEWER = timedelta(seconds=30)
_SKEW = timedelta(minutes=2)  # by which a platform's clock may be behind ours


class Stopping(Exception):  # noqa: N818 (named for what happens)
    """The process ends: whatever is not on its way is given back."""


@dataclass(frozen=True, slots=True)
class Delivering:
    """How the deliveries of one tenant are sent.

    `compose` gives a card, or None for none; `slots` bound what is on its way in all tenants, and
    `composed` what is composed at a time in this one.
    """

    sender: Sender
    compose: Compose
    pacer: Pacer
    slots: asyncio.Semaphore
    times: Times
    now: Callable[[], datetime]
    random: Random
    composed: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(COMPOSED_AT_ONCE))

    async def attempt(self, claim: Claim) -> Outcome:
        """Send a delivery as far as it goes. What it raises is a fault of the sender's."""
        if claim.in_doubt and self.now() >= claim.expires_at + ORPHANED:
            return Over(DeliveryState.UNCERTAIN, Out.of(claim), EXPIRED)
        target = _target(claim)
        if target is None:
            return _without_account(claim)
        try:
            parts = await self._parts(claim)
        except Refused as refused:
            return Over(_given_up(claim), Out.of(claim), refused.code)
        except UnknownKindError:
            return _left_alone(claim)
        except Exception as fault:  # noqa: BLE001 (logged, and tried again until it is too late)
            tell_fault("composer_failed", fault, id=claim.delivery_id, kind=claim.kind)
            return self._fault(claim)
        return await self._send(claim, target, parts)

    async def _parts(self, claim: Claim) -> Sequence[Any]:
        """The messages that it takes to say it; none where there is nothing to say any longer."""
        async with self.composed:
            card = await self.compose(claim)
        return () if card is None else self.sender.parts(card)

    def _fault(self, claim: Claim) -> Outcome:
        after = self.times.backoff(claim.attempt, self.random)
        if claim.in_doubt:
            return Doubtful(Out.of(claim), after, FAULT)
        return Later(Out.of(claim), after, FAULT)

    async def _send(self, claim: Claim, target: Target, parts: Sequence[Any]) -> Outcome:
        out = Out.of(claim)
        if claim.in_doubt:
            looked = await self._look(claim, target, max(1, len(parts)))
            if not isinstance(looked, Out):
                return looked
            out = looked
        if parts:
            return await self._post(claim, target, parts, out)
        return Sent(out) if out.parts else Over(DeliveryState.CANCELLED, out, "nothing_to_say")

    async def _look(self, claim: Claim, target: Target, most: int) -> Out | Outcome:
        """What is out of a delivery in doubt: its parts went one after the other."""
        out, since = Out.of(claim), claim.tried_at - _SKEW
        try:
            while out.parts < most:
                found = await self._find(target, _part_key(claim, out.parts), since)
                if found is None:
                    break
                out = out.and_(found)
        except CannotLook as error:
            return Over(DeliveryState.UNCERTAIN, out, error.code)
        except SendError as error:
            return Doubtful(out, self._wait(claim, error), error.code)
        return out

    async def _find(self, target: Target, key: str, since: datetime) -> str | None:
        try:
            async with self.slots, asyncio.timeout(self.times.post):
                return await self.sender.find(target, key, since)
        except TimeoutError:
            raise TryLater("timeout") from None

    async def _post(self, claim: Claim, target: Target, parts: Sequence[Any], out: Out) -> Outcome:
        """Post what is not out yet, part by part, each in its turn."""
        try:
            while out.parts < len(parts):
                await self.pacer.turn(claim.tenant, target.id, self.times.wait)
                async with self.slots:
                    if not self._may_post(claim):
                        return Later(out, timedelta(), None)
                    key = _part_key(claim, out.parts)
                    out = out.and_(await self._post_one(target, parts[out.parts], key))
        except NotNow as held:
            return Later(out, timedelta(seconds=held.after), "held")
        except Stopping:
            return Later(out, timedelta(), None)
        except SendError as error:
            return self._not_sent(claim, out, error)
        return Sent(out)

    def _may_post(self, claim: Claim) -> bool:
        """Whether nobody can take the claim for over while the post is on its way."""
        now = self.now()
        return now + self.times.before_post <= claim.lease_until and now < claim.expires_at

    async def _post_one(self, target: Target, part: Any, key: str) -> str:
        try:
            async with asyncio.timeout(self.times.post):
                return await self.sender.post(target, part, key)
        except TimeoutError:
            raise InDoubt("timeout") from None

    def _not_sent(self, claim: Claim, out: Out, error: SendError) -> Outcome:
        match error:
            case InDoubt():
                return Doubtful(out, timedelta(seconds=self.times.settle), error.code)
            case Gone():
                return NoEntry(out, error.code)
            case Refused():
                return Over(DeliveryState.FAILED, out, error.code)
            case _:
                return Later(out, self._wait(claim, error), error.code)

    def _wait(self, claim: Claim, error: SendError) -> timedelta:
        """As long as the platform says, in all of the tenant; else longer each time."""
        if isinstance(error, TryLater) and error.after is not None:
            self.pacer.hold(claim.tenant, error.after)
            return timedelta(seconds=error.after)
        return self.times.backoff(claim.attempt, self.random)


def _target(claim: Claim) -> Target | None:
    if claim.channel_id is not None:
        return Target(claim.channel_id)
    return None if claim.user_id is None else Target(claim.user_id, is_person=True)


def _without_account(claim: Claim) -> Outcome:
    """The member has left the tenant: nobody can be written to, or looked for."""
    state = DeliveryState.UNCERTAIN if claim.in_doubt else DeliveryState.CANCELLED
    return Over(state, Out.of(claim), "no_account")


def _left_alone(claim: Claim) -> Outcome:
    """Somebody newer sends it; until it is too late, if there is nobody."""
    if claim.in_doubt:
        return Doubtful(Out.of(claim), _FOR_SOMEBODY_NEWER, UNKNOWN)
    return Later(Out.of(claim), _FOR_SOMEBODY_NEWER, UNKNOWN)


def _given_up(claim: Claim) -> DeliveryState:
    return DeliveryState.UNCERTAIN if claim.in_doubt else DeliveryState.FAILED


def _part_key(claim: Claim, part: int) -> str:
    """What one message of a delivery is found by."""
    return f"{claim.key}:{part}"
