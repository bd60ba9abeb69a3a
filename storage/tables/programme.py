"""What the programme measures beside learning: a region's settings and milestones, plans, tutoring,
KB's statistics, and what was published each day.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from goals.progress import Status
from storage.tables.schema import Table
from storage.types import UTCDateTime, value_enum


class GoalSetting(Table, table=True):
    """A region's own target, in percent, and deadline for a goal; None leaves the programme's."""

    __tablename__ = "goal_setting"
    __table_args__ = (CheckConstraint("target IS NULL OR target BETWEEN 1 AND 100", name="target"),)

    region_id: int = Field(
        foreign_key="region.id", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    goal: str = Field(primary_key=True, max_length=32)
    target: int | None = None
    deadline: date | None = None


class Milestone(Table, table=True):
    """Goal 1 or 2 of a region, done on a date; without a row it is not done."""

    __tablename__ = "milestone"

    region_id: int = Field(
        foreign_key="region.id", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    goal: str = Field(primary_key=True, max_length=32)
    done_on: date
    link: str | None = Field(default=None, max_length=500)
    reported_by: int | None = Field(default=None, foreign_key="member.id")
    reported_at: datetime = Field(sa_type=UTCDateTime)


class PlanStatus(StrEnum):
    """How far a library's action plan has come; a library without a plan has no row."""

    DRAFT = "draft"
    ADOPTED = "adopted"


class ActionPlan(Table, table=True):
    """A library's action plan. Earlier plans stay, so that any past day can be answered.

    `valid_until` is the last day of the plan; without one it is valid until another is adopted.
    """

    __tablename__ = "action_plan"
    __table_args__ = (
        UniqueConstraint("library_id", "adopted_on"),
        CheckConstraint("(status = 'adopted') = (adopted_on IS NOT NULL)", name="adopted"),
        CheckConstraint("valid_until IS NULL OR valid_until >= adopted_on", name="span"),
        Index(
            "uq_action_plan_draft",
            "library_id",
            unique=True,
            sqlite_where=text("status = 'draft'"),
            postgresql_where=text("status = 'draft'"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    library_id: int = Field(foreign_key="library.id")
    status: PlanStatus = Field(sa_type=value_enum(PlanStatus, "status"))
    adopted_on: date | None = None
    valid_until: date | None = None
    link: str | None = Field(default=None, max_length=500)
    reported_by: int | None = Field(default=None, foreign_key="member.id")
    reported_at: datetime = Field(sa_type=UTCDateTime)


class TutoringCount(Table, table=True):
    """Booked tutoring sessions of a library in a month; `month` is its first day."""

    __tablename__ = "tutoring_count"
    __table_args__ = (
        CheckConstraint("adults >= 0 AND children >= 0", name="sessions"),
        Index("ix_tutoring_count_month", "month"),
    )

    library_id: int = Field(
        foreign_key="library.id", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    month: date = Field(primary_key=True)
    adults: int
    children: int
    reported_by: int | None = Field(default=None, foreign_key="member.id")
    reported_at: datetime = Field(sa_type=UTCDateTime)


class OfficialStatistic(Table, table=True):
    """A library's yearly figure from KB's library statistics. Missing is never zero: no row."""

    __tablename__ = "official_statistic"
    __table_args__ = (CheckConstraint("value >= 0", name="value"),)

    library_id: int = Field(
        foreign_key="library.id", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    term: str = Field(primary_key=True, max_length=32)  # KB's own name, such as Publ111
    value: int
    read_at: datetime = Field(sa_type=UTCDateTime)


class Snapshot(Table, table=True):
    """One goal of a library, or of the whole region, as it was published on a day."""

    __tablename__ = "snapshot"
    __table_args__ = (
        Index(
            "uq_snapshot_library",
            "library_id",
            "day",
            "goal",
            unique=True,
            sqlite_where=text("library_id IS NOT NULL"),
            postgresql_where=text("library_id IS NOT NULL"),
        ),
        Index(
            "uq_snapshot_region",
            "region_id",
            "day",
            "goal",
            unique=True,
            sqlite_where=text("library_id IS NULL"),
            postgresql_where=text("library_id IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id")
    library_id: int | None = Field(default=None, foreign_key="library.id")
    day: date
    goal: str = Field(max_length=32)
    numerator: int
    denominator: int
    target: int
    status: Status = Field(sa_type=value_enum(Status, "status"))
