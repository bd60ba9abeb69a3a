"""How many staff the libraries of a region have on a day, and which of them are too few to show.

A figure that tells of single persons is hidden for a library in every view alike: what the
county's table hides must not stand on the library's own card.
"""

from datetime import date

from sqlalchemy import Integer, bindparam, case, distinct, func, select
from sqlmodel import Session

from goals.privacy import SMALLEST_SHOWN, hidden, may_show
from storage.roster import EMPLOYMENT, LIBRARY, staff

_IN_REGION = LIBRARY.c.region_id == bindparam("region", type_=Integer)
_HEADS = (
    staff(func.count(distinct(EMPLOYMENT.c.member_id)))
    .distinct()
    .where(EMPLOYMENT.c.library_id == LIBRARY.c.id)
    .correlate(LIBRARY)
    .scalar_subquery()
)
_SIZES = select(LIBRARY.c.id, _HEADS.label("heads")).where(_IN_REGION)

# In the order that `goals.privacy.hidden` hides by.
_MINE = bindparam("library", type_=Integer)
_MY_HEADS = bindparam("heads", type_=Integer)
_BEFORE_ME = _HEADS.between(SMALLEST_SHOWN, _MY_HEADS - case((LIBRARY.c.id < _MINE, 0), else_=1))
_ANOTHER_GOES_FIRST = (
    select(LIBRARY.c.id).where(_IN_REGION, LIBRARY.c.id != _MINE, _BEFORE_ME).limit(1)
)


def staff_by_library(session: Session, region_id: int, on: date) -> dict[int, int]:
    """Heads on the staff of each library of a region, by its id; 0 for one without staff."""
    rows = session.connection().execute(_SIZES, {"region": region_id, "on": on})
    return {row.id: row.heads for row in rows}


def tells_of_few(session: Session, region_id: int, library_id: int, heads: int, on: date) -> bool:
    """Whether private figures of a library with so many heads are hidden on a day.

    The same answer as `goals.privacy.hidden` for all libraries of the region. That hides at most
    one that is large enough, the smallest: most often another one is found at once.
    """
    if heads == 0:
        return False
    if not may_show(heads):
        return True
    given = {"region": region_id, "library": library_id, "heads": heads, "on": on}
    if session.connection().execute(_ANOTHER_GOES_FIRST, given).first() is not None:
        return False
    return library_id in hidden(staff_by_library(session, region_id, on))
