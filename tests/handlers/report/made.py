"""Made-up reports: a county whose figures are told in plain numbers, and any county at all.

`Kept` is the truth that a test compares with; the report is made of it by the product's rules.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st

from goals import tutoring
from goals.figures import figure
from goals.milestones import Milestone
from goals.programme import MILESTONES, SHARES
from goals.progress import Source, measure
from goals.rules import Rules
from goals.trend import Snapshot
from goals.tutoring import YearFigures
from goals.tutoring_log import LocalLog
from storage.report import Goal, Report, Told

ON = date(2026, 11, 23)  # a Monday
WEEK = timedelta(weeks=1)
PRIVATE = "growth"
RULES = Rules(ends_on=date(2028, 1, 1))
TARGETS = {
    "node_role": 100,
    "regional_plan": 100,
    "self_assessment": 80,
    "digiteket": 80,
    "growth": 75,
    "action_plan": 75,
    "leadership": 75,
}
CERTIFIABLE = ("self_assessment", "digiteket", "leadership")
SHARE_KEYS = tuple(goal.key for goal in SHARES)


@dataclass(frozen=True)
class Kept:
    """A group in plain numbers: heads of heads by goal, this week first and the weeks before."""

    name: str
    weeks: tuple[dict[str, tuple[int, int]], ...]
    hidden: bool = False
    sessions: tuple[YearFigures, ...] = ()
    milestones: dict[str, bool] = field(default_factory=dict)
    certified: dict[str, int] = field(default_factory=dict)

    @property
    def now(self) -> dict[str, tuple[int, int]]:
        """This week."""
        return self.weeks[0]


def told(kept: Kept, rules: Rules = RULES, on: date = ON) -> Told:
    """A group as a report tells it."""
    goals = [
        Goal.shown(figure(goal.progress(Milestone(on) if done else None, on, rules), (), on, rules))
        for goal in MILESTONES
        if (done := kept.milestones.get(goal.key)) is not None
    ]
    for key in SHARE_KEYS:
        numerator, denominator = kept.now[key]
        progress = measure(
            key,
            numerator,
            denominator,
            TARGETS[key],
            Source.SELF_REPORTED,
            measured_by="either" if key == PRIVATE else None,
            on=on,
        )
        before = [_snapshot(kept, key, ago, on) for ago in range(1, len(kept.weeks))]
        shown = Goal.shown(figure(progress, before, on, rules), kept.certified.get(key))
        goals.append(Goal.hidden(progress) if kept.hidden and key == PRIVATE else shown)
    staff = kept.now["self_assessment"][1]
    return Told(kept.name, staff, tuple(goals), tutoring.of_library(kept.sessions, 2017, on))


def report(
    about: Kept,
    county: Kept | None = None,
    libraries: tuple[Kept, ...] = (),
    *,
    rules: Rules = RULES,
    on: date = ON,
    log: tuple[LocalLog, ...] = (),
    milestones: dict[str, Milestone] | None = None,
) -> Report:
    """A report about a library beside its `county`, or, without one, about a county."""
    group = told(about, rules, on)
    of_county = county is None
    days = range(len(about.weeks) - 1, -1, -1)
    history = {
        key: tuple(
            one
            for ago in days
            if (one := _snapshot(about, key, ago, on)).denominator
            and not (about.hidden and key == PRIVATE)
        )
        for key in SHARE_KEYS
    }
    return Report(
        about=group,
        county=group if county is None else told(county, rules, on),
        libraries=tuple(told(each, rules, on) for each in libraries) if of_county else (group,),
        on=on,
        rules=rules,
        history=history,
        hidden_days=frozenset(on - ago * WEEK for ago in days) if about.hidden else frozenset(),
        log=log,
        milestones=milestones or {},
    )


def _snapshot(kept: Kept, key: str, ago: int, on: date) -> Snapshot:
    numerator, denominator = kept.weeks[ago][key]
    return Snapshot(on - ago * WEEK, numerator, denominator, TARGETS[key])


def same(numerator: int, denominator: int) -> dict[str, tuple[int, int]]:
    """Every share alike."""
    return dict.fromkeys(SHARE_KEYS, (numerator, denominator))


_shares = st.integers(0, 40).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
_weeks = st.lists(st.fixed_dictionaries(dict.fromkeys(SHARE_KEYS, _shares)), min_size=1, max_size=6)
_sessions = st.lists(
    st.builds(
        YearFigures, st.sampled_from([2017, 2025]), st.integers(0, 2000), st.integers(0, 2000)
    ),
    max_size=2,
    unique_by=lambda figures: figures.year,
)
names = st.text(max_size=40) | st.sampled_from(
    [
        "Nässjö stadsbibliotek",
        "=1+1",
        "@SUM(A1)",
        "-2",
        "+46",
        "Mål 3",
        "History",
        "a/b",
        "👩‍👩‍👧‍👦" * 9,
    ]
)


@st.composite
def groups(draw: st.DrawFn, *, of_county: bool = False) -> Kept:
    """Any group."""
    done = {goal.key: draw(st.booleans()) for goal in MILESTONES} if of_county else {}
    weeks = tuple(draw(_weeks))
    return Kept(
        draw(names),
        weeks,
        draw(st.booleans()),
        tuple(draw(_sessions)),
        done,
        {key: draw(st.integers(0, weeks[0][key][0])) for key in CERTIFIABLE},
    )


@st.composite
def counties(draw: st.DrawFn) -> tuple[Kept, tuple[Kept, ...]]:
    """Any county with a few libraries."""
    return draw(groups(of_county=True)), tuple(draw(st.lists(groups(), max_size=3)))
