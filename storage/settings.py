"""What a region has chosen of its programme, as facts that can be changed.

A fact is named by what it is of: `goal:digiteket` (its target and deadline), `milestone:node_role`
(when it was done, and where that can be read) and `region:baseline_year` (a column of the region).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from storage.changes import State
from storage.tables import GoalSetting, Milestone, Region

KIND = "settings"
_DAYS = frozenset({"starts_on", "ends_on"})  # of the region's columns
Fact = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SettingsLedger:
    """One region's choices; `member_id` is who changes them at the moment `now`."""

    session: Session
    region_id: int
    member_id: int
    now: datetime
    kind: str = KIND
    library_id: int | None = None

    def read(self, names: Iterable[str]) -> dict[str, Any]:
        """The choices of these names."""
        return {name: self._fact(*_parts(name)) for name in names}

    def write(self, state: State) -> None:
        """Keep these choices; a goal's that is None is taken away."""
        for name, fact in state.items():
            of, key = _parts(name)
            match of:
                case "goal":
                    self._set_goal(key, fact)
                case "milestone":
                    self._set_milestone(key, fact)
                case _:
                    self._set_region(key, fact)
        self.session.flush()

    def _fact(self, of: str, key: str) -> Any:
        match of:
            case "goal":
                setting = self.session.get(GoalSetting, (self.region_id, key))
                return setting and goal_fact(setting.target, setting.deadline)
            case "milestone":
                done = self.session.get(Milestone, (self.region_id, key))
                return done and milestone_fact(done.done_on, done.link)
            case _:
                value = getattr(self.session.get_one(Region, self.region_id), key)
                return value.isoformat() if isinstance(value, date) else value

    def _set_goal(self, key: str, fact: Fact | None) -> None:
        row = self.session.get(GoalSetting, (self.region_id, key))
        if fact is None:
            if row is not None:
                self.session.delete(row)
            return
        row = row or GoalSetting(region_id=self.region_id, goal=key)
        row.target, row.deadline = fact["target"], _day(fact["deadline"])
        self.session.add(row)

    def _set_milestone(self, key: str, fact: Fact | None) -> None:
        row = self.session.get(Milestone, (self.region_id, key))
        if fact is None:
            if row is not None:
                self.session.delete(row)
            return
        done_on = date.fromisoformat(fact["done_on"])
        row = row or Milestone(
            region_id=self.region_id, goal=key, done_on=done_on, reported_at=self.now
        )
        row.done_on, row.link = done_on, fact["link"]
        row.reported_by, row.reported_at = self.member_id, self.now
        self.session.add(row)

    def _set_region(self, key: str, value: Any) -> None:
        region = self.session.get_one(Region, self.region_id)
        setattr(region, key, _day(value) if key in _DAYS else value)


def goal_fact(target: int | None, deadline: date | None) -> Fact | None:
    """A goal's own target, in percent, and deadline as a fact; None where it has neither."""
    if target is None and deadline is None:
        return None
    return {"target": target, "deadline": deadline.isoformat() if deadline else None}


def milestone_fact(done_on: date, link: str | None) -> Fact:
    """A milestone that is done as a fact."""
    return {"done_on": done_on.isoformat(), "link": link}


def _parts(name: str) -> tuple[str, str]:
    of, _, key = name.partition(":")
    return of, key


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
