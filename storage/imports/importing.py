"""Importing a table of any kind, all rows or none."""

from collections.abc import Callable, Mapping

from sqlalchemy import insert, select
from sqlmodel import Session

from storage.imports.assessments import Assessments
from storage.imports.channels import Channels
from storage.imports.completions import Completions
from storage.imports.context import ImportContext, ImportResult, OnRow
from storage.imports.kinds import ImportKind, check_columns
from storage.imports.libraries import Libraries
from storage.imports.merging import import_rows
from storage.imports.plans import Plans
from storage.imports.resources import Resources
from storage.imports.staff import import_staff
from storage.imports.table import Table
from storage.imports.tutoring import Tutoring
from storage.tables import METADATA

_REGION = METADATA.tables["region"]
_AUDIT = insert(METADATA.tables["audit_event"])

_Import = Callable[[Session, ImportContext, Table, OnRow | None], ImportResult]
_IMPORTS: Mapping[ImportKind, _Import] = {
    ImportKind.LIBRARIES: lambda session, context, table, on_row: import_rows(
        Libraries(session, context), table, on_row
    ),
    ImportKind.STAFF: import_staff,
    ImportKind.RESOURCES: lambda session, context, table, on_row: import_rows(
        Resources(session, context), table, on_row
    ),
    ImportKind.COMPLETIONS: lambda session, context, table, on_row: import_rows(
        Completions(session, context), table, on_row
    ),
    ImportKind.ASSESSMENTS: lambda session, context, table, on_row: import_rows(
        Assessments(session, context), table, on_row
    ),
    ImportKind.PLANS: lambda session, context, table, on_row: import_rows(
        Plans(session, context), table, on_row
    ),
    ImportKind.TUTORING: lambda session, context, table, on_row: import_rows(
        Tutoring(session, context), table, on_row
    ),
    ImportKind.CHANNELS: lambda session, context, table, on_row: import_rows(
        Channels(session, context), table, on_row
    ),
}


def import_table(
    session: Session,
    kind: ImportKind,
    table: Table,
    context: ImportContext,
    on_row: OnRow | None = None,
) -> ImportResult:
    """Import a table within the caller's writing transaction.

    `on_row` is told how many rows have been read. Raises ImportRefusedError with every problem,
    before anything is written, and sqlalchemy.exc.NoResultFound for a region that is none.
    """
    check_columns(kind, table)
    _wait_for_other_imports(session, context.region_id)
    result = _IMPORTS[kind](session, context, table, on_row)
    event = {
        "at": context.now,
        "actor_id": context.actor_id,
        "action": f"import.{kind.value}",
        "object_id": context.region_id,
    }
    session.connection().execute(_AUDIT, event)
    return result


def _wait_for_other_imports(session: Session, region_id: int) -> None:
    """Two imports into one region go one after the other; reports from staff go on meanwhile."""
    statement = select(_REGION.c.id).where(_REGION.c.id == region_id)
    session.connection().execute(statement.with_for_update(key_share=True)).one()
