"""Random histories of staff: what hypothesis tries the goals' rules with.

Few days, areas and resources, so that ties, repeats and facts of the very day are common.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from goals.record import Area, Assessed, Finished, Growth, Record, ResourceKind
from goals.rules import GrowthMeasure, Rules

ON = date(2026, 3, 2)  # the day that is asked for
DEFAULT = Rules()
Fact = TypeVar("Fact")

# Resource 1 and 2 count by default; 5 would if it were approved.
CATALOGUE = {
    1: (ResourceKind.COURSE, True),
    2: (ResourceKind.COURSE_PACKAGE, True),
    3: (ResourceKind.ARTICLE, True),
    4: (ResourceKind.ESSAY, True),
    5: (ResourceKind.COURSE, False),
    6: (ResourceKind.THEME, True),
}

LEADERSHIP = {3, 5}  # an article counts as leadership training too, a proposed course never

days = st.integers(-3, 3).map(lambda offset: ON + timedelta(days=offset))
counts = st.integers(0, 200).flatmap(
    lambda staff: st.tuples(st.integers(0, staff), st.just(staff))
)  # (heads that are there, heads)
percents = st.integers(1, 100)


def finished(resource_id: int, on: date = ON) -> Finished:
    """A resource of the catalogue, finished on a day."""
    kind, approved = CATALOGUE[resource_id]
    return Finished(resource_id, kind, approved, on, resource_id in LEADERSHIP)


completions = st.builds(finished, st.sampled_from(sorted(CATALOGUE)), days)
results = st.dictionaries(
    st.sampled_from(list(Area)), st.integers(100, 700).map(lambda value: Decimal(value) / 100)
)
assessments = st.dictionaries(days, results, max_size=4).map(
    lambda by_day: tuple(Assessed(on, given) for on, given in by_day.items())
)
growths = st.dictionaries(days, st.booleans(), max_size=4).map(
    lambda by_day: tuple(Growth(on, developed) for on, developed in by_day.items())
)
records = st.builds(
    Record,
    finished=st.lists(completions, max_size=6).map(tuple),
    registered_on=st.none() | days,
    assessed=assessments,
    growth=growths,
)
rules = st.builds(
    Rules,
    counted_kinds=st.frozensets(st.sampled_from(list(ResourceKind))),
    growth_measure=st.sampled_from(GrowthMeasure),
)


@st.composite
def retold(draw: st.DrawFn, record: Record) -> Record:
    """The same facts in another order, some of them told twice."""

    def again(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        repeats = draw(st.lists(st.sampled_from(facts))) if facts else []
        return tuple(draw(st.permutations([*facts, *repeats])))

    return replace(
        record,
        finished=again(record.finished),
        assessed=again(record.assessed),
        growth=again(record.growth),
    )


def until(record: Record, on: date) -> Record:
    """What was known of a member by the end of a day."""
    known = record.registered_on is not None and record.registered_on <= on
    return Record(
        finished=tuple(fact for fact in record.finished if fact.on <= on),
        registered_on=record.registered_on if known else None,
        assessed=tuple(fact for fact in record.assessed if fact.on <= on),
        growth=tuple(fact for fact in record.growth if fact.on <= on),
    )
