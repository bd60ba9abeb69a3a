"""The goals' rules once more, as SQL conditions on one member: what `goals` decides, counted fast.

Every condition looks only as far as it must: one row says that a self-assessment was taken, the
second finished resource that there are two. The day is the bind parameter `on`.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Exists,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    exists,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
)

from goals import digiteket, growth, leadership, self_assessment
from goals.progress import Source
from goals.record import Area, ResourceKind
from goals.rules import GrowthMeasure, Rules
from storage.roster import ON
from storage.tables import METADATA, ResourceStatus

ASSESSMENT = METADATA.tables["self_assessment"]
COMPLETION = METADATA.tables["completion"]
PLAN = METADATA.tables["action_plan"]
GROWTH_REPORT = METADATA.tables["growth_report"]
REGISTRATION = METADATA.tables["registration"]
RESOURCE = METADATA.tables["resource"]

_ONE = literal_column("1", Integer)
_NOTHING = literal_column("0", Integer)
_NO = literal_column("false", Boolean)

Member = ColumnElement[int]
Region = ColumnElement[int]


@dataclass(frozen=True, slots=True)
class Way:
    """How a region counts: what a statement is built for, once."""

    kinds: frozenset[ResourceKind]
    growth_measure: GrowthMeasure
    certified: bool = False  # only what somebody has certified

    @classmethod
    def of(cls, rules: Rules) -> "Way":
        """What counting needs of a region's rules."""
        return cls(rules.counted_kinds, rules.growth_measure)


def conditions(member: Member, region: Region, way: Way) -> dict[str, ColumnElement[bool]]:
    """Whether a member has achieved each goal, by goal key; resources are the region's."""
    return {
        self_assessment.KEY: _assessed(member, way),
        digiteket.KEY: and_(_registered(member, way), _finished_enough(member, region, way)),
        growth.KEY: _NO if way.certified else _grew(member, way.growth_measure),
        leadership.KEY: _led(member, region, way),
    }


def has_valid_plan(library: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the plan that a library adopted last is valid on the day."""
    return _yes(
        select(or_(PLAN.c.valid_until.is_(None), PLAN.c.valid_until >= ON))
        .where(PLAN.c.library_id == library, PLAN.c.adopted_on <= ON)
        .order_by(PLAN.c.adopted_on.desc())
    )


def _trusted(table: FromClause, way: Way) -> tuple[ColumnElement[bool], ...]:
    """That somebody has certified a row, where only such count."""
    return (table.c.source == _word(Source.CONFIRMED),) if way.certified else ()


def _assessed(member: Member, way: Way) -> ColumnElement[bool]:
    return _any(
        ASSESSMENT.c.member_id == member, ASSESSMENT.c.taken_on <= ON, *_trusted(ASSESSMENT, way)
    )


def _registered(member: Member, way: Way) -> ColumnElement[bool]:
    return _any(
        REGISTRATION.c.member_id == member,
        REGISTRATION.c.registered_on <= ON,
        *_trusted(REGISTRATION, way),
    )


def _finished_enough(member: Member, region: Region, way: Way) -> ColumnElement[bool]:
    """Whether the last of the needed resources is there: a member's completions are distinct.

    Resources are looked up one by one, until there are enough; a join would read the catalogue.
    """
    counts = (
        select(
            and_(
                RESOURCE.c.region_id == region,
                RESOURCE.c.status == _word(ResourceStatus.APPROVED),
                RESOURCE.c.kind.in_([_word(kind) for kind in sorted(way.kinds)]),
            )
        )
        .where(RESOURCE.c.id == COMPLETION.c.resource_id)
        .correlate_except(RESOURCE)
        .scalar_subquery()
    )
    return (
        select(_ONE)
        .where(*_by_now(member, way), counts)
        .limit(_ONE)
        .offset(literal_column(str(digiteket.RESOURCES_NEEDED - 1)))
        .exists()
    )


def _by_now(member: Member, way: Way) -> tuple[ColumnElement[bool], ...]:
    """What a member had finished by the day."""
    return (
        COMPLETION.c.member_id == member,
        COMPLETION.c.completed_on <= ON,
        *_trusted(COMPLETION, way),
    )


def _led(member: Member, region: Region, way: Way) -> ColumnElement[bool]:
    """Whether a finished resource counts as leadership training, whatever its kind."""
    counts = (
        select(
            and_(
                RESOURCE.c.region_id == region,
                RESOURCE.c.status == _word(ResourceStatus.APPROVED),
                RESOURCE.c.leadership,
            )
        )
        .where(RESOURCE.c.id == COMPLETION.c.resource_id)
        .correlate_except(RESOURCE)
        .scalar_subquery()
    )
    return _any(*_by_now(member, way), counts)


def _grew(member: Member, measure: GrowthMeasure) -> ColumnElement[bool]:
    match measure:
        case GrowthMeasure.PAIRED:
            return _paired(member)
        case GrowthMeasure.REPORTED:
            return _reported(member)
        case GrowthMeasure.EITHER:
            return or_(_reported(member), _paired(member))


def _paired(member: Member) -> ColumnElement[bool]:
    """Whether the results rose from the first to the latest, over the areas in common.

    Of all pairs of self-assessments with results, these two are first in this order.
    """
    first, latest = ASSESSMENT.alias("first"), ASSESSMENT.alias("latest")
    return _yes(
        select(reduce(add, (_rise(first.c[area], latest.c[area]) for area in Area)) > _NOTHING)
        .where(
            *(
                condition
                for taken in (first, latest)
                for condition in (
                    taken.c.member_id == member,
                    taken.c.taken_on <= ON,
                    or_(*(taken.c[area].is_not(None) for area in Area)),
                )
            )
        )
        .order_by(first.c.taken_on, latest.c.taken_on.desc())
    )


def _rise(first: ColumnElement[Any], latest: ColumnElement[Any]) -> ColumnElement[int]:
    """Hundredths from one result to another; an area that either lacks says nothing."""
    return func.coalesce(type_coerce(latest, Integer) - type_coerce(first, Integer), _NOTHING)


def _reported(member: Member) -> ColumnElement[bool]:
    """Whether the latest growth report says yes."""
    return _yes(
        select(GROWTH_REPORT.c.developed)
        .where(GROWTH_REPORT.c.member_id == member, GROWTH_REPORT.c.reported_on <= ON)
        .order_by(GROWTH_REPORT.c.reported_on.desc())
    )


def _any(*where: ColumnElement[bool]) -> Exists:
    return exists(_ONE).where(*where)


def _word(value: StrEnum) -> ColumnElement[str]:
    """An enum's value as it stands in the table: a constant costs nothing at each execution."""
    return literal_column(f"'{value}'", String)


def _yes(answers: Select[bool]) -> ColumnElement[bool]:
    """Whether the first answer is yes; no answer is none."""
    return func.coalesce(answers.limit(_ONE).scalar_subquery(), _NO)
