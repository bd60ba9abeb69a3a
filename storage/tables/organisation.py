"""Regions, the workspaces they are served in, their libraries and the libraries' channels."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint, true
from sqlmodel import Field

from goals.rules import GrowthMeasure
from storage.tables.schema import Table
from storage.types import UTCDateTime, value_enum


class Platform(StrEnum):
    """Where people talk."""

    SLACK = "slack"
    TEAMS = "teams"


class Region(Table, table=True):
    """One county's programme: its language, zone and ways of counting."""

    __tablename__ = "region"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200, unique=True)
    timezone: str = Field(max_length=64)
    language: str = Field(max_length=2)
    counted_kinds: str = Field(max_length=200)  # resource kinds, separated by commas
    growth_measure: GrowthMeasure = Field(sa_type=value_enum(GrowthMeasure, "growth_measure"))
    baseline_year: int = Field(default=2017, sa_column_kwargs={"server_default": "2017"})
    starts_on: date | None = None  # of the programme here
    ends_on: date | None = None  # the first day after it
    july_pause: bool = Field(default=True, sa_column_kwargs={"server_default": true()})


class Installation(Table, table=True):
    """One Slack workspace or Teams tenant that the bot serves, of one region.

    In a tenant the bot may have a registration of its own: the id of its client, and the secret as
    `bot.seal` closes it. Without one, the settings have it.
    """

    __tablename__ = "installation"
    __table_args__ = (
        UniqueConstraint("platform", "tenant"),
        CheckConstraint("(client_id IS NULL) = (sealed_secret IS NULL)", name="registration"),
    )

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    platform: Platform = Field(sa_type=value_enum(Platform, "platform"))
    tenant: str = Field(max_length=64)
    name: str = Field(max_length=200)
    client_id: str | None = Field(default=None, max_length=36)
    sealed_secret: str | None = Field(default=None, max_length=1000)


class Library(Table, table=True):
    """One municipality's public library. `name_key` is the casefolded name."""

    __tablename__ = "library"
    __table_args__ = (
        UniqueConstraint("region_id", "name_key"),
        UniqueConstraint("region_id", "sigel"),
        CheckConstraint("length(municipality_code) = 4", name="municipality_code"),
    )

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id")
    name: str = Field(max_length=200)
    name_key: str = Field(max_length=200)
    municipality: str = Field(max_length=100)
    municipality_code: str = Field(max_length=4)
    sigel: str | None = Field(default=None, max_length=20)


class Channel(Table, table=True):
    """A library's chat channel; without a library, the region's own.

    Its weekly summary comes on `weekday` at `hour`, in the region's zone; until `slot_since`, where
    that was chosen after the channel was linked, it came at the old ones. Where the platform lets
    nothing in any more, `broken_code` is what it said: nothing is posted until it is mended.
    """

    __tablename__ = "channel"
    __table_args__ = (
        UniqueConstraint("platform", "tenant", "channel_id"),
        CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        CheckConstraint("hour BETWEEN 0 AND 23", name="hour"),
        CheckConstraint("(broken_at IS NULL) = (broken_code IS NULL)", name="broken"),
    )

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    library_id: int | None = Field(default=None, foreign_key="library.id", index=True)
    platform: Platform = Field(sa_type=value_enum(Platform, "platform"))
    tenant: str = Field(max_length=64)
    channel_id: str = Field(max_length=200)
    weekday: int = Field(default=1, sa_column_kwargs={"server_default": "1"})  # ISO: Monday is 1
    hour: int = Field(default=9, sa_column_kwargs={"server_default": "9"})
    linked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)  # None: not seen yet
    slot_since: datetime | None = Field(default=None, sa_type=UTCDateTime)
    old_weekday: int | None = None
    old_hour: int | None = None
    broken_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    broken_code: str | None = Field(default=None, max_length=64)
