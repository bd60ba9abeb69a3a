"""What the made-up county has beside its people: plans, tutoring, milestones and a history."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from sqlmodel import Session, SQLModel

from bot.demo.county import places
from bot.demo.people import SEED
from goals.milestones import NODE_ROLE
from goals.statistics_year import STAFF_TERM, tutoring_terms
from storage.figures import take_snapshots
from storage.regions import RegionSettings
from storage.tables import (
    ActionPlan,
    Milestone,
    OfficialStatistic,
    PlanStatus,
    TutoringCount,
)

_WEEKS = 12  # of history
_NO_PLAN, _DRAFTS, _EXPIRED = 2, 1, 1  # libraries
_THIN = 3  # every third library's list is as long as KB's; others lack one or two
_YEARS = 3  # with official figures, beside the baseline year; the latest is not published yet
_NO_BASELINE = 1  # library that KB has no figure of from the baseline year


def add_programme(
    session: Session, region: RegionSettings, libraries: Mapping[str, int], today: date
) -> None:
    """Store everything for the libraries, given by name, and publish the weeks until today."""
    now = datetime.combine(today, time(7), region.zone)
    pen = _Pen(region, today, now)
    staff = {place.name: place.standing.staff for place in places()}
    for rank, (name, library_id) in enumerate(libraries.items()):
        session.add_all(pen.plans(rank, library_id))
        session.add_all(pen.statistics(rank, library_id, staff[name] + rank % _THIN))
        session.add_all(pen.log(library_id))
    session.add(
        Milestone(
            region_id=region.region_id,
            goal=NODE_ROLE.key,
            done_on=today - timedelta(days=200),
            reported_at=now,
        )
    )
    session.flush()
    for week in range(_WEEKS, 0, -1):
        take_snapshots(session, region, today - timedelta(weeks=week))


class _Pen:
    """Writes rows of a library down; `rank` is its place in the list."""

    def __init__(self, region: RegionSettings, today: date, now: datetime) -> None:
        self._random = Random(SEED)  # noqa: S311 (no secret)
        self._baseline = region.rules.baseline_year
        self._today = today
        self._now = now

    def plans(self, rank: int, library_id: int) -> Iterator[SQLModel]:
        """Most have a plan, one is drafting, and one's plan has expired."""
        if rank < _NO_PLAN:
            return
        draft = rank < _NO_PLAN + _DRAFTS
        expired = not draft and rank < _NO_PLAN + _DRAFTS + _EXPIRED
        adopted = self._today - timedelta(days=900 if expired else self._random.randrange(20, 600))
        lasts = timedelta(days=880 if expired else self._random.choice((730, 1095)))
        yield ActionPlan(
            library_id=library_id,
            status=PlanStatus.DRAFT if draft else PlanStatus.ADOPTED,
            adopted_on=None if draft else adopted,
            valid_until=None if draft else adopted + lasts,
            reported_at=self._now,
        )

    def statistics(self, rank: int, library_id: int, heads: int) -> Iterator[SQLModel]:
        """KB's figures of the baseline year and of some years since, most of them higher.

        `heads` is KB's head count of the staff, every year the same.
        """
        adults, children = self._random.randrange(20, 120), self._random.randrange(5, 60)
        last = self._today.year - 2 if self._today.month < 6 else self._today.year - 1
        since = range(max(self._baseline, last - _YEARS) + 1, last + 1)
        for year in (self._baseline, *since):
            if year == self._baseline and rank < _NO_BASELINE:
                continue
            total, for_children = tutoring_terms(year)
            figures = ((total, adults + children), (for_children, children), (STAFF_TERM, heads))
            for term, value in figures:
                yield OfficialStatistic(
                    library_id=library_id, year=year, term=term, value=value, read_at=self._now
                )
            adults += self._random.randrange(-3, 14)
            children = max(0, children + self._random.randrange(-3, 9))

    def log(self, library_id: int) -> Iterator[SQLModel]:
        """The months of this year and of the last that are over."""
        first = date(self._today.year - 1, 1, 1)
        for number in range(12 + self._today.month - 1):
            yield TutoringCount(
                library_id=library_id,
                month=first.replace(year=first.year + number // 12, month=number % 12 + 1),
                adults=self._random.randrange(2, 12),
                children=self._random.randrange(6),
                reported_at=self._now,
            )
