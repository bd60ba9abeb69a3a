"""Whether somebody has recorded anything since a message to them was sent."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, exists, or_

from storage.tables import METADATA

_REPORTS = tuple(
    METADATA.tables[name]
    for name in ("completion", "self_assessment", "registration", "growth_report")
)


def answered(delivery: FromClause) -> ColumnElement[bool]:
    """Whether the member whom a sent delivery went to has reported something after it."""
    return or_(*(_reported(table, delivery) for table in _REPORTS))


def _reported(table: Any, delivery: FromClause) -> ColumnElement[bool]:
    later = table.c.reported_at > delivery.c.sent_at
    return exists().where(table.c.member_id == delivery.c.member_id, later).correlate(delivery)
