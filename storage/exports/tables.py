"""Tables out of the database, with the columns that the import reads: export, then import, changes
nothing.
"""

from typing import TYPE_CHECKING

from sqlmodel import Session

from storage.exports.staff import Line, staff_lines
from storage.exports.statements import LINES, STATEMENTS
from storage.imports.kinds import COLUMNS, ImportKind
from storage.regions import swedish_order

if TYPE_CHECKING:
    from pandas import DataFrame


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
    lines = (
        staff_lines(session, region_id, tenant)
        if kind is ImportKind.STAFF
        else _lines(session, kind, region_id)
    )
    ordered = sorted((line[: len(columns)] for line in lines), key=_swedish)
    return DataFrame(ordered, columns=list(columns), dtype=object)


def _lines(session: Session, kind: ImportKind, region_id: int) -> list[Line]:
    rows = session.connection().execute(STATEMENTS[kind](region_id))
    return [LINES[kind](row) for row in rows]


def _swedish(line: Line) -> tuple[str, ...]:
    return tuple(swedish_order("" if cell is None else str(cell)) for cell in line)
