"""Which libraries of a region are too few to show private figures of, on a day.

A figure that tells of single persons is hidden for a library in every view alike: what the
county's table hides must not stand on the library's own card, in a trend or a file.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    and_,
    bindparam,
    case,
    distinct,
    exists,
    func,
    or_,
    select,
)
from sqlmodel import Session

from goals.privacy import LATELY, SMALLEST_SHOWN, hidden_lately, may_show, total_was_small
from storage.presence import rosters
from storage.roster import EMPLOYMENT, LIBRARY, staff
from storage.tables import METADATA
from storage.types import UTCDateTime

_LEAVE = METADATA.tables["leave"]
_SINCE, _ON = bindparam("since", type_=Date), bindparam("on", type_=Date)
_SINCE_MOMENT = bindparam("since_moment", type_=UTCDateTime)
_IN_REGION = LIBRARY.c.region_id == bindparam("region", type_=Integer)
_MINE = bindparam("library", type_=Integer)
_HEADS = (
    staff(func.count(distinct(EMPLOYMENT.c.member_id)))
    .distinct()
    .where(EMPLOYMENT.c.library_id == LIBRARY.c.id)
    .correlate(LIBRARY)
    .scalar_subquery()
)


def _lately(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(column > _SINCE, column <= _ON)


_STEADY = ~exists().where(  # nobody has come or gone at either, nor been away, since a day
    EMPLOYMENT.c.library_id.in_([LIBRARY.c.id, _MINE]),
    EMPLOYMENT.c.confirmed_at.is_not(None),
    or_(
        _lately(EMPLOYMENT.c.starts_on),
        _lately(EMPLOYMENT.c.ends_on),
        EMPLOYMENT.c.confirmed_at >= _SINCE_MOMENT,
        exists().where(
            _LEAVE.c.member_id == EMPLOYMENT.c.member_id,
            or_(_lately(_LEAVE.c.starts_on), _lately(_LEAVE.c.ends_on)),
        ),
    ),
).correlate(LIBRARY)


def another_goes_first(heads: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether another library than the one with so many heads is hidden before it, for certain.

    Takes the bind parameters of `given`. A statement that counts the heads asks this beside it.
    """
    # In the order that `goals.privacy.hidden` hides by.
    before_me = _HEADS.between(SMALLEST_SHOWN, heads - case((LIBRARY.c.id < _MINE, 0), else_=1))
    return exists(LIBRARY.c.id).where(_IN_REGION, LIBRARY.c.id != _MINE, before_me, _STEADY)


def given(region_id: int, library_id: int, on: date) -> dict[str, Any]:
    """What `another_goes_first` is told of a library on a day."""
    since = on - LATELY
    return {
        "region": region_id,
        "library": library_id,
        "on": on,
        "since": since,
        "since_moment": datetime.combine(since, datetime.min.time(), UTC),
    }


_ASKED_FIRST = select(another_goes_first(bindparam("heads", type_=Integer)))


@dataclass(frozen=True, slots=True)
class Hidden:
    """Whose private figures are hidden on a day: libraries by their ids, maybe the county's too."""

    libraries: frozenset[int]
    county: bool


def hidden_in(session: Session, region_id: int, on: date) -> Hidden:
    """Whose private figures are hidden in a region on a day."""
    lately = rosters(session, region_id, on, LATELY)
    return Hidden(hidden_lately(lately), total_was_small(lately))


def tells_of_few(session: Session, region_id: int, library_id: int, heads: int, on: date) -> bool:
    """Whether private figures of a library with so many heads are hidden on a day.

    The same answer as `hidden_in`. Of those that are large enough at most one is hidden on
    a day, the smallest: most often another one, like this one without a change, is found at once.
    """
    told = given(region_id, library_id, on) | {"heads": heads}
    another_first = session.connection().execute(_ASKED_FIRST, told).scalar_one()
    return is_hidden(session, region_id, library_id, heads, on, another_first=another_first)


def is_hidden(
    session: Session, region_id: int, library_id: int, heads: int, on: date, *, another_first: bool
) -> bool:
    """The same, where `another_goes_first` is answered already."""
    if not may_show(heads):
        return heads > 0
    return not another_first and library_id in hidden_in(session, region_id, on).libraries
