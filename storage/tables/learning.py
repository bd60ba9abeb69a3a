"""What can be learnt, and what members have reported.

Buttons carry the ids of resources, completions and self-assessments: what is taken back leaves its
id to nobody, so that an old button never means another row.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from goals.progress import Source
from goals.record import Area, ResourceKind
from storage.tables.schema import Table
from storage.types import Hundredths, UTCDateTime, value_enum

_IDS_ONCE = {"sqlite_autoincrement": True}  # PostgreSQL gives no id twice anyhow


class ResourceStatus(StrEnum):
    """Whether a resource counts; one that staff propose waits for the coordinator."""

    APPROVED = "approved"
    PROPOSED = "proposed"


class Resource(Table, table=True):
    """Something to learn. The keys are what titles and addresses are compared by.

    A proposal that a coordinator has said no to keeps the moment, `rejected_at`; one that is the
    same as another resource says which, `merged_into`. Neither counts.
    """

    __tablename__ = "resource"
    __table_args__ = (
        UniqueConstraint("region_id", "title_key"),
        UniqueConstraint("region_id", "url_key"),
        Index("ix_resource_changed", "region_id", "changed_at"),
        Index("ix_resource_merged", "merged_into"),
        CheckConstraint("rejected_at IS NULL OR status = 'proposed'", name="rejected_at"),
        CheckConstraint("merged_into IS NULL OR status = 'proposed'", name="merged_into"),
        _IDS_ONCE,
    )

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id")
    title: str = Field(max_length=300)
    title_key: str = Field(max_length=300)
    url: str | None = Field(default=None, max_length=500)
    url_key: str | None = Field(default=None, max_length=500)
    kind: ResourceKind = Field(sa_type=value_enum(ResourceKind, "kind"))
    topic: str | None = Field(default=None, max_length=200)
    leadership: bool = False
    status: ResourceStatus = Field(
        default=ResourceStatus.APPROVED, sa_type=value_enum(ResourceStatus, "status")
    )
    proposed_by: int | None = Field(default=None, foreign_key="member.id")
    changed_at: datetime = Field(sa_type=UTCDateTime)
    rejected_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    merged_into: int | None = Field(default=None, foreign_key="resource.id")


class Completion(Table, table=True):
    """A member finished a resource on a date, once.

    `request_id` is the request that made the row: the same request delivered again is answered
    as the first time. `merged_from` is the proposal that it was reported as, if that was another.
    """

    __tablename__ = "completion"
    __table_args__ = (
        UniqueConstraint("member_id", "resource_id"),
        Index("ix_completion_resource", "resource_id"),
        _IDS_ONCE,
    )

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    resource_id: int = Field(foreign_key="resource.id")
    completed_on: date
    source: Source = Field(default=Source.SELF_REPORTED, sa_type=value_enum(Source, "source"))
    reported_at: datetime = Field(sa_type=UTCDateTime)
    request_id: str | None = Field(default=None, max_length=100)
    merged_from: int | None = None  # no foreign key: it would be looked up for every proposal gone


class Registration(Table, table=True):
    """A member has been registered on Digiteket since a date."""

    __tablename__ = "registration"

    member_id: int = Field(
        foreign_key="member.id", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    registered_on: date
    source: Source = Field(default=Source.SELF_REPORTED, sa_type=value_enum(Source, "source"))
    reported_at: datetime = Field(sa_type=UTCDateTime)
    request_id: str | None = Field(default=None, max_length=100)


def _result_checks() -> tuple[CheckConstraint, ...]:
    """One CHECK an area: results are means from 1 to 7, in hundredths."""
    return tuple(
        CheckConstraint(f"{area} IS NULL OR {area} BETWEEN 100 AND 700", name=area.value)
        for area in Area
    )


class SelfAssessment(Table, table=True):
    """A member took the self-assessment on a date; the five area results are private."""

    __tablename__ = "self_assessment"
    __table_args__ = (UniqueConstraint("member_id", "taken_on"), *_result_checks(), _IDS_ONCE)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    taken_on: date
    information: Decimal | None = Field(default=None, sa_type=Hundredths)
    communication: Decimal | None = Field(default=None, sa_type=Hundredths)
    content: Decimal | None = Field(default=None, sa_type=Hundredths)
    safety: Decimal | None = Field(default=None, sa_type=Hundredths)
    problem_solving: Decimal | None = Field(default=None, sa_type=Hundredths)
    source: Source = Field(
        default=Source.SELF_REPORTED,
        sa_type=value_enum(Source, "source"),
        sa_column_kwargs={"server_default": Source.SELF_REPORTED.value},
    )
    reported_at: datetime = Field(sa_type=UTCDateTime)
    request_id: str | None = Field(default=None, max_length=100)


class GrowthReport(Table, table=True):
    """A member says whether the own digital competence has developed."""

    __tablename__ = "growth_report"
    __table_args__ = (UniqueConstraint("member_id", "reported_on"),)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    reported_on: date
    developed: bool
    reported_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    request_id: str | None = Field(default=None, max_length=100)


class Invitation(Table, table=True):
    """A colleague said that a member finished a resource with them; it waits for the member's yes.

    What has been answered is deleted: a yes has become a completion.
    """

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("member_id", "resource_id"), _IDS_ONCE)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    resource_id: int = Field(foreign_key="resource.id", index=True)
    completed_on: date
    invited_by: int = Field(foreign_key="member.id", index=True)
    invited_at: datetime = Field(sa_type=UTCDateTime)
