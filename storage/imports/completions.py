"""`email, resource, completed_on`: what members say that they have finished.

A completion that a manager or a certificate has confirmed keeps its day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlmodel import Session

from goals.progress import Source
from storage.bulk import Upsert, select_by_ids
from storage.imports.cells import Cells
from storage.imports.context import ImportContext
from storage.imports.known import known_members, known_resources
from storage.imports.merging import Merging
from storage.tables import METADATA

_COMPLETION = METADATA.tables["completion"]
_KEY = ("member_id", "resource_id")
_UPSERT = Upsert(
    _COMPLETION,
    _KEY,
    ("completed_on", "reported_at"),
    where=_COMPLETION.c.source == Source.SELF_REPORTED,
)


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """A completion as a file tells it."""

    member_id: int
    resource_id: int
    on: date
    source: Source = Source.SELF_REPORTED


class Completions(Merging[tuple[int, int], CompletionRow]):
    """The completions of the region's members."""

    def __init__(self, session: Session, context: ImportContext) -> None:
        super().__init__(session, context)
        self._members = known_members(session, context.region_id)
        self._resources = known_resources(session, context.region_id)

    def read(self, cells: Cells) -> CompletionRow:
        """Read a row."""
        return CompletionRow(
            member_id=self._members.find(cells, "email"),
            resource_id=self._resources.find(cells, "resource"),
            on=cells.needed_day("completed_on"),
        )

    def keys(self, value: CompletionRow) -> tuple[tuple[int, int], ...]:
        """The member and the resource."""
        return ((value.member_id, value.resource_id),)

    def stored(self, values: Sequence[CompletionRow]) -> dict[tuple[int, int], CompletionRow]:
        """Everything that these members have finished."""
        columns = _COMPLETION.c
        statement = select(
            columns.member_id, columns.resource_id, columns.completed_on, columns.source
        )
        rows = select_by_ids(
            self.session,
            lambda ids: statement.where(columns.member_id.in_(ids)),
            {value.member_id for value in values},
        )
        return {(row[0], row[1]): CompletionRow(*row) for row in rows}

    def merged(self, old: CompletionRow, new: CompletionRow) -> CompletionRow:
        """The new day, unless the old one is confirmed."""
        return replace(old, on=new.on) if old.source is Source.SELF_REPORTED else old

    def write(
        self, added: Sequence[CompletionRow], changed: Mapping[tuple[int, int], CompletionRow]
    ) -> None:
        """Store completions; one that is reported meanwhile is no obstacle."""
        _UPSERT.run(self.session, map(self._values, [*added, *changed.values()]))

    def _values(self, row: CompletionRow) -> dict[str, object]:
        return {
            "member_id": row.member_id,
            "resource_id": row.resource_id,
            "completed_on": row.on,
            "source": row.source,
            "reported_at": self.context.now,
        }
