"""Random rosters with histories, and the goals counted over them in plain loops.

Days are whole numbers around the day that is asked for, so that the very day, the day before and
the day after are common.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert
from sqlmodel import Session

from goals.programme import Counts
from goals.progress import Source
from goals.record import Area, ResourceKind
from goals.rules import GrowthMeasure, Rules
from storage.tables import METADATA, PlanStatus, ResourceStatus, Role
from tests.builders import noon

REGION_OF = {1: 1, 2: 1, 3: 2}  # by library
RESOURCES = {
    1: (1, ResourceKind.COURSE, True),
    2: (1, ResourceKind.COURSE_PACKAGE, True),
    3: (1, ResourceKind.ARTICLE, True),
    4: (1, ResourceKind.COURSE, False),
    5: (2, ResourceKind.COURSE, True),
    6: (2, ResourceKind.COURSE, True),
}  # region, kind, approved
LEADERSHIP = frozenset({3, 4, 5})  # of these what counts as leadership training
FOREVER = 10_000

days = st.integers(-2, 2)
spans = st.sampled_from([1, 2, 3, FOREVER])
results = st.lists(
    st.none() | st.sampled_from([100, 250, 251, 700]), min_size=len(Area), max_size=len(Area)
)


@dataclass(frozen=True)
class Employed:
    """An employment from its start."""

    span: int
    confirmed: bool
    chief: bool


@dataclass(frozen=True)
class Person:
    """A member as of no day in particular; spans are in days from their start."""

    region: int
    employments: dict[tuple[int, int], "Employed"]  # by library and start
    leaves: dict[int, int]  # start: span
    finished: dict[int, int]  # resource: day
    registered: int | None
    assessed: dict[int, list[int | None]]  # day: hundredths by area
    growth: dict[int, bool]  # day: developed

    def works_at(self, library: int, day: int) -> bool:
        """Whether the person is among the library's staff on a day."""
        employed = False
        for (at, start), one in self.employments.items():
            if at == library and one.confirmed and start <= day < start + one.span:
                employed = True
        for start, span in self.leaves.items():
            if start <= day < start + span:
                return False
        return employed

    def is_chief(self, libraries: list[int], day: int) -> bool:
        """Whether the person, who is on the staff there, is so as chief of one of them."""
        for (at, start), one in self.employments.items():
            if at in libraries and one.confirmed and one.chief and start <= day < start + one.span:
                return True
        return False

    def has_led(self, region: int, day: int) -> bool:
        """Goal 7."""
        for resource, finished in self.finished.items():
            home, _, approved = RESOURCES[resource]
            if home == region and approved and resource in LEADERSHIP and finished <= day:
                return True
        return False

    def is_assessed(self, day: int) -> bool:
        """Goal 3."""
        return any(taken <= day for taken in self.assessed)

    def is_done_on_digiteket(self, region: int, day: int, rules: Rules) -> bool:
        """Goal 4."""
        counted = 0
        for resource, finished in self.finished.items():
            home, kind, approved = RESOURCES[resource]
            if home == region and approved and kind in rules.counted_kinds and finished <= day:
                counted += 1
        return self.registered is not None and self.registered <= day and counted >= 2

    def has_grown(self, day: int, rules: Rules) -> bool:
        """Goal 5."""
        rose = False
        taken = [on for on in sorted(self.assessed) if on <= day and any(self.assessed[on])]
        if taken:
            first, latest = self.assessed[taken[0]], self.assessed[taken[-1]]
            pairs = [(a, b) for a, b in zip(first, latest, strict=True) if a and b]
            rose = sum(b for _, b in pairs) > sum(a for a, _ in pairs)
        told = [on for on in sorted(self.growth) if on <= day]
        says = bool(told) and self.growth[told[-1]]
        return {
            GrowthMeasure.PAIRED: rose,
            GrowthMeasure.REPORTED: says,
            GrowthMeasure.EITHER: rose or says,
        }[rules.growth_measure]


people = st.lists(
    st.builds(
        Person,
        region=st.sampled_from([1, 2]),
        employments=st.dictionaries(
            st.tuples(st.sampled_from(sorted(REGION_OF)), days),
            st.builds(
                Employed,
                span=spans,
                confirmed=st.sampled_from([True, True, True, False]),
                chief=st.booleans(),
            ),
            max_size=3,
        ),
        leaves=st.dictionaries(days, spans, max_size=1),
        finished=st.dictionaries(st.sampled_from(sorted(RESOURCES)), days, max_size=5),
        registered=st.none() | days,
        assessed=st.dictionaries(days, results, max_size=3),
        growth=st.dictionaries(days, st.booleans(), max_size=2),
    ),
    max_size=6,
)
rules = st.builds(
    Rules,
    counted_kinds=st.frozensets(st.sampled_from(list(ResourceKind)), min_size=0)
    | st.just(Rules().counted_kinds),
    growth_measure=st.sampled_from(GrowthMeasure),
)


Plans = dict[int, dict[int, int]]  # by library: the day of adoption, and days that it is valid
plans: st.SearchStrategy[Plans] = st.dictionaries(
    st.sampled_from(sorted(REGION_OF)), st.dictionaries(days, spans, max_size=3)
)


def naive_counts(
    everybody: list[Person], libraries: list[int], day: int, counted_by: Rules, planned: Plans
) -> Counts:
    """The heads of libraries of one region, and how many of them achieved each goal."""
    region = REGION_OF[libraries[0]]
    staff = [one for one in everybody if any(one.works_at(at, day) for at in libraries)]
    chiefs = [one for one in staff if one.is_chief(libraries, day)]
    return Counts(
        len(staff),
        len(chiefs),
        len(libraries),
        {
            "self_assessment": sum(one.is_assessed(day) for one in staff),
            "digiteket": sum(one.is_done_on_digiteket(region, day, counted_by) for one in staff),
            "growth": sum(one.has_grown(day, counted_by) for one in staff),
            "leadership": sum(one.has_led(region, day) for one in chiefs),
            "action_plan": sum(has_plan(planned.get(at, {}), day) for at in libraries),
        },
    )


def has_plan(adopted: dict[int, int], day: int) -> bool:
    """Goal 6: the plan that was adopted last is still valid."""
    last = None
    for on in sorted(adopted):
        if on <= day:
            last = on
    return last is not None and day < last + adopted[last]


def the_day(number: int) -> date:
    """The date of a numbered day."""
    return date(2026, 3, 2) + timedelta(days=number)


def store(session: Session, everybody: list[Person], planned: Plans | None = None) -> None:
    """Put regions, libraries, resources, people and plans into an empty database."""
    for table, rows in [*_rows(everybody), ("action_plan", list(_plans(planned or {})))]:
        if rows:
            session.connection().execute(insert(METADATA.tables[table]), rows)


Rows = list[dict[str, Any]]


def _rows(everybody: list[Person]) -> Iterator[tuple[str, Rows]]:
    yield "region", [_region(id_) for id_ in sorted(set(REGION_OF.values()))]
    yield "library", [_library(id_, region) for id_, region in REGION_OF.items()]
    yield "resource", [_resource(id_) for id_ in RESOURCES]
    numbered = list(enumerate(everybody, start=1))
    yield "member", [_member(id_, one) for id_, one in numbered]
    yield "employment", [row for id_, one in numbered for row in _employments(id_, one)]
    yield "leave", [row for id_, one in numbered for row in _leaves(id_, one)]
    yield "completion", [row for id_, one in numbered for row in _completions(id_, one)]
    yield "registration", [row for id_, one in numbered for row in _registrations(id_, one)]
    yield "self_assessment", [row for id_, one in numbered for row in _assessments(id_, one)]
    yield (
        "growth_report",
        [
            {"member_id": id_, "reported_on": the_day(day), "developed": developed}
            for id_, one in numbered
            for day, developed in one.growth.items()
        ],
    )


def _plans(planned: Plans) -> Iterator[dict[str, Any]]:
    for library, adopted in planned.items():
        for on, span in adopted.items():
            yield {
                "library_id": library,
                "status": PlanStatus.ADOPTED,
                "adopted_on": the_day(on),
                "valid_until": None if span == FOREVER else the_day(on + span - 1),
                "reported_at": noon(the_day(0)),
            }


def _region(id_: int) -> dict[str, Any]:
    return {
        "id": id_,
        "name": str(id_),
        "timezone": "Europe/Stockholm",
        "language": "sv",
        "counted_kinds": "",
        "growth_measure": GrowthMeasure.EITHER,
    }


def _library(id_: int, region: int) -> dict[str, Any]:
    name = str(id_)
    return {
        "id": id_,
        "region_id": region,
        "name": name,
        "name_key": name,
        "municipality": name,
        "municipality_code": "0682",
    }


def _resource(id_: int) -> dict[str, Any]:
    region, kind, approved = RESOURCES[id_]
    return {
        "id": id_,
        "region_id": region,
        "title": str(id_),
        "title_key": str(id_),
        "kind": kind,
        "leadership": id_ in LEADERSHIP,
        "status": ResourceStatus.APPROVED if approved else ResourceStatus.PROPOSED,
        "changed_at": noon(the_day(0)),
    }


def _member(id_: int, one: Person) -> dict[str, Any]:
    return {
        "id": id_,
        "region_id": one.region,
        "name": f"Person {id_}",
        "role": Role.STAFF,
        "created_at": noon(the_day(0)),
    }


def _span(start: int, span: int) -> dict[str, Any]:
    ends_on = None if span == FOREVER else the_day(start + span)
    return {"starts_on": the_day(start), "ends_on": ends_on}


def _employments(id_: int, one: Person) -> Iterator[dict[str, Any]]:
    for (library, start), employed in one.employments.items():
        yield {
            "member_id": id_,
            "library_id": library,
            "confirmed_at": noon(the_day(start)) if employed.confirmed else None,
            "chief": employed.chief,
        } | _span(start, employed.span)


def _leaves(id_: int, one: Person) -> Iterator[dict[str, Any]]:
    for start, span in one.leaves.items():
        yield {"member_id": id_} | _span(start, span)


def _reported(id_: int) -> dict[str, Any]:
    return {"member_id": id_, "reported_at": noon(the_day(0))}


def _completions(id_: int, one: Person) -> Iterator[dict[str, Any]]:
    for resource, day in one.finished.items():
        yield _reported(id_) | {
            "resource_id": resource,
            "completed_on": the_day(day),
            "source": Source.SELF_REPORTED,
        }


def _registrations(id_: int, one: Person) -> Iterator[dict[str, Any]]:
    if one.registered is not None:
        yield _reported(id_) | {
            "registered_on": the_day(one.registered),
            "source": Source.SELF_REPORTED,
        }


def _assessments(id_: int, one: Person) -> Iterator[dict[str, Any]]:
    for day, hundredths in one.assessed.items():
        means = [None if value is None else Decimal(value) / 100 for value in hundredths]
        by_area = {area.value: mean for area, mean in zip(Area, means, strict=True)}
        yield _reported(id_) | {"taken_on": the_day(day)} | by_area
