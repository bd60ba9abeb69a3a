"""Members, their accounts on the platforms, where they work and when they are away.

Spans of days are half-open: `ends_on` is the first day that no longer belongs.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, false, true
from sqlmodel import Field

from storage.tables.organisation import Platform
from storage.tables.schema import Table
from storage.types import UTCDateTime, value_enum


class Role(StrEnum):
    """What a member may do."""

    STAFF = "staff"
    MANAGER = "manager"
    COORDINATOR = "coordinator"


class Member(Table, table=True):
    """A person. `email_key` is the casefolded address, the key of every import.

    `show_name` says that a channel may name them; `growth_asked_on` when they were last asked
    whether their digital competence has developed, and `growth_asked_by` by the answer to which
    request. `coordinator_since` is the day since which somebody has wanted them as coordinator:
    see `storage.coordinators`.
    """

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("region_id", "email_key"),)

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id")
    name: str = Field(max_length=200)
    email: str | None = Field(default=None, max_length=254)
    email_key: str | None = Field(default=None, max_length=254)
    role: Role = Field(default=Role.STAFF, sa_type=value_enum(Role, "role"))
    language: str | None = Field(default=None, max_length=2)  # the member's own choice
    created_at: datetime = Field(sa_type=UTCDateTime)
    reminders: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    snoozed_until: date | None = None  # the first day on which reminders come again
    show_name: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    growth_asked_on: date | None = None
    growth_asked_by: str | None = Field(default=None, max_length=100)
    coordinator_since: date | None = None


class Identity(Table, table=True):
    """A member's account on one platform and tenant; `locale` as the platform tells it."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("platform", "tenant", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    platform: Platform = Field(sa_type=value_enum(Platform, "platform"))
    tenant: str = Field(max_length=64)
    user_id: str = Field(max_length=200)
    locale: str | None = Field(default=None, max_length=20)


class Employment(Table, table=True):
    """A member at a library from a day to a day; counted once it is confirmed.

    `chief` says that the member is the library's bibliotekschef (goal 7); it belongs to the
    employment so that a past day is answered as it was.
    """

    __tablename__ = "employment"
    __table_args__ = (
        UniqueConstraint("member_id", "library_id", "starts_on"),
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="span"),
        Index("ix_employment_roster", "library_id", "starts_on", "ends_on", "member_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    library_id: int = Field(foreign_key="library.id")
    starts_on: date
    ends_on: date | None = None
    confirmed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    confirmed_by: int | None = Field(default=None, foreign_key="member.id")
    chief: bool = False


class Leave(Table, table=True):
    """A member's time away, which takes them off the roster."""

    __tablename__ = "leave"
    __table_args__ = (
        UniqueConstraint("member_id", "starts_on"),
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="span"),
    )

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    starts_on: date
    ends_on: date | None = None
