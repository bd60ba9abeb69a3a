"""Goals 1 and 2 of a region: what has been done, noted and taken back."""

from datetime import date

from sqlalchemy import Integer, bindparam, select
from sqlmodel import Session

from goals.milestones import Milestone
from goals.programme import MILESTONES
from goals.progress import Progress
from storage.regions import RegionSettings
from storage.tables import METADATA

_TABLE = METADATA.tables["milestone"]
_OF_REGION = select(_TABLE.c.goal, _TABLE.c.done_on, _TABLE.c.link).where(
    _TABLE.c.region_id == bindparam("region", type_=Integer)
)


def milestones(session: Session, region_id: int) -> dict[str, Milestone]:
    """What a region has done, by goal key."""
    rows = session.connection().execute(_OF_REGION, {"region": region_id})
    return {row.goal: Milestone(row.done_on, row.link) for row in rows}


def milestones_of(session: Session, region: RegionSettings, on: date) -> tuple[Progress, ...]:
    """The progress of a region's milestones on a day."""
    known = milestones(session, region.region_id)
    return tuple(goal.progress(known.get(goal.key), on, region.rules) for goal in MILESTONES)
