"""Who may be named in a channel, and has something to be named for."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from sqlalchemy import Date, Integer, bindparam, exists
from sqlmodel import Session

from storage.regions import swedish_order
from storage.roster import EMPLOYMENT, staff
from storage.tables import METADATA

_COMPLETION = METADATA.tables["completion"]
_MEMBER = METADATA.tables["member"]
_FINISHED = exists().where(
    _COMPLETION.c.member_id == _MEMBER.c.id,
    _COMPLETION.c.completed_on > bindparam("since", type_=Date),
    _COMPLETION.c.completed_on <= bindparam("on", type_=Date),
)
_FINISHERS = (  # of those alone who may be shown, which are few
    staff(EMPLOYMENT.c.library_id, _MEMBER.c.name)
    .join(_MEMBER, _MEMBER.c.id == EMPLOYMENT.c.member_id)
    .where(
        EMPLOYMENT.c.library_id.in_(bindparam("libraries", type_=Integer, expanding=True)),
        _MEMBER.c.show_name,
        _FINISHED,
    )
)
WEEK = timedelta(days=7)


def finishers(
    session: Session, libraries: Collection[int], on: date
) -> Mapping[int, tuple[str, ...]]:
    """The names of those who finished something in the week up to a day, by their library's id.

    Only of those who have chosen that their name may be shown.
    """
    given = {"libraries": list(libraries), "since": on - WEEK, "on": on}
    names: defaultdict[int, list[str]] = defaultdict(list)
    for library_id, name in session.connection().execute(_FINISHERS, given):
        names[library_id].append(name)
    return {place: tuple(sorted(all_, key=swedish_order)) for place, all_ in names.items()}
