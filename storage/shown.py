"""Who may be named in a channel, and has something to be named for."""

from datetime import date, timedelta

from sqlalchemy import Date, Integer, bindparam, select
from sqlmodel import Session

from storage.regions import swedish_order
from storage.roster import EMPLOYMENT, staff
from storage.tables import METADATA

_COMPLETION = METADATA.tables["completion"]
_MEMBER = METADATA.tables["member"]
_STAFF = staff(EMPLOYMENT.c.member_id).where(
    EMPLOYMENT.c.library_id == bindparam("library", type_=Integer)
)
_FINISHERS = (
    select(_MEMBER.c.name)
    .distinct()
    .join(_COMPLETION, _COMPLETION.c.member_id == _MEMBER.c.id)
    .where(
        _MEMBER.c.show_name,
        _MEMBER.c.id.in_(_STAFF),
        _COMPLETION.c.completed_on > bindparam("since", type_=Date),
        _COMPLETION.c.completed_on <= bindparam("on", type_=Date),
    )
)
WEEK = timedelta(days=7)


def finishers(session: Session, library_id: int, on: date) -> tuple[str, ...]:
    """The names of a library's staff who finished something in the week up to a day.

    Only of those who have chosen that their name may be shown.
    """
    given = {"library": library_id, "since": on - WEEK, "on": on}
    names = session.connection().execute(_FINISHERS, given).scalars()
    return tuple(sorted(names, key=swedish_order))
