"""`email, taken_on` and the five areas: self-assessments, with results where they are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import Session

from goals.record import Area
from storage.bulk import Upsert, select_by_ids
from storage.imports.cells import Cells
from storage.imports.context import ImportContext
from storage.imports.known import known_members
from storage.imports.merging import Merging
from storage.tables import METADATA

_ASSESSMENT = METADATA.tables["self_assessment"]
_AREAS = tuple(area.value for area in Area)
_KEY = ("member_id", "taken_on")
_UPSERT = Upsert(_ASSESSMENT, _KEY, (*_AREAS, "reported_at"))


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """A self-assessment as a file tells it; the results in the order of the areas."""

    member_id: int
    on: date
    results: tuple[Decimal | None, ...]


class Assessments(Merging[tuple[int, date], AssessmentRow]):
    """The self-assessments of the region's members."""

    def __init__(self, session: Session, context: ImportContext) -> None:
        super().__init__(session, context)
        self._members = known_members(session, context.region_id)

    def read(self, cells: Cells) -> AssessmentRow:
        """Read a row."""
        return AssessmentRow(
            member_id=self._members.find(cells, "email"),
            on=cells.needed_day("taken_on"),
            results=tuple(cells.result(area) for area in _AREAS),
        )

    def keys(self, value: AssessmentRow) -> tuple[tuple[int, date], ...]:
        """The member and the day."""
        return ((value.member_id, value.on),)

    def stored(self, values: Sequence[AssessmentRow]) -> dict[tuple[int, date], AssessmentRow]:
        """Every self-assessment that these members have taken."""
        columns = _ASSESSMENT.c
        statement = select(columns.member_id, columns.taken_on, *(columns[area] for area in _AREAS))
        rows = select_by_ids(
            self.session,
            lambda ids: statement.where(columns.member_id.in_(ids)),
            {value.member_id for value in values},
        )
        return {(row[0], row[1]): AssessmentRow(row[0], row[1], tuple(row[2:])) for row in rows}

    def merged(self, old: AssessmentRow, new: AssessmentRow) -> AssessmentRow:
        """The new results, and the old ones where a cell is empty."""
        pairs = zip(old.results, new.results, strict=True)
        return AssessmentRow(
            old.member_id, old.on, tuple(b if b is not None else a for a, b in pairs)
        )

    def write(
        self, added: Sequence[AssessmentRow], changed: Mapping[tuple[int, date], AssessmentRow]
    ) -> None:
        """Store self-assessments; one that is reported meanwhile is no obstacle."""
        _UPSERT.run(self.session, map(self._values, [*added, *changed.values()]))

    def _values(self, row: AssessmentRow) -> dict[str, object]:
        results = dict(zip(_AREAS, row.results, strict=True))
        keys = {"member_id": row.member_id, "taken_on": row.on, "reported_at": self.context.now}
        return keys | results
