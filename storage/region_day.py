"""Everything that the summaries of a region's libraries tell of a day, read at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from goals.programme import Counts
from storage.figures import Group, groups
from storage.progress import region_counts
from storage.regions import LibraryName, RegionSettings, libraries_of
from storage.shown import finishers
from storage.sizes import Hidden, hidden_in


@dataclass(frozen=True, slots=True)
class RegionDay:
    """The county's goals and each library's, what is hidden of them, and who may be named.

    `certified` are the counts by what somebody has certified alone, of the county and, as
    `certified_at`, of each library. `libraries`, `certified_at` and `finishers` are by the
    libraries' ids; `places` are in their Swedish order.
    """

    county: Group
    libraries: Mapping[int, Group]
    certified: Counts
    certified_at: Mapping[int, Counts]
    hidden: Hidden
    finishers: Mapping[int, tuple[str, ...]]
    places: tuple[LibraryName, ...]


def region_day(session: Session, region: RegionSettings, on: date) -> RegionDay:
    """A region on a day."""
    county, libraries = groups(session, region, on)
    certified, certified_at = region_counts(
        session, region.region_id, on, region.rules, certified=True
    )
    return RegionDay(
        county,
        libraries,
        certified,
        certified_at,
        hidden_in(session, region.region_id, on),
        finishers(session, region.region_id, on),
        tuple(libraries_of(session, region.region_id)),
    )
