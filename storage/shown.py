"""Who may be named in a channel, and has something to be named for."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import Date, Integer, bindparam, select
from sqlmodel import Session

from storage.regions import swedish_order
from storage.roster import EMPLOYMENT, LIBRARY, staff
from storage.tables import METADATA

_COMPLETION = METADATA.tables["completion"]
_MEMBER = METADATA.tables["member"]
_STAFF = (
    staff(EMPLOYMENT.c.member_id, EMPLOYMENT.c.library_id)
    .where(
        EMPLOYMENT.c.library_id.in_(
            select(LIBRARY.c.id).where(LIBRARY.c.region_id == bindparam("region", type_=Integer))
        )
    )
    .subquery("there")
)
_FINISHERS = (
    select(_STAFF.c.library_id, _MEMBER.c.name)
    .distinct()
    .join(_MEMBER, _MEMBER.c.id == _STAFF.c.member_id)
    .join(_COMPLETION, _COMPLETION.c.member_id == _MEMBER.c.id)
    .where(
        _MEMBER.c.show_name,
        _COMPLETION.c.completed_on > bindparam("since", type_=Date),
        _COMPLETION.c.completed_on <= bindparam("on", type_=Date),
    )
)
WEEK = timedelta(days=7)


def finishers(session: Session, region_id: int, on: date) -> Mapping[int, tuple[str, ...]]:
    """The names of those who finished something in the week up to a day, by their library's id.

    Only of those who have chosen that their name may be shown.
    """
    given = {"region": region_id, "since": on - WEEK, "on": on}
    names: defaultdict[int, list[str]] = defaultdict(list)
    for library_id, name in session.connection().execute(_FINISHERS, given):
        names[library_id].append(name)
    return {place: tuple(sorted(all_, key=swedish_order)) for place, all_ in names.items()}
