"""Random histories of published figures: what hypothesis tries trend and forecast with."""

from datetime import date, timedelta

from hypothesis import strategies as st

from goals.trend import Snapshot

TODAY = date(2026, 3, 2)  # a Monday
TARGET = 80
A_DAY = timedelta(days=1)

groups = st.integers(0, 12).flatmap(
    lambda staff: st.tuples(st.integers(0, staff), st.just(staff))
)  # (heads that are there, heads), at times of nobody


def told(days_ago: int, numerator: int, denominator: int = 10, target: int = TARGET) -> Snapshot:
    """What was published so many days before today."""
    return Snapshot(TODAY - days_ago * A_DAY, numerator, denominator, target)


def each_week(*numerators: int, denominator: int = 10) -> list[Snapshot]:
    """One snapshot a week, the last today."""
    return [
        told(7 * weeks_ago, numerator, denominator)
        for weeks_ago, numerator in enumerate(reversed(numerators))
    ]


# At most one snapshot a day, around the eight weeks and in the future too.
histories = st.dictionaries(st.integers(-10, 80), groups, max_size=14).map(
    lambda by_day: [told(days_ago, heads, staff) for days_ago, (heads, staff) in by_day.items()]
)
nows = st.builds(
    lambda group, target: told(0, group[0], group[1], target), groups, st.integers(1, 100)
)


@st.composite
def rising(draw: st.DrawFn) -> tuple[list[Snapshot], Snapshot]:
    """A history of a group that gains, at times slowly, and its figure now, under its target."""
    heads = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=8, unique=True)))
    staff = draw(st.integers(200, 220))
    history = [
        told(7 * (len(heads) - place) + draw(st.integers(0, 6)), count, staff + len(heads) - place)
        for place, count in enumerate(heads[:-1], start=1)
    ]
    return history, told(0, heads[-1], staff, draw(st.integers(51, 100)))
