"""Writing down what became of a delivery; who looks after a channel is told when it breaks."""

from collections.abc import Collection
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from goals.waking_hours import waking
from scheduler.outbox.outcomes import Doubtful, Later, NoEntry, Outcome, Over, Sent, Untouched
from storage.deliveries import (
    BrokenChannel,
    Claim,
    Due,
    Tenant,
    back_off,
    break_channel,
    close,
    doubt,
    give_back,
    keepers,
    mark_sent,
    owe_member,
)
from storage.regions import region_settings
from storage.tables import DeliveryKind, DeliveryState

NOTICE_LATE = timedelta(days=7)  # how late a manager still wants to know
_LOG = structlog.get_logger()


def record(
    session: Session,
    claim: Claim,
    outcome: Outcome,
    now: datetime,
    coordinators: Collection[str] = (),
) -> bool:
    """Mark the delivery; False where the claim was overtaken, and nothing is changed.

    `coordinators` are the e-mail keys of those who are, whatever the roster says.
    """
    match outcome:
        case Sent(out):
            return mark_sent(session, claim, out, now)
        case Later(out, after, code):
            return back_off(session, claim, out, now + after, code)
        case Doubtful(out, after, code):
            return doubt(session, claim, out, now + after, code)
        case Over(state, out, code):
            return close(session, claim, state, out, code)
        case Untouched():
            return give_back(session, claim, now)
        case NoEntry():
            return _no_entry(session, claim, outcome, now, coordinators)


def _no_entry(
    session: Session, claim: Claim, outcome: NoEntry, now: datetime, coordinators: Collection[str]
) -> bool:
    """A channel of ours keeps what it is owed, for when it is mended; for others it is over."""
    ours = claim.channel_id is not None and shut_out(
        session, claim.tenant, claim.channel_id, outcome.code, now, coordinators
    )
    if ours:
        return back_off(session, claim, outcome.out, now, outcome.code)
    return close(session, claim, DeliveryState.FAILED, outcome.out, outcome.code)


def shut_out(  # noqa: PLR0917
    session: Session,
    tenant: Tenant,
    channel_id: str,
    code: str,
    now: datetime,
    coordinators: Collection[str] = (),
) -> bool:
    """A channel lets nothing in any more: it is marked, and who looks after it is told, once.

    `coordinators` are as for `record`. Whether the channel is one of ours.
    """
    ours, broken = break_channel(session, tenant, channel_id, code, now)
    if broken is not None:
        _tell_keepers(session, broken, now, coordinators)
    return ours


def _tell_keepers(
    session: Session, broken: BrokenChannel, now: datetime, coordinators: Collection[str]
) -> None:
    """Owe a notice to everybody who can do something about it; nobody is told twice.

    It waits for the day: the channel is as broken then.
    """
    members = keepers(session, broken, coordinators, now.date())
    period = f"{broken.row_id}@{broken.broken_at:%Y-%m-%dT%H:%M:%S}"
    at = waking(now, region_settings(session, broken.region_id).zone)
    due = Due(DeliveryKind.CHANNEL_BROKEN, period, at, broken.row_id, NOTICE_LATE)
    told = [member for member in members if owe_member(session, due, member, now)]
    _LOG.warning("channel_broken", channel=broken.row_id, code=broken.code, told=len(told))
