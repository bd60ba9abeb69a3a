"""Regions and the workspaces they are served in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from goals.record import ResourceKind
from goals.rules import GrowthMeasure, Rules
from storage.keys import name_key
from storage.tables import Installation, Library, Platform, Region


@dataclass(frozen=True, slots=True)
class RegionSettings:
    """What a request needs to know of its region."""

    region_id: int
    name: str
    zone: ZoneInfo
    language: str
    rules: Rules


@dataclass(frozen=True, slots=True)
class LibraryName:
    """A library to choose."""

    library_id: int
    name: str


def settings_of(region: Region) -> RegionSettings:
    """The settings of a stored region."""
    assert region.id is not None  # noqa: S101 (a stored row has an id)
    return settings_from(
        region.id,
        region.name,
        region.timezone,
        region.language,
        region.counted_kinds,
        region.growth_measure,
    )


@lru_cache(maxsize=1_000)
def settings_from(  # noqa: PLR0917 (a row's columns)
    region_id: int, name: str, timezone: str, language: str, counted_kinds: str, measure: str
) -> RegionSettings:
    """The settings that a region's columns say; every request asks, and they seldom change."""
    kinds = frozenset(ResourceKind(kind) for kind in counted_kinds.split(",") if kind)
    return RegionSettings(
        region_id=region_id,
        name=name,
        zone=ZoneInfo(timezone),
        language=language,
        rules=Rules(counted_kinds=kinds, growth_measure=GrowthMeasure(measure)),
    )


def the_region(session: Session, name: str | None = None) -> RegionSettings | None:
    """The region of a name, or, without a name, the first one."""
    statement = select(Region).order_by(Region.id)  # type: ignore[arg-type]
    if name is not None:
        statement = statement.where(Region.name == name)
    region = session.exec(statement).first()
    return None if region is None else settings_of(region)


@dataclass(frozen=True, slots=True)
class FirstRegion:
    """What a database that has no region gets."""

    name: str
    language: str = "sv"
    timezone: str = "Europe/Stockholm"


def ensure_region(session: Session, first: FirstRegion) -> RegionSettings:
    """The first region, made on a database that has none."""
    found = the_region(session)
    if found is not None:
        return found
    rules = Rules()
    region = Region(
        name=first.name,
        language=first.language,
        timezone=first.timezone,
        counted_kinds=",".join(sorted(rules.counted_kinds)),
        growth_measure=rules.growth_measure,
    )
    session.add(region)
    session.flush()
    return settings_of(region)


def ensure_installation(
    session: Session, region_id: int, platform: Platform, tenant: str, name: str
) -> None:
    """Remember that a workspace is served for a region; a known one stays as it is."""
    known = session.exec(
        select(Installation).where(Installation.platform == platform, Installation.tenant == tenant)
    ).first()
    if known is None:
        session.add(Installation(region_id=region_id, platform=platform, tenant=tenant, name=name))


def named(name: str, libraries: Sequence[LibraryName]) -> LibraryName | None:
    """The one library whose name is, or else begins with, what was said."""
    key = name_key(name)
    exact = [each for each in libraries if name_key(each.name) == key]
    found = exact or [each for each in libraries if name_key(each.name).startswith(key)]
    return found[0] if key and len(found) == 1 else None


def libraries_of(session: Session, region_id: int) -> tuple[LibraryName, ...]:
    """The region's libraries, in the order that Swedes sort names."""
    rows = session.exec(select(Library.id, Library.name).where(Library.region_id == region_id))
    names = (LibraryName(library_id, name) for library_id, name in rows if library_id is not None)
    return tuple(sorted(names, key=lambda library: swedish_order(library.name)))


_SWEDISH_LAST = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def swedish_order(name: str) -> str:
    """A key that sorts å, ä and ö last, as Swedish does and code points do not."""
    return name.casefold().translate(_SWEDISH_LAST)
