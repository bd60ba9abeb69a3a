"""What is owed already, so that a tick need not try to owe it again."""

from collections.abc import Collection

from sqlalchemy import bindparam, select
from sqlmodel import Session

from storage.tables import METADATA

_DELIVERY = METADATA.tables["delivery"]
_OWED = select(_DELIVERY.c.key).where(
    _DELIVERY.c.kind.in_(bindparam("kinds", expanding=True)),
    _DELIVERY.c.period.in_(bindparam("periods", expanding=True)),
)


def owed_keys(session: Session, kinds: Collection[str], periods: Collection[str]) -> frozenset[str]:
    """The keys of what is owed, or was, of some kinds for some periods."""
    given = {"kinds": list(kinds), "periods": list(periods)}
    return frozenset(session.connection().execute(_OWED, given).scalars())
