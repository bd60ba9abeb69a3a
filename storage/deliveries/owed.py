"""What is owed already, so that a tick need not try to owe it again."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select
from sqlmodel import Session

from storage.tables import METADATA

MOST_KEYS = 1_000  # in a statement: databases take some ten thousand parameters
_DELIVERY = METADATA.tables["delivery"]
_OWED = select(_DELIVERY.c.key).where(_DELIVERY.c.key.in_(bindparam("keys", expanding=True)))


def owed_keys(session: Session, keys: Iterable[str]) -> frozenset[str]:
    """Those of the keys under which something is owed, or was."""
    run, wanted = session.connection().execute, list(keys)
    parts = (wanted[at : at + MOST_KEYS] for at in range(0, len(wanted), MOST_KEYS))
    return frozenset(known for part in parts for known in run(_OWED, {"keys": part}).scalars())
