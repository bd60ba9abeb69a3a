"""What each kind of file but the staff's tells of a region: the statement, and a row as a line."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Row, Select, select

from goals.record import Area
from storage.exports.staff import MEMBER, Line, told, yes_or_no
from storage.imports.kinds import ImportKind
from storage.tables import METADATA, ResourceStatus

_LIBRARY = METADATA.tables["library"]
_RESOURCE = METADATA.tables["resource"]
_COMPLETION = METADATA.tables["completion"]
_ASSESSMENT = METADATA.tables["self_assessment"]
_PLAN = METADATA.tables["action_plan"]
_COUNT = METADATA.tables["tutoring_count"]
_CHANNEL = METADATA.tables["channel"]


def _libraries(region_id: int) -> Select[*tuple[Any, ...]]:
    columns = _LIBRARY.c
    return select(
        columns.name, columns.municipality, columns.municipality_code, columns.sigel
    ).where(columns.region_id == region_id)


def _resources(region_id: int) -> Select[*tuple[Any, ...]]:
    columns = _RESOURCE.c
    return select(
        columns.title, columns.url, columns.kind, columns.topic, columns.leadership
    ).where(columns.region_id == region_id, columns.status == ResourceStatus.APPROVED)


def _completions(region_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(MEMBER.c.email, _RESOURCE.c.title, _COMPLETION.c.completed_on)
        .join(MEMBER, MEMBER.c.id == _COMPLETION.c.member_id)
        .join(_RESOURCE, _RESOURCE.c.id == _COMPLETION.c.resource_id)
        .where(*told(region_id), _RESOURCE.c.status == ResourceStatus.APPROVED)
    )


def _assessments(region_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            MEMBER.c.email,
            _ASSESSMENT.c.taken_on,
            *(_ASSESSMENT.c[area.value] for area in Area),
        )
        .join(MEMBER, MEMBER.c.id == _ASSESSMENT.c.member_id)
        .where(*told(region_id))
    )


def _plans(region_id: int) -> Select[*tuple[Any, ...]]:
    columns = _PLAN.c
    return (
        select(
            _LIBRARY.c.name, columns.status, columns.adopted_on, columns.valid_until, columns.link
        )
        .join(_LIBRARY, _LIBRARY.c.id == columns.library_id)
        .where(_LIBRARY.c.region_id == region_id)
    )


def _tutoring(region_id: int) -> Select[*tuple[Any, ...]]:
    columns = _COUNT.c
    return (
        select(_LIBRARY.c.name, columns.month, columns.adults, columns.children)
        .join(_LIBRARY, _LIBRARY.c.id == columns.library_id)
        .where(_LIBRARY.c.region_id == region_id)
    )


def _channels(region_id: int) -> Select[*tuple[Any, ...]]:
    """A line a channel; the region's own has no library."""
    columns = _CHANNEL.c
    return (
        select(
            _LIBRARY.c.name,
            columns.platform,
            columns.tenant,
            columns.channel_id,
            columns.weekday,
            columns.hour,
        )
        .select_from(_CHANNEL)
        .outerjoin(_LIBRARY, _LIBRARY.c.id == columns.library_id)
        .where(columns.region_id == region_id)
    )


def _resource_line(row: Row[*tuple[Any, ...]]) -> Line:
    title, url, kind, topic, leadership = tuple(row)
    return title, url, kind.value, topic, yes_or_no(leadership)


def _plan_line(row: Row[*tuple[Any, ...]]) -> Line:
    library, status, *rest = row
    return library, status.value, *rest


def _channel_line(row: Row[*tuple[Any, ...]]) -> Line:
    library, platform, *rest = row
    return library, platform.value, *rest


STATEMENTS: Mapping[ImportKind, Callable[[int], Select[*tuple[Any, ...]]]] = {
    ImportKind.LIBRARIES: _libraries,
    ImportKind.RESOURCES: _resources,
    ImportKind.COMPLETIONS: _completions,
    ImportKind.ASSESSMENTS: _assessments,
    ImportKind.PLANS: _plans,
    ImportKind.TUTORING: _tutoring,
    ImportKind.CHANNELS: _channels,
}
LINES: Mapping[ImportKind, Callable[[Row[*tuple[Any, ...]]], Line]] = {
    ImportKind.LIBRARIES: tuple,
    ImportKind.RESOURCES: _resource_line,
    ImportKind.COMPLETIONS: tuple,
    ImportKind.ASSESSMENTS: tuple,
    ImportKind.PLANS: _plan_line,
    ImportKind.TUTORING: tuple,  # a month by its first day: of 2020-04 Excel makes words
    ImportKind.CHANNELS: _channel_line,
}
