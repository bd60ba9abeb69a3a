"""Who is staff on a day, in SQL: a confirmed employment, and nobody who is on leave.

Statements made of these parts take the bind parameter `on`, the day. Spans of days are half-open.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)

from storage.tables import METADATA

ON = bindparam("on", type_=Date)

EMPLOYMENT = METADATA.tables["employment"]
LIBRARY = METADATA.tables["library"]
LEAVE = METADATA.tables["leave"]


def staff(*columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Distinct columns of the employments that count on the day, with their libraries."""
    return select(*columns).select_from(EMPLOYMENT).distinct().where(*_COUNTS)


def heads(*groups: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """One row a member of each group, who is `chief` (1 or 0) if any of the employments says so."""
    chief = func.max(case((EMPLOYMENT.c.chief, 1), else_=0)).label("chief")
    return (
        select(*groups, EMPLOYMENT.c.member_id, chief)
        .where(*_COUNTS)
        .group_by(*groups, EMPLOYMENT.c.member_id)
    )


def _spans(table: FromClause) -> ColumnElement[bool]:
    """Whether the day lies in a row's span."""
    return and_(table.c.starts_on <= ON, or_(table.c.ends_on.is_(None), table.c.ends_on > ON))


_ON_LEAVE = (
    exists().where(LEAVE.c.member_id == EMPLOYMENT.c.member_id, _spans(LEAVE)).correlate(EMPLOYMENT)
)
_COUNTS = (_spans(EMPLOYMENT), EMPLOYMENT.c.confirmed_at.is_not(None), ~_ON_LEAVE)
