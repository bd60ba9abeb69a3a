"""Regions and the workspaces they are served in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import String, cast, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from goals.record import ResourceKind
from goals.rules import GrowthMeasure, Rules
from storage.keys import name_key
from storage.tables import GoalSetting, Installation, Library, Platform, Region


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
    municipality: str = ""


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
    """The region of a name, or, without a name, the first one."""
    statement = core_select(*SETTINGS).order_by(col(Region.id)).limit(1)
    if name is not None:
        statement = statement.where(col(Region.name) == name)
    row = session.connection().execute(statement).first()
    return None if row is None else settings_from(*row)


def regions(session: Session) -> tuple[RegionSettings, ...]:
    """Every region, the first first."""
    rows = session.connection().execute(core_select(*SETTINGS).order_by(col(Region.id)))
    return tuple(settings_from(*row) for row in rows)


def region_settings(session: Session, region_id: int) -> RegionSettings:
    """The settings of a region. Raises sqlalchemy.exc.NoResultFound for one that is none."""
    statement = core_select(*SETTINGS).where(col(Region.id) == region_id)
    return settings_from(*session.connection().execute(statement).one())


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
    made = the_region(session, first.name)
    assert made is not None  # noqa: S101 (it was just stored)
    return made


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
    rows = session.exec(
        select(Library.id, Library.name, Library.municipality).where(Library.region_id == region_id)
    )
    names = (LibraryName(id_, name, place) for id_, name, place in rows if id_ is not None)
    return tuple(sorted(names, key=lambda library: swedish_order(library.name)))


_SWEDISH_LAST = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def swedish_order(name: str) -> str:
    """A key that sorts å, ä and ö last, as Swedish does and code points do not."""
    return name.casefold().translate(_SWEDISH_LAST)
