"""Those who joined a library by themselves, and wait to be confirmed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlmodel import Session

from storage.tables import METADATA

_EMPLOYMENT = METADATA.tables["employment"]
_LIBRARY = METADATA.tables["library"]
_MEMBER = METADATA.tables["member"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An employment that nobody has confirmed."""

    employment_id: int
    member_id: int
    name: str
    library_id: int
    library: str
    since: date


_WAITING: Select[Any] = (
    select(
        _EMPLOYMENT.c.id,
        _EMPLOYMENT.c.member_id,
        _MEMBER.c.name,
        _EMPLOYMENT.c.library_id,
        _LIBRARY.c.name.label("library"),
        _EMPLOYMENT.c.starts_on,
    )
    .join(_MEMBER, _MEMBER.c.id == _EMPLOYMENT.c.member_id)
    .join(_LIBRARY, _LIBRARY.c.id == _EMPLOYMENT.c.library_id)
    .where(
        _EMPLOYMENT.c.confirmed_at.is_(None),
        or_(_EMPLOYMENT.c.ends_on.is_(None), _EMPLOYMENT.c.ends_on > bindparam("on")),
    )
)
_BY_ID = _WAITING.where(_EMPLOYMENT.c.id == bindparam("employment_id"))
_OF_MEMBER = _WAITING.where(
    _EMPLOYMENT.c.member_id == bindparam("member_id"),
    _EMPLOYMENT.c.library_id == bindparam("library_id"),
).order_by(_EMPLOYMENT.c.starts_on.desc())


def waiting(session: Session, employment_id: int, on: date) -> Waiting | None:
    """Somebody who waits, by the employment's id; None once they are confirmed or gone."""
    given = {"employment_id": employment_id, "on": on}
    row = session.connection().execute(_BY_ID, given).first()
    return None if row is None else Waiting(*row)


def waiting_at(session: Session, member_id: int, library_id: int, on: date) -> Waiting | None:
    """The same by the member and the library."""
    session.flush()
    given = {"member_id": member_id, "library_id": library_id, "on": on}
    row = session.connection().execute(_OF_MEMBER, given).first()
    return None if row is None else Waiting(*row)
