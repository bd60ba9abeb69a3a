"""The action plans of a library: the one that counts, a draft, and earlier ones.

A fact is named by the day that a plan was adopted, `2026-05-03`, or `draft`: a library has one plan
a day, and one draft.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from goals.action_plan import Plan
from storage.changes import State
from storage.tables import ActionPlan, Library, PlanStatus

KIND = "plan"
DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan that is not adopted yet."""

    link: str | None


@dataclass(frozen=True, slots=True)
class LibraryPlans:
    """What a library has: the adopted plans, the latest first, and a draft."""

    adopted: tuple[Plan, ...]
    draft: Draft | None


_LATEST_FIRST = select(ActionPlan).order_by(col(ActionPlan.adopted_on).desc())


def plans_of(session: Session, library_id: int) -> LibraryPlans:
    """The plans of a library."""
    rows = session.exec(_LATEST_FIRST.where(ActionPlan.library_id == library_id))
    return _plans(rows.all())


def plans_by_library(session: Session, region_id: int) -> dict[int, LibraryPlans]:
    """The same of each library of a region that has any, by its id."""
    rows = session.exec(
        _LATEST_FIRST.join(Library, col(Library.id) == col(ActionPlan.library_id)).where(
            Library.region_id == region_id
        )
    )
    found: dict[int, list[ActionPlan]] = {}
    for row in rows:
        found.setdefault(row.library_id, []).append(row)
    return {library_id: _plans(its) for library_id, its in found.items()}


def _plans(rows: Sequence[ActionPlan]) -> LibraryPlans:
    adopted = tuple(
        Plan(row.adopted_on, row.valid_until, row.link) for row in rows if row.adopted_on
    )
    draft = next((Draft(row.link) for row in rows if row.adopted_on is None), None)
    return LibraryPlans(adopted, draft)


@dataclass(frozen=True, slots=True)
class PlanLedger:
    """One library's plans; `member_id` is who changes them at the moment `now`."""

    session: Session
    library_id: int
    member_id: int
    now: datetime
    kind: str = KIND

    def read(self, names: Iterable[str]) -> dict[str, Any]:
        """The plans of these names."""
        return {name: _fact(self._row(name)) for name in names}

    def write(self, state: State) -> None:
        """Keep these plans; one that is None is taken away."""
        for name, fact in state.items():
            self._keep(name, fact)
        self.session.flush()

    def _row(self, name: str) -> ActionPlan | None:
        adopted_on = col(ActionPlan.adopted_on)
        which = adopted_on.is_(None) if name == DRAFT else adopted_on == date.fromisoformat(name)
        return self.session.exec(
            select(ActionPlan).where(ActionPlan.library_id == self.library_id, which)
        ).first()

    def _keep(self, name: str, fact: dict[str, str | None] | None) -> None:
        row = self._row(name)
        if fact is None:
            if row is not None:
                self.session.delete(row)
            return
        until = fact["valid_until"]
        row = row or self._new(name)
        row.valid_until = date.fromisoformat(until) if until else None
        row.link = fact["link"]
        row.reported_by, row.reported_at = self.member_id, self.now
        self.session.add(row)

    def _new(self, name: str) -> ActionPlan:
        return ActionPlan(
            library_id=self.library_id,
            status=PlanStatus.DRAFT if name == DRAFT else PlanStatus.ADOPTED,
            adopted_on=None if name == DRAFT else date.fromisoformat(name),
            reported_at=self.now,
        )


def fact_of(valid_until: date | None = None, link: str | None = None) -> dict[str, str | None]:
    """A plan as a fact."""
    return {"valid_until": valid_until.isoformat() if valid_until else None, "link": link}


def _fact(row: ActionPlan | None) -> dict[str, str | None] | None:
    return None if row is None else fact_of(row.valid_until, row.link)
