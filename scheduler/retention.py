"""What is not needed any more is forgotten, every night, as the settings say.

Months are counted back from the night; a day that the month lacks is its last.
"""

from calendar import monthrange
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from storage.changes import forget_changes
from storage.conversations import forget_strangers
from storage.database import Database
from storage.deliveries import forget_deliveries
from storage.journal import forget_answered
from storage.personal.forgetting import (
    carry_out_granted,
    erase_leavers,
    erase_leavers_own,
    forget_audit,
    forget_invitations,
)


@dataclass(frozen=True, slots=True)
class Retention:
    """For how many months things are kept; 0 keeps them until somebody erases them.

    `own` and `person` count from the day on which somebody left the last library.
    """

    own: int = 6  # results, growth, invitations of those who left
    person: int = 24  # everything else of those who left
    invitations: int = 3  # that nobody has answered
    audit: int = 24  # who saw or changed what, and decisions on erasure
    deliveries: int = 3  # messages that were owed: nothing so old is owed anew
    changes: int = 3  # of a library's or the region's facts, by which *Ångra* puts them back
    # Of the platform, which were answered: it delivers none again after days. As long it is known
    # how somebody is reached whom nobody knows: whoever writes again is known again.
    events: int = 1


def forget_old(
    database: Database,
    now: datetime,
    retention: Retention | None = None,
    coordinators: Collection[str] = (),
) -> dict[str, int]:
    """Forget what is old, each kind in a transaction of its own; how many of each.

    `coordinators` are the e-mail keys of those who need no library to be kept.
    """
    kept = retention or Retention()

    def erase(session: Session, before: datetime) -> int:
        return erase_leavers(session, before.date(), now, coordinators)

    def erase_own(session: Session, before: datetime) -> int:
        return erase_leavers_own(session, before.date(), now, coordinators)

    steps: tuple[tuple[str, int, Callable[[Session, datetime], int]], ...] = (
        ("own", kept.own, erase_own),
        ("person", kept.person, erase),
        ("invitations", kept.invitations, forget_invitations),
        ("audit", kept.audit, forget_audit),
        ("deliveries", kept.deliveries, forget_deliveries),
        ("changes", kept.changes, forget_changes),
        ("events", kept.events, _forget_events),
    )
    with database.writing() as session:
        forgotten = {"granted": carry_out_granted(session, now)}
    for name, months, forget in steps:
        if months:
            with database.writing() as session:
                forgotten[name] = forget(session, months_before(now, months))
    return forgotten


def _forget_events(session: Session, before: datetime) -> int:
    return forget_answered(session, before) + forget_strangers(session, before)


def months_before(moment: datetime, months: int) -> datetime:
    """The same time of day so many months earlier."""
    years, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    last = monthrange(years, month + 1)[1]
    return moment.replace(year=years, month=month + 1, day=min(moment.day, last))
