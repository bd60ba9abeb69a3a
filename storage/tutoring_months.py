"""The months of tutoring sessions that a library has logged, as facts that can be changed.

A fact is named by its month, `2020-04`, and says how many sessions there were for adults and for
children.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from goals.tutoring_log import MonthCount
from storage.changes import State
from storage.tables import Library, TutoringCount

KIND = "tutoring"


@dataclass(frozen=True, slots=True)
class TutoringLedger:
    """One library's months; `member_id` is who changes them at the moment `now`."""

    session: Session
    library_id: int
    member_id: int
    now: datetime
    kind: str = KIND

    def read(self, names: Iterable[str]) -> dict[str, Any]:
        """How many sessions these months have."""
        return {name: self._count(name) for name in names}

    def _count(self, name: str) -> dict[str, int] | None:
        row = self.session.get(TutoringCount, (self.library_id, month_of(name)))
        return None if row is None else {"adults": row.adults, "children": row.children}

    def write(self, state: State) -> None:
        """Log these months; one without a count is taken away."""
        for name, count in state.items():
            self._log(month_of(name), count)

    def _log(self, month: date, count: dict[str, int] | None) -> None:
        row = self.session.get(TutoringCount, (self.library_id, month))
        if count is None:
            if row is not None:
                self.session.delete(row)
            return
        if row is None:
            row = TutoringCount(
                library_id=self.library_id, month=month, adults=0, children=0, reported_at=self.now
            )
        row.adults, row.children = count["adults"], count["children"]
        row.reported_by, row.reported_at = self.member_id, self.now
        self.session.add(row)


def month_name(month: date) -> str:
    """A month as `2020-04`."""
    return f"{month:%Y-%m}"


def month_of(name: str) -> date:
    """The first day of a month. Raises ValueError for what is no month."""
    return date.fromisoformat(f"{name}-01")


def months_of(session: Session, library_id: int, year: int) -> tuple[MonthCount, ...]:
    """What a library has logged of a year, in the order of its months."""
    rows = session.exec(
        select(TutoringCount)
        .where(TutoringCount.library_id == library_id, *_in_year(year))
        .order_by(col(TutoringCount.month))
    )
    return tuple(MonthCount(row.month, row.adults, row.children) for row in rows)


def months_by_library(
    session: Session, region_id: int, year: int
) -> dict[int, tuple[MonthCount, ...]]:
    """The same of each library of a region that has logged something, by its id."""
    rows = session.exec(
        select(TutoringCount)
        .join(Library, col(Library.id) == col(TutoringCount.library_id))
        .where(Library.region_id == region_id, *_in_year(year))
        .order_by(col(TutoringCount.month))
    )
    found: dict[int, tuple[MonthCount, ...]] = {}
    for row in rows:
        count = MonthCount(row.month, row.adults, row.children)
        found[row.library_id] = (*found.get(row.library_id, ()), count)
    return found


def _in_year(year: int) -> tuple[Any, ...]:
    month = col(TutoringCount.month)
    return month >= date(year, 1, 1), month <= date(year, 12, 31)
