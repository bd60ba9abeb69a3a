"""What became of a claimed delivery, written down by whoever still holds its claim.

Every function tells whether that was so: a claim that was overtaken changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, String, bindparam, update
from sqlmodel import Session

from storage.deliveries.claiming import Claim
from storage.tables import METADATA, DeliveryState
from storage.types import UTCDateTime

_LONGEST_CODE = 64
_DELIVERY = METADATA.tables["delivery"]
_HELD = update(_DELIVERY).where(
    _DELIVERY.c.id == bindparam("delivery_id", type_=Integer),
    _DELIVERY.c.attempts == bindparam("attempt", type_=Integer),
    _DELIVERY.c.state == DeliveryState.SENDING,
)
_CODE = bindparam("code", type_=String)
_AT = bindparam("at", type_=UTCDateTime)
_OUT = {
    "parts": bindparam("out_parts", type_=Integer),
    "message_id": bindparam("out_id", type_=String),
}
_FREE = {"lease_until": None, "lease_owner": None}
_MARK_SENT = _HELD.values(state=DeliveryState.SENT, sent_at=_AT, error_code=None, **_OUT, **_FREE)
_BACK_OFF = _HELD.values(
    state=DeliveryState.PENDING, next_try_at=_AT, error_code=_CODE, **_OUT, **_FREE
)
_DOUBT = _HELD.values(lease_until=_AT, error_code=_CODE, **_OUT)
_CLOSE = {
    state: _HELD.values(state=state, error_code=_CODE, **_OUT, **_FREE)
    for state in (DeliveryState.CANCELLED, DeliveryState.FAILED, DeliveryState.UNCERTAIN)
}


@dataclass(frozen=True, slots=True)
class Out:
    """How many parts of a message are known to be out, and the platform's id of the first."""

    parts: int = 0
    message_id: str | None = None

    @classmethod
    def of(cls, claim: Claim) -> "Out":
        """What was known when the delivery was claimed."""
        return cls(claim.parts, claim.message_id)

    def and_(self, message_id: str) -> "Out":
        """With one part more."""
        return Out(self.parts + 1, self.message_id or message_id)


def mark_sent(session: Session, claim: Claim, out: Out, now: datetime) -> bool:
    """All of it is out."""
    return _mark(session, _MARK_SENT, claim, at=now, **_known(out))


def back_off(session: Session, claim: Claim, out: Out, until: datetime, code: str | None) -> bool:
    """Nothing but what is known is out: the rest is tried again at a moment."""
    return _mark(session, _BACK_OFF, claim, at=until, code=_short(code), **_known(out))


def doubt(session: Session, claim: Claim, out: Out, until: datetime, code: str) -> bool:
    """More than what is known may be out: whoever claims it after the moment has to look."""
    return _mark(session, _DOUBT, claim, at=until, code=_short(code), **_known(out))


def close(session: Session, claim: Claim, state: DeliveryState, out: Out, code: str) -> bool:
    """It is cancelled, failed or uncertain, and is not touched again."""
    return _mark(session, _CLOSE[state], claim, code=_short(code), **_known(out))


def give_back(session: Session, claim: Claim, now: datetime) -> bool:
    """Nothing was done with it: anybody may claim it at once, as it was."""
    if claim.in_doubt:
        return _mark(session, _DOUBT, claim, at=now, code=None, **_known(Out.of(claim)))
    return back_off(session, claim, Out.of(claim), now, None)


def _known(out: Out) -> dict[str, Any]:
    return {"out_parts": out.parts, "out_id": out.message_id}


def _short(code: str | None) -> str | None:
    return code and code[:_LONGEST_CODE]


def _mark(session: Session, statement: Any, claim: Claim, **given: Any) -> bool:
    held = {"delivery_id": claim.delivery_id, "attempt": claim.attempt}
    marked: int = session.connection().execute(statement, {**held, **given}).rowcount
    return marked == 1
