"""What members have reported, read as the records that the goals' rules judge.

Four statements for any number of members, never one a member.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Row, ScalarSelect, Select, select
from sqlmodel import Session

from goals.progress import Source
from goals.record import Area, Assessed, Finished, Growth, Record
from storage.achieved import ASSESSMENT, COMPLETION, GROWTH_REPORT, REGISTRATION, RESOURCE
from storage.tables import ResourceStatus

Whose = Callable[[Column[int]], ColumnElement[bool]]
Found = Row[*tuple[Any, ...]]
Fact = TypeVar("Fact")


class Facts:
    """What some members have done: `whose` says of a column of member ids which are meant.

    Finished resources are those of one region: the others count for none of its goals.
    """

    def __init__(self, whose: Whose, region: ScalarSelect[int]) -> None:
        self._finished = _finished(whose).where(RESOURCE.c.region_id == region)
        self._registered = select(
            REGISTRATION.c.member_id, REGISTRATION.c.registered_on, REGISTRATION.c.source
        ).where(whose(REGISTRATION.c.member_id))
        self._assessed = _assessed(whose)
        self._growth = _growth(whose)

    def records(
        self, session: Session, given: Mapping[str, Any], members: Iterable[int]
    ) -> dict[int, Record]:
        """The record of each member, by id; who has reported nothing has an empty one."""

        def rows(statement: Select[*tuple[Any, ...]]) -> Iterable[Found]:
            return session.connection().execute(statement, given)

        finished = _grouped(rows(self._finished), _as_finished)
        registered = {row.member_id: row for row in rows(self._registered)}
        assessed = _grouped(rows(self._assessed), _as_assessed)
        growth = _grouped(rows(self._growth), _as_growth)
        return {
            member: Record(
                finished=tuple(finished[member]),
                registered_on=registered[member].registered_on if member in registered else None,
                assessed=tuple(assessed[member]),
                growth=tuple(growth[member]),
                registration_certified=member in registered and _certified(registered[member]),
            )
            for member in members
        }


def _finished(whose: Whose) -> Select[*tuple[Any, ...]]:
    return (
        select(
            COMPLETION.c.member_id,
            COMPLETION.c.resource_id,
            RESOURCE.c.kind,
            RESOURCE.c.status,
            RESOURCE.c.leadership,
            COMPLETION.c.completed_on,
            COMPLETION.c.source,
        )
        .join(RESOURCE, RESOURCE.c.id == COMPLETION.c.resource_id)
        .where(whose(COMPLETION.c.member_id))
        .order_by(COMPLETION.c.completed_on, COMPLETION.c.id)
    )


def _assessed(whose: Whose) -> Select[*tuple[Any, ...]]:
    results = (ASSESSMENT.c[area] for area in Area)
    return (
        select(ASSESSMENT.c.member_id, ASSESSMENT.c.taken_on, ASSESSMENT.c.source, *results)
        .where(whose(ASSESSMENT.c.member_id))
        .order_by(ASSESSMENT.c.taken_on)
    )


def _growth(whose: Whose) -> Select[*tuple[Any, ...]]:
    return (
        select(GROWTH_REPORT.c.member_id, GROWTH_REPORT.c.reported_on, GROWTH_REPORT.c.developed)
        .where(whose(GROWTH_REPORT.c.member_id))
        .order_by(GROWTH_REPORT.c.reported_on)
    )


def _grouped(rows: Iterable[Found], read: Callable[[Found], Fact]) -> dict[int, list[Fact]]:
    """The facts of each member, in the order of the rows."""
    facts: defaultdict[int, list[Fact]] = defaultdict(list)
    for row in rows:
        facts[row.member_id].append(read(row))
    return facts


def _as_finished(row: Found) -> Finished:
    return Finished(
        row.resource_id,
        row.kind,
        row.status is ResourceStatus.APPROVED,
        row.completed_on,
        row.leadership,
        _certified(row),
    )


def _as_assessed(row: Found) -> Assessed:
    results = {area: getattr(row, area) for area in Area}
    known = {area: mean for area, mean in results.items() if mean is not None}
    return Assessed(row.taken_on, known, _certified(row))


def _certified(row: Found) -> bool:
    return row.source is Source.CONFIRMED


def _as_growth(row: Found) -> Growth:
    return Growth(row.reported_on, row.developed)
