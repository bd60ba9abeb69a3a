"""Regions, the workspaces they are served in, their libraries and the libraries' channels."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from goals.rules import GrowthMeasure
from storage.tables.schema import Table
from storage.types import value_enum


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


class Installation(Table, table=True):
    """One Slack workspace or Teams tenant that the bot serves, of one region."""

    __tablename__ = "installation"
    __table_args__ = (UniqueConstraint("platform", "tenant"),)

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    platform: Platform = Field(sa_type=value_enum(Platform, "platform"))
    tenant: str = Field(max_length=64)
    name: str = Field(max_length=200)


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
    """A library's chat channel; without a library, the region's own."""

    __tablename__ = "channel"
    __table_args__ = (UniqueConstraint("platform", "tenant", "channel_id"),)

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    library_id: int | None = Field(default=None, foreign_key="library.id", index=True)
    platform: Platform = Field(sa_type=value_enum(Platform, "platform"))
    tenant: str = Field(max_length=64)
    channel_id: str = Field(max_length=200)
