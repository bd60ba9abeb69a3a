"""Tables out of the database, with the columns that the import reads: export, then import, changes
nothing. pandas and openpyxl are loaded when they are first used, not when a process starts.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, Select, and_, exists, null, or_, select
from sqlmodel import Session

from goals.record import Area
from storage.imports.csv_file import guarded
from storage.imports.kinds import COLUMNS, ImportKind
from storage.imports.spells import UNKNOWN_START
from storage.regions import swedish_order
from storage.tables import METADATA, Platform, ResourceStatus, Role

if TYPE_CHECKING:
    from pandas import DataFrame

ENDINGS = frozenset({".csv", ".xlsx"})  # of files that tables are written to

_LIBRARY = METADATA.tables["library"]
_MEMBER = METADATA.tables["member"]
_EMPLOYMENT = METADATA.tables["employment"]
_IDENTITY = METADATA.tables["identity"]
_REGISTRATION = METADATA.tables["registration"]
_RESOURCE = METADATA.tables["resource"]
_COMPLETION = METADATA.tables["completion"]
_ASSESSMENT = METADATA.tables["self_assessment"]
_PLAN = METADATA.tables["action_plan"]
_COUNT = METADATA.tables["tutoring_count"]
_CHANNEL = METADATA.tables["channel"]

_AT_WORK = and_(_EMPLOYMENT.c.member_id == _MEMBER.c.id, _EMPLOYMENT.c.confirmed_at.is_not(None))

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML
Line = tuple[Any, ...]


def export_table(
    session: Session,
    kind: ImportKind,
    region_id: int,
    *,
    with_results: bool = False,
    tenant: str | None = None,
) -> "DataFrame":
    """A kind of table of a region, in Swedish order, as dates, decimals and words.

    Members without an e-mail address and unconfirmed employments are left out, since a file
    cannot tell them, and so are resources that are only proposed, and what was done of these or
    by those: the files build a region anew. The results of self-assessments are the members'
    own: they are left out too unless `with_results` asks for them by name, which only a member's
    own data or a move of the whole database should do. `slack_user_id` is filled in for one
    workspace, `tenant`.
    """
    from pandas import DataFrame  # noqa: PLC0415

    columns = COLUMNS[kind].all
    if kind is ImportKind.ASSESSMENTS and not with_results:
        columns = COLUMNS[kind].required
    statement = _STATEMENTS[kind](region_id)
    lines: list[Line] = [_LINES[kind](row) for row in session.connection().execute(statement)]
    if kind is ImportKind.STAFF:
        accounts = _accounts(session, region_id, tenant)
        offices = session.connection().execute(_offices(region_id))
        lines += [_staff_line(row) for row in offices]
        lines = [_with_account(line, accounts) for line in lines]
    ordered = sorted((line[: len(columns)] for line in lines), key=_swedish)
    return DataFrame(ordered, columns=list(columns), dtype=object)


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
        select(_MEMBER.c.email, _RESOURCE.c.title, _COMPLETION.c.completed_on)
        .join(_MEMBER, _MEMBER.c.id == _COMPLETION.c.member_id)
        .join(_RESOURCE, _RESOURCE.c.id == _COMPLETION.c.resource_id)
        .where(*_told(region_id), _RESOURCE.c.status == ResourceStatus.APPROVED)
    )


def _assessments(region_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            _MEMBER.c.email,
            _ASSESSMENT.c.taken_on,
            *(_ASSESSMENT.c[area.value] for area in Area),
        )
        .join(_MEMBER, _MEMBER.c.id == _ASSESSMENT.c.member_id)
        .where(*_told(region_id))
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


def _staff(region_id: int) -> Select[*tuple[Any, ...]]:
    """A line an employment, and one for each coordinator without any."""
    return (
        select(
            _LIBRARY.c.name,
            _MEMBER.c.name,
            _MEMBER.c.email,
            _MEMBER.c.role,
            _MEMBER.c.id,
            _REGISTRATION.c.registered_on,
            _EMPLOYMENT.c.starts_on,
            _EMPLOYMENT.c.ends_on,
            _EMPLOYMENT.c.chief,
        )
        .select_from(_MEMBER)
        .outerjoin(_EMPLOYMENT, _AT_WORK)
        .outerjoin(_LIBRARY, _LIBRARY.c.id == _EMPLOYMENT.c.library_id)
        .outerjoin(_REGISTRATION, _REGISTRATION.c.member_id == _MEMBER.c.id)
        .where(*_told(region_id))
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


def _offices(region_id: int) -> Select[*tuple[Any, ...]]:
    """A line without a library for each coordinator who has worked at one and is to be one since.

    The others have theirs from `_staff`.
    """
    nothing = (null(), null(), null())
    return (
        select(
            null(),
            _MEMBER.c.name,
            _MEMBER.c.email,
            _MEMBER.c.role,
            _MEMBER.c.id,
            _REGISTRATION.c.registered_on,
            *nothing,
        )
        .select_from(_MEMBER)
        .outerjoin(_REGISTRATION, _REGISTRATION.c.member_id == _MEMBER.c.id)
        .where(
            *_told(region_id),
            _MEMBER.c.role == Role.COORDINATOR,
            _MEMBER.c.coordinator_since.is_not(None),
            exists().where(_AT_WORK).correlate(_MEMBER),
        )
    )


def _told(region_id: int) -> Line:
    """The members that a staff file tells of; no file tells of others."""
    return (
        _MEMBER.c.region_id == region_id,
        _MEMBER.c.email.is_not(None),
        or_(exists().where(_AT_WORK).correlate(_MEMBER), _MEMBER.c.role == Role.COORDINATOR),
    )


def _accounts(session: Session, region_id: int, tenant: str | None) -> Mapping[int, str]:
    rows = session.connection().execute(
        select(_IDENTITY.c.member_id, _IDENTITY.c.user_id)
        .join(_MEMBER, _MEMBER.c.id == _IDENTITY.c.member_id)
        .where(
            _MEMBER.c.region_id == region_id,
            _IDENTITY.c.platform == Platform.SLACK,
            _IDENTITY.c.tenant == tenant,
        )
        .order_by(_IDENTITY.c.id.desc())
    )
    return {row[0]: row[1] for row in rows}


def _with_account(line: Line, accounts: Mapping[int, str]) -> Line:
    return (*line[:4], accounts.get(line[4]), *line[5:])


def _resource_line(row: Row[*tuple[Any, ...]]) -> Line:
    title, url, kind, topic, leadership = tuple(row)
    return title, url, kind.value, topic, _yes(leadership)


def _plan_line(row: Row[*tuple[Any, ...]]) -> Line:
    library, status, *rest = row
    return library, status.value, *rest


def _staff_line(row: Row[*tuple[Any, ...]]) -> Line:
    """A start that nobody told is an empty cell, as it was."""
    library, name, email, role, member_id, registered_on, starts_on, ends_on, chief = row
    started_on = None if starts_on == UNKNOWN_START else starts_on
    said = None if library is None else _yes(chief)
    return library, name, email, role.value, member_id, registered_on, started_on, ends_on, said


def _channel_line(row: Row[*tuple[Any, ...]]) -> Line:
    library, platform, *rest = row
    return library, platform.value, *rest


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _swedish(line: Line) -> tuple[str, ...]:
    return tuple(swedish_order("" if cell is None else str(cell)) for cell in line)


_STATEMENTS: Mapping[ImportKind, Callable[[int], Select[*tuple[Any, ...]]]] = {
    ImportKind.LIBRARIES: _libraries,
    ImportKind.STAFF: _staff,
    ImportKind.RESOURCES: _resources,
    ImportKind.COMPLETIONS: _completions,
    ImportKind.ASSESSMENTS: _assessments,
    ImportKind.PLANS: _plans,
    ImportKind.TUTORING: _tutoring,
    ImportKind.CHANNELS: _channels,
}
_LINES: Mapping[ImportKind, Callable[[Row[*tuple[Any, ...]]], Line]] = {
    ImportKind.LIBRARIES: tuple,
    ImportKind.STAFF: _staff_line,
    ImportKind.RESOURCES: _resource_line,
    ImportKind.COMPLETIONS: tuple,
    ImportKind.ASSESSMENTS: tuple,
    ImportKind.PLANS: _plan_line,
    ImportKind.TUTORING: tuple,  # a month by its first day: of 2020-04 Excel makes words
    ImportKind.CHANNELS: _channel_line,
}


def write_table(frame: "DataFrame", path: Path) -> None:
    """Write a table as its file's ending says: `.xlsx`, or `.csv` as Excel in Sweden opens it.

    In CSV a cell that Excel would run as a formula gets an apostrophe before it, which the
    import takes away again. Raises ValueError for another ending.
    """
    match path.suffix.lower():
        case ".csv":
            _write_csv(frame, path)
        case ".xlsx":
            _write_xlsx(frame, path)
        case ending:
            raise ValueError(
                f"a table is written as .csv or .xlsx, not {ending or 'without ending'}"
            )


def _write_csv(frame: "DataFrame", path: Path) -> None:
    cells = frame.map(_csv_cell)
    cells.to_csv(path, index=False, sep=";", encoding="utf-8-sig", lineterminator="\r\n")


def _csv_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return guarded(str(value))


def _write_xlsx(frame: "DataFrame", path: Path) -> None:
    from openpyxl import Workbook  # noqa: PLC0415

    with path.open("wb") as file:  # before the rows: openpyxl cleans nothing up after a refusal
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.freeze_panes = "A2"
        for line in [tuple(frame.columns), *frame.itertuples(index=False, name=None)]:
            sheet.append([_xlsx_cell(sheet, value) for value in line])
        book.save(file)


def writable(words: str) -> str:
    """The words without what no workbook can hold."""
    return _UNWRITABLE.sub("", words)


def _xlsx_cell(sheet: Any, value: object) -> Any:
    """A value that openpyxl writes as it is: words never as a formula, nor with control codes."""
    if not isinstance(value, str):
        return value
    words = writable(value)
    if not words.startswith("="):
        return words
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    cell = WriteOnlyCell(sheet, value=words)
    cell.data_type = "s"
    return cell
