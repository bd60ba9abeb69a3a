"""`library, month, adults, children`: how many tutoring sessions a library had in a month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session

from storage.bulk import Upsert, select_by_ids
from storage.imports.cells import Cells
from storage.imports.context import ImportContext
from storage.imports.known import known_libraries
from storage.imports.merging import Merging
from storage.tables import METADATA

_COUNT = METADATA.tables["tutoring_count"]
_UPSERT = Upsert(
    _COUNT, ("library_id", "month"), ("adults", "children", "reported_by", "reported_at")
)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month as a file tells it, by its first day."""

    library_id: int
    month: date
    adults: int
    children: int


class Tutoring(Merging[tuple[int, date], MonthRow]):
    """The months that the region's libraries have logged."""

    def __init__(self, session: Session, context: ImportContext) -> None:
        super().__init__(session, context)
        self._libraries = known_libraries(session, context.region_id)

    def read(self, cells: Cells) -> MonthRow:
        """Read a row."""
        return MonthRow(
            library_id=self._libraries.find(cells, "library"),
            month=cells.month("month"),
            adults=cells.sessions("adults"),
            children=cells.sessions("children"),
        )

    def keys(self, value: MonthRow) -> tuple[tuple[int, date], ...]:
        """The library and the month."""
        return ((value.library_id, value.month),)

    def stored(self, values: Sequence[MonthRow]) -> dict[tuple[int, date], MonthRow]:
        """Every month that these libraries have logged."""
        columns = _COUNT.c
        statement = select(columns.library_id, columns.month, columns.adults, columns.children)
        rows = select_by_ids(
            self.session,
            lambda ids: statement.where(columns.library_id.in_(ids)),
            {value.library_id for value in values},
        )
        return {(row[0], row[1]): MonthRow(*row) for row in rows}

    def merged(self, old: MonthRow, new: MonthRow) -> MonthRow:
        """The new numbers."""
        return new

    def write(
        self, added: Sequence[MonthRow], changed: Mapping[tuple[int, date], MonthRow]
    ) -> None:
        """Store months; one that is logged meanwhile is no obstacle."""
        _UPSERT.run(self.session, map(self._values, [*added, *changed.values()]))

    def _values(self, row: MonthRow) -> dict[str, object]:
        return {
            "library_id": row.library_id,
            "month": row.month,
            "adults": row.adults,
            "children": row.children,
            "reported_by": self.context.actor_id,
            "reported_at": self.context.now,
        }
