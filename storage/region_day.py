"""Everything that the summary of a region tells of a day, read at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from goals.programme import Counts
from storage.figures import Group, groups
from storage.progress import county_counts
from storage.regions import LibraryName, RegionSettings, libraries_of
from storage.sizes import Hidden, hidden_in


@dataclass(frozen=True, slots=True)
class RegionDay:
    """The county's goals and each library's, by its id, and what is hidden of them.

    `certified` are the county's counts by what somebody has certified alone; `places` are in
    their Swedish order.
    """

    county: Group
    libraries: Mapping[int, Group]
    certified: Counts
    hidden: Hidden
    places: tuple[LibraryName, ...]


def region_day(session: Session, region: RegionSettings, on: date) -> RegionDay:
    """A region on a day."""
    county, libraries = groups(session, region, on)
    return RegionDay(
        county,
        libraries,
        county_counts(session, region.region_id, on, region.rules, certified=True),
        hidden_in(session, region.region_id, on),
        tuple(libraries_of(session, region.region_id)),
    )
