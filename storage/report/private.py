"""What may be told of the private goals: now, and on the days of their snapshots.

Nothing is told of a group that is hidden. Of an earlier day a library's figures, and so its change
and its forecast, are told only as far back as is looked for who was too few (LATELY), and not for
a day on which, by what was published then, another had to be hidden than now.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from goals.privacy import LATELY, may_show, told_together
from goals.programme import PRIVATE
from goals.trend import Snapshot
from storage.history import snapshots_on
from storage.regions import RegionSettings, libraries_of
from storage.sizes import hidden_in
from storage.snapshots import Trends

Told = Mapping[str, tuple[Snapshot, ...]]  # by the key of a private goal, oldest first


@dataclass(frozen=True, slots=True)
class Private:
    """What may be told of one group: nothing where it is `hidden`, else these snapshots."""

    hidden: bool
    snapshots: Told

    def tells(self, key: str, snapshot: Snapshot) -> bool:
        """Whether a private goal's snapshot may be told."""
        return snapshot in self.snapshots.get(key, ())


def of_county(session: Session, region: RegionSettings, weeks: Trends, on: date) -> Private:
    """The county's own: it is hidden, and was on an earlier day, where it had too few people."""
    if hidden_in(session, region.region_id, on).county:
        return Private(True, {})
    return Private(
        False,
        {key: tuple(one for one in weeks[key] if may_show(one.denominator)) for key in PRIVATE},
    )


def of_libraries(
    session: Session, region: RegionSettings, days: Collection[date], on: date
) -> dict[int, Private]:
    """Each library's, by its id, over those `days` of snapshots before the day itself."""
    places = [place.library_id for place in libraries_of(session, region.region_id)]
    small = hidden_in(session, region.region_id, on).libraries
    lately = sorted(day for day in days if day > on - LATELY)
    told: dict[int, dict[str, tuple[Snapshot, ...]]] = defaultdict(dict)
    for key in PRIVATE:
        then = snapshots_on(session, region.region_id, key, lately)
        sizes = {
            day: {library_id: one.denominator for library_id, one in each.items()}
            for day, each in then.items()
        }
        together = told_together(sizes, small)
        for library_id in places:
            told[library_id][key] = tuple(
                then[day][library_id]
                for day in lately
                if day in together and library_id in then[day]
            )
    return {
        library_id: Private(True, {}) if library_id in small else Private(False, told[library_id])
        for library_id in places
    }
