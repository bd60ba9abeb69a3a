"""Where one member works and has worked, and what a row of the staff file changes in it.

A row without a start is about the latest employment at its library, or about one since ever. An
empty cell never erases, and nobody who has left comes back without a new start. Of two rows about
one library at least one has a start, else nothing tells which is which. Who begins at a
library that the file alone names has moved: the employment before ends there, and its history
stays.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from storage.imports.problem import Value, Wrong

UNKNOWN_START = date(1900, 1, 1)  # at work since a day that nobody told: before every report


@dataclass(frozen=True, slots=True)
class Spell:
    """An employment. `ends_on` is the first day no longer there."""

    library_id: int
    starts_on: date
    ends_on: date | None
    chief: bool
    confirmed: bool
    id: int | None = None

    def overlaps(self, starts_on: date, ends_on: date | None) -> bool:
        """Whether a day belongs to both spans."""
        return (ends_on is None or self.starts_on < ends_on) and (
            self.ends_on is None or starts_on < self.ends_on
        )


@dataclass(frozen=True, slots=True)
class Stint:
    """A row's word on an employment; `chief` is None to keep what is known, else `default`."""

    line: int
    library_id: int
    starts_on: date | None
    ends_on: date | None
    chief: bool | None
    default_chief: bool

    def is_about(self, spell: Spell) -> bool:
        """Whether the row tells this very employment, as an export does."""
        if spell.library_id != self.library_id:
            return False
        if self.starts_on is None:
            return spell.starts_on == UNKNOWN_START and spell.ends_on == self.ends_on
        return spell.starts_on == self.starts_on


class ClashError(Exception):
    """A row that does not go with what is known, or with another row."""

    def __init__(self, column: str | None, key: Wrong, **values: Value) -> None:
        super().__init__(key.value)
        self.column = column
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Change:
    """An employment before and after; None where there was, or will be, none."""

    old: Spell | None
    new: Spell | None


class History:
    """The employments of one member while the rows of a file are laid over them."""

    def __init__(self, spells: Sequence[Spell], today: date, libraries: Iterable[int]) -> None:
        self._before = list(spells)
        self._now: list[Spell | None] = list(spells)
        self._lines: dict[int, int] = {}  # which row an employment was claimed by
        self._undated: dict[int, int] = {}  # the row without a start, by library
        self._today = today
        self._named = frozenset(libraries)
        self._settled = any(spell.confirmed for spell in spells)

    def changes(self) -> list[Change]:
        """Everything that differs."""
        before = [*self._before, *[None] * (len(self._now) - len(self._before))]
        return [Change(old, new) for old, new in zip(before, self._now, strict=True) if old != new]

    def knows(self, stint: Stint) -> bool:
        """Whether a row tells an employment that stands there already."""
        return any(spell is not None and stint.is_about(spell) for spell in self._now)

    def lay(self, stint: Stint) -> Change | None:
        """Lay one row over the history; what it changed. Raises ClashError."""
        if stint.starts_on is None:
            other = self._undated.setdefault(stint.library_id, stint.line)
            if other != stint.line:
                raise ClashError(None, Wrong.CONTRADICTS, other=str(other))
        index = self._match(stint)
        if index is None:
            return self._begin(stint)
        old = self._now[index]
        assert old is not None  # noqa: S101 (only a spell that is there is matched)
        new = self._continued(old, stint)
        self._lines[index] = stint.line
        self._now[index] = new
        if new != old:
            self._check(index, new)
        return Change(old, new) if new != old else None

    def _match(self, stint: Stint) -> int | None:
        """The employment that a row is about: that very one, else one that it corrects."""
        here = [
            (index, spell)
            for index, spell in enumerate(self._now)
            if spell and spell.library_id == stint.library_id
        ]
        exact = [index for index, spell in here if stint.is_about(spell)]
        if exact and exact[0] in self._lines:
            raise ClashError(None, Wrong.CONTRADICTS, other=str(self._lines[exact[0]]))
        if exact:
            return exact[0]
        free = [(index, spell) for index, spell in here if index not in self._lines]
        if stint.starts_on is None:
            return max(free, key=lambda found: found[1].starts_on)[0] if free else None
        same = [i for i, spell in free if spell.overlaps(stint.starts_on, stint.ends_on)]
        if len(same) > 1:
            raise ClashError("started_on", Wrong.OVERLAPS)
        return same[0] if same else None

    def _continued(self, old: Spell, stint: Stint) -> Spell:
        """The employment with what the row adds to it."""
        if old.ends_on and old.ends_on <= self._today and stint.ends_on is None:
            raise ClashError("left_on", Wrong.HAS_LEFT, day=old.ends_on)
        return replace(
            old,
            starts_on=stint.starts_on or old.starts_on,
            ends_on=stint.ends_on or old.ends_on,
            chief=_chief(stint, old),
            confirmed=True,
        )

    def _begin(self, stint: Stint) -> Change:
        """A new employment; where it lasts, others that no row names end as it starts."""
        new = Spell(
            library_id=stint.library_id,
            starts_on=self._start(stint),
            ends_on=stint.ends_on,
            chief=_chief(stint, None),
            confirmed=True,
        )
        self._now.append(new)
        self._lines[len(self._now) - 1] = stint.line
        self._check(len(self._now) - 1, new)
        if new.ends_on is None:
            self._now = [self._left_behind(spell, new) for spell in self._now]
        return Change(None, new)

    def _start(self, stint: Stint) -> date:
        """Today for somebody who is known from elsewhere; else since a day unknown."""
        if stint.starts_on:
            return stint.starts_on
        lasting = stint.ends_on is None or stint.ends_on > self._today
        return self._today if self._settled and lasting else UNKNOWN_START

    def _left_behind(self, spell: Spell | None, new: Spell) -> Spell | None:
        """What becomes of another employment; one that was never confirmed was only a wish."""
        if spell is None or spell.library_id in self._named:
            return spell
        if not spell.confirmed:
            return None
        left = spell.starts_on < new.starts_on and spell.overlaps(new.starts_on, None)
        return replace(spell, ends_on=new.starts_on) if left else spell

    def _check(self, index: int, new: Spell) -> None:
        if new.ends_on and new.ends_on <= new.starts_on:
            raise ClashError("left_on", Wrong.ENDS_BEFORE_START, day=new.starts_on)
        for other, spell in enumerate(self._now):
            if other == index or spell is None or spell.library_id != new.library_id:
                continue
            if not spell.overlaps(new.starts_on, new.ends_on):
                continue
            if other in self._lines:
                raise ClashError(None, Wrong.CONTRADICTS, other=str(self._lines[other]))
            raise ClashError("started_on", Wrong.OVERLAPS)


def _chief(stint: Stint, old: Spell | None) -> bool:
    if stint.chief is not None:
        return stint.chief
    return stint.default_chief if old is None else old.chief
