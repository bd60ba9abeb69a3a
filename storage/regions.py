"""Regions and the workspaces they are served in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import String, bindparam, cast, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from goals.record import ResourceKind
from goals.rules import GrowthMeasure, Rules
from storage.keys import name_key
from storage.tables import Channel, GoalSetting, Installation, Library, Platform, Region


@dataclass(frozen=True, slots=True)
class RegionSettings:
    """What a request needs to know of its region."""

    region_id: int
    name: str
    zone: ZoneInfo
    language: str
    rules: Rules
    july_pause: bool = True
    starts_on: date | None = None  # of the programme here


@dataclass(frozen=True, slots=True)
class LibraryName:
    """A library to choose, and the municipality whose it is."""

    library_id: int
    name: str
    municipality: str = field(default="", compare=False)


_SETTING = GoalSetting.__table__.c  # type: ignore[attr-defined]
_OWN_GOALS = (  # a region's own targets and deadlines as one text: "digiteket=60@2027-12-31"
    core_select(
        func.aggregate_strings(
            _SETTING.goal
            + "="
            + func.coalesce(cast(_SETTING.target, String), "")
            + "@"
            + func.coalesce(cast(_SETTING.deadline, String), ""),
            ",",
        )
    )
    .where(_SETTING.region_id == Region.id)
    .scalar_subquery()
)
SETTINGS: tuple[Any, ...] = (  # what `settings_from` takes, in its order
    col(Region.id),
    col(Region.name),
    col(Region.timezone),
    col(Region.language),
    col(Region.counted_kinds),
    col(Region.growth_measure),
    col(Region.baseline_year),
    col(Region.july_pause),
    col(Region.starts_on).label("programme_starts_on"),
    col(Region.ends_on).label("programme_ends_on"),
    _OWN_GOALS.label("own_goals"),
)
_IN_ORDER = core_select(*SETTINGS).order_by(col(Region.id))
_OF_REGION = core_select(*SETTINGS).where(col(Region.id) == bindparam("of_region"))


@lru_cache(maxsize=1_000)
def settings_from(  # noqa: PLR0917 (a row's columns)
    region_id: int,
    name: str,
    timezone: str,
    language: str,
    counted_kinds: str,
    measure: str,
    baseline_year: int,
    july_pause: bool,
    starts_on: date | None,
    ends_on: date | None,
    own_goals: str | None,
) -> RegionSettings:
    """The settings that a region's columns say; every request asks, and they seldom change."""
    own = [_own_goal(setting) for setting in (own_goals or "").split(",") if setting]
    rules = Rules(
        counted_kinds=frozenset(ResourceKind(kind) for kind in counted_kinds.split(",") if kind),
        growth_measure=GrowthMeasure(measure),
        targets={goal: int(target) for goal, target, _ in own if target},
        deadlines={goal: date.fromisoformat(day) for goal, _, day in own if day},
        baseline_year=baseline_year,
        ends_on=ends_on,
    )
    zone = ZoneInfo(timezone)
    return RegionSettings(region_id, name, zone, language, rules, july_pause, starts_on)


def _own_goal(setting: str) -> tuple[str, str, str]:
    """The goal, its target and its deadline; either may be empty."""
    goal, _, own = setting.partition("=")
    target, _, deadline = own.partition("@")
    return goal, target, deadline


def the_region(session: Session, name: str | None = None) -> RegionSettings | None:
    """The region of a name, or of a part that no other name has; without a name the first one."""
    known = regions(session)
    if name is None:
        return known[0] if known else None
    key = name_key(name)
    exact = [region for region in known if name_key(region.name) == key]
    found = exact or [region for region in known if key and key in name_key(region.name)]
    return found[0] if len(found) == 1 else None


def regions(session: Session) -> tuple[RegionSettings, ...]:
    """Every region, the first first."""
    rows = session.connection().execute(_IN_ORDER)
    return tuple(settings_from(*row) for row in rows)


def region_settings(session: Session, region_id: int) -> RegionSettings:
    """The settings of a region. Raises sqlalchemy.exc.NoResultFound for one that is none."""
    row = session.connection().execute(_OF_REGION, {"of_region": region_id}).one()
    return settings_from(*row)


@dataclass(frozen=True, slots=True)
class FirstRegion:
    """What a new region begins with; a database that has none gets the settings' own."""

    name: str
    language: str = "sv"
    timezone: str = "Europe/Stockholm"


def ensure_region(session: Session, first: FirstRegion) -> RegionSettings:
    """The first region, made on a database that has none."""
    return the_region(session) or add_region(session, first)


def add_region(session: Session, new: FirstRegion) -> RegionSettings:
    """One more region, which counts as the programme does. Its name is nobody else's yet."""
    rules = Rules()
    region = Region(
        name=new.name,
        language=new.language,
        timezone=new.timezone,
        counted_kinds=",".join(sorted(rules.counted_kinds)),
        growth_measure=rules.growth_measure,
    )
    session.add(region)
    session.flush()
    assert region.id is not None  # noqa: S101 (it was just stored)
    return region_settings(session, region.id)


def ensure_installation(
    session: Session, region_id: int, platform: Platform, tenant: str, name: str
) -> None:
    """Remember that a workspace is served for a region; a known one stays as it is."""
    known = session.exec(
        select(Installation).where(Installation.platform == platform, Installation.tenant == tenant)
    ).first()
    if known is None:
        session.add(Installation(region_id=region_id, platform=platform, tenant=tenant, name=name))


def link_installation(
    session: Session, region_id: int, platform: Platform, tenant: str, name: str
) -> None:
    """Let a workspace be served for a region, whichever it was served for before.

    A channel that was linked in the region before is so no more: its library is not this region's.
    """
    known = session.exec(
        select(Installation).where(Installation.platform == platform, Installation.tenant == tenant)
    ).first()
    if known is None:
        ensure_installation(session, region_id, platform, tenant, name)
        return
    known.region_id = region_id
    for channel in session.exec(
        select(Channel).where(Channel.platform == platform, Channel.tenant == tenant)
    ):
        if channel.region_id != region_id:
            session.delete(channel)


def tenants_of(session: Session, region_id: int) -> tuple[str, ...]:
    """The workspaces that a region is served in: `slack T0123`."""
    rows = session.exec(
        select(Installation)
        .where(Installation.region_id == region_id)
        .order_by(col(Installation.platform), col(Installation.tenant))
    )
    return tuple(f"{row.platform.value} {row.tenant}" for row in rows)


def named(name: str, libraries: Sequence[LibraryName]) -> LibraryName | None:
    """The one library whose name is, or else begins with, what was said."""
    key = name_key(name)
    exact = [each for each in libraries if name_key(each.name) == key]
    found = exact or [each for each in libraries if name_key(each.name).startswith(key)]
    return found[0] if key and len(found) == 1 else None


def libraries_of(session: Session, region_id: int) -> tuple[LibraryName, ...]:
    """The region's libraries, in the order that Swedes sort names."""
    rows = session.exec(
        select(Library.id, Library.name, Library.municipality).where(Library.region_id == region_id)
    )
    names = (LibraryName(id_, name, place) for id_, name, place in rows if id_ is not None)
    return tuple(sorted(names, key=lambda library: swedish_order(library.name)))


def library_of(session: Session, region_id: int, library_id: int) -> LibraryName | None:
    """A library of the region, or None."""
    library = session.get(Library, library_id)
    if library is None or library.region_id != region_id:
        return None
    return LibraryName(library_id, library.name)


_SWEDISH_LAST = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def swedish_order(name: str) -> str:
    """A key that sorts å, ä and ö last, as Swedish does and code points do not."""
    return name.casefold().translate(_SWEDISH_LAST)
