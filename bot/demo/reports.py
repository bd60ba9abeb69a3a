"""What the made-up staff have reported during the last year.

In every library some are keener than others: the keenest have finished most, taken the
self-assessment twice and developed; the last have not begun.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from random import Random

from bot.demo.county import Standing
from bot.demo.people import SEED, Part, Person
from goals.record import Area, Assessed, Growth, ResourceKind
from storage.imports import read_table
from storage.shipped import RESOURCES
from storage.tables import Role

_YEAR = 360  # days that reports are spread over
_FIRST_COURSES = ("Vad tryckte jag på nu?", "DigidelCenter på bibliotek")
_FOR_LEADERS = "Att leda bibliotekens digitala transformation"
_NO_LONGER_THERE = Standing(1, 1, 1, 1, 0)  # was keen once, without having developed


@dataclass(frozen=True, slots=True)
class Reports:
    """Everything that one person has reported; resources by their titles."""

    registered_on: date | None = None
    finished: tuple[tuple[str, date], ...] = ()
    assessed: tuple[Assessed, ...] = ()
    growth: tuple[Growth, ...] = ()


def reports(people: Sequence[Person], today: date, seed: int = SEED) -> dict[str, Reports]:
    """The reports of everybody on the roster, by e-mail address."""
    first = people[0]
    pen = _Pen(Random(seed), today)  # noqa: S311 (no secret)
    told: dict[str, Reports] = {}
    for place in dict.fromkeys(one.place for one in people if one.place):
        staff = [one for one in people if one.place == place and one.part is Part.STAFF]
        keen = pen.random.sample(staff, len(staff))
        if first in keen:  # has something left to report: is registered, but not assessed
            keen.remove(first)
            keen.insert(place.standing.assessed, first)
        for rank, one in enumerate(keen):
            told[one.email] = pen.reports_of(one, rank, place.standing)
    for one in people:
        if one.part in {Part.LEFT, Part.ON_LEAVE}:
            told[one.email] = pen.reports_of(one, 0, _NO_LONGER_THERE)
    return told


class _Pen:
    """Writes reports down, by chance and by how keen somebody is (0 is the keenest)."""

    def __init__(self, random: Random, today: date) -> None:
        self.random = random
        self._today = today

    def reports_of(self, person: Person, rank: int, standing: Standing) -> Reports:
        """One person's reports."""
        titles = self._titles(person, rank, standing)
        registered_on, *days = self._days(person, len(titles) + 1)
        assessed = self._assessed(person, twice=rank < standing.grown and rank % 2 == 0)
        return Reports(
            registered_on=registered_on if rank < standing.registered else None,
            finished=tuple(zip(titles, days, strict=True)),
            assessed=assessed if rank < standing.assessed else (),
            growth=_growth(rank, standing, assessed, days),
        )

    def _titles(self, person: Person, rank: int, standing: Standing) -> list[str]:
        """Who is registered has begun; articles need no registration."""
        articles = self.random.sample(self._articles, self.random.choice((0, 0, 0, 1, 2)))
        if rank >= standing.registered:
            return articles[:1] if standing.registered else []
        if rank >= standing.finished:
            return [self.random.choice(_FIRST_COURSES), *articles]
        courses = self.random.sample(self._courses, self.random.randrange(2, 6))
        leadership = [_FOR_LEADERS] if person.role is Role.MANAGER else []
        return [*leadership, *courses, *articles]

    def _assessed(self, person: Person, *, twice: bool) -> tuple[Assessed, ...]:
        """Once, with results or without; or twice, with better results."""
        day, later = self._days(person, 2)
        results = {area: Decimal(self.random.randrange(8, 24)) / 4 for area in Area}
        if not twice:
            return (Assessed(day, results if self.random.random() < 0.6 else {}),)
        better = {
            area: result + self.random.randrange(1, 5) / Decimal(4)
            for area, result in results.items()
        }
        return (Assessed(day, results), Assessed(later, better))

    def _days(self, person: Person, count: int) -> list[date]:
        """Different days while somebody was there, the earliest first."""
        ago = range(person.away + 1, min(person.since, _YEAR))
        drawn = sorted(self.random.sample(ago, count), reverse=True)
        return [self._today - timedelta(days=days) for days in drawn]

    @cached_property
    def _courses(self) -> list[str]:
        return _titles_of(ResourceKind.COURSE)

    @cached_property
    def _articles(self) -> list[str]:
        return _titles_of(ResourceKind.ARTICLE)


def _growth(
    rank: int, standing: Standing, assessed: Sequence[Assessed], days: Sequence[date]
) -> tuple[Growth, ...]:
    """Asked with the second self-assessment, else after the second resource; one says no."""
    if standing.grown == 0 or rank > standing.grown or rank >= standing.finished:
        return ()
    asked_on = assessed[1].on if len(assessed) > 1 else days[1]
    return (Growth(asked_on, developed=rank < standing.grown),)


def _titles_of(kind: ResourceKind) -> list[str]:
    return [row.values["title"] for row in read_table(RESOURCES).rows if row.values["kind"] == kind]
