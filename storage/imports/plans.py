"""`library, status, adopted_on, valid_until, link`: a library's action plans, one row each.

A plan is known by the day it was adopted, and a draft by its library. A row that says `none`
says that there is no plan, and takes none away.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import insert, select
from sqlmodel import Session

from storage.bulk import update_by_id, write
from storage.imports.cells import Cells
from storage.imports.context import ImportContext
from storage.imports.known import known_libraries
from storage.imports.merging import Merging
from storage.imports.problem import Wrong
from storage.links import LONGEST_LINK, https_link
from storage.tables import METADATA, PlanStatus

_PLAN = METADATA.tables["action_plan"]
_LIBRARY = METADATA.tables["library"]
_INSERT = insert(_PLAN)
_UPDATE = update_by_id(_PLAN, ("valid_until", "link", "reported_by", "reported_at"))


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan as a file tells it; `status` is None where a library is said to have none."""

    library_id: int
    status: PlanStatus | None
    adopted_on: date | None = None
    valid_until: date | None = None
    link: str | None = None


class Plans(Merging[Hashable, PlanRow]):
    """The action plans of the region's libraries."""

    def __init__(self, session: Session, context: ImportContext) -> None:
        super().__init__(session, context)
        self._libraries = known_libraries(session, context.region_id)

    def read(self, cells: Cells) -> PlanRow:
        """Read a row."""
        row = PlanRow(
            library_id=self._libraries.find(cells, "library"),
            status=cells.plan_status("status"),
            adopted_on=cells.day("adopted_on"),
            valid_until=cells.day("valid_until", future=True),
            link=_link(cells),
        )
        _check_days(row, cells)
        return row

    def keys(self, value: PlanRow) -> tuple[Hashable, ...]:
        """The library and the day of adoption; of a draft, or of none, that it is one."""
        return ((value.library_id, value.adopted_on or str(value.status)),)

    def stored(self, values: Sequence[PlanRow]) -> dict[Hashable, PlanRow]:
        """Every plan of the region, and that each library may have none: they are few."""
        columns = _PLAN.c
        connection = self.session.connection()
        in_region = _LIBRARY.c.region_id == self.context.region_id
        rows = connection.execute(
            select(
                columns.id,
                columns.library_id,
                columns.status,
                columns.adopted_on,
                columns.valid_until,
                columns.link,
            )
            .join(_LIBRARY, _LIBRARY.c.id == columns.library_id)
            .where(in_region)
        )
        found: dict[Hashable, PlanRow] = {row[0]: PlanRow(*row[1:]) for row in rows}
        libraries = connection.execute(select(_LIBRARY.c.id).where(in_region))
        return found | {("none", id_): PlanRow(id_, None) for id_ in libraries.scalars()}

    def merged(self, old: PlanRow, new: PlanRow) -> PlanRow:
        """The new words, and the old ones where a cell is empty."""
        return replace(
            old, valid_until=new.valid_until or old.valid_until, link=new.link or old.link
        )

    def write(self, added: Sequence[PlanRow], changed: Mapping[Hashable, PlanRow]) -> None:
        """Store plans."""
        updates = (
            {"row_id": key, "valid_until": row.valid_until, "link": row.link} | self._reported()
            for key, row in changed.items()
        )
        write(self.session, _UPDATE, updates)
        write(self.session, _INSERT, (_values(row) | self._reported() for row in added))

    def _reported(self) -> dict[str, object]:
        return {"reported_by": self.context.actor_id, "reported_at": self.context.now}


def _link(cells: Cells) -> str | None:
    """An address that anybody can open."""
    given = cells.text("link", LONGEST_LINK)
    if given is None:
        return None
    link = https_link(given)
    if link is None:
        cells.wrong("link", Wrong.NOT_AN_ADDRESS, value=given[:80])
    return link


def _check_days(row: PlanRow, cells: Cells) -> None:
    """A plan that is adopted was so on a day, and lasts no shorter; another has no days."""
    if row.status is PlanStatus.ADOPTED:
        if row.adopted_on is None and not cells.given("adopted_on"):
            cells.wrong("adopted_on", Wrong.EMPTY_CELL)
        elif row.adopted_on and row.valid_until and row.valid_until < row.adopted_on:
            cells.wrong("valid_until", Wrong.ENDS_BEFORE_START, day=row.adopted_on)
        return
    for column in ("adopted_on", "valid_until"):
        if cells.given("status") and cells.given(column):
            cells.wrong(column, Wrong.NOT_ADOPTED)


def _values(row: PlanRow) -> dict[str, object]:
    return {
        "library_id": row.library_id,
        "status": row.status,
        "adopted_on": row.adopted_on,
        "valid_until": row.valid_until,
        "link": row.link,
    }
