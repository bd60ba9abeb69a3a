"""`library, municipality, municipality_code, sigel`: a library is known by its name or sigel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import insert, select

from storage.bulk import update_by_id, write
from storage.imports.cells import Cells
from storage.imports.merging import Merging
from storage.keys import name_key
from storage.tables import METADATA

_LIBRARY = METADATA.tables["library"]
_INSERT = insert(_LIBRARY)
_UPDATE = update_by_id(_LIBRARY, ("name", "name_key", "municipality", "municipality_code", "sigel"))


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A library as a file tells it."""

    name: str
    municipality: str
    code: str
    sigel: str | None


class Libraries(Merging[int, LibraryRow]):
    """The libraries of the region."""

    def read(self, cells: Cells) -> LibraryRow:
        """Read a row."""
        return LibraryRow(
            name=cells.title("library", 200),
            municipality=cells.needed_text("municipality", 100),
            code=cells.code("municipality_code"),
            sigel=cells.text("sigel", 20),
        )

    def keys(self, value: LibraryRow) -> tuple[tuple[str, str], ...]:
        """The name, and the sigel where there is one."""
        name = ("name", name_key(value.name))
        return (name, ("sigel", name_key(value.sigel))) if value.sigel else (name,)

    def stored(self, values: Sequence[LibraryRow]) -> dict[int, LibraryRow]:
        """Every library of the region: they are few."""
        columns = _LIBRARY.c
        rows = self.session.connection().execute(
            select(
                columns.id,
                columns.name,
                columns.municipality,
                columns.municipality_code,
                columns.sigel,
            ).where(columns.region_id == self.context.region_id)
        )
        return {row[0]: LibraryRow(*row[1:]) for row in rows}

    def merged(self, old: LibraryRow, new: LibraryRow) -> LibraryRow:
        """The new words, and the old sigel where the new one is empty."""
        return replace(new, sigel=new.sigel or old.sigel)

    def write(self, added: Sequence[LibraryRow], changed: Mapping[int, LibraryRow]) -> None:
        """Store libraries."""
        write(
            self.session, _UPDATE, (_values(row) | {"row_id": key} for key, row in changed.items())
        )
        region = {"region_id": self.context.region_id}
        write(self.session, _INSERT, (_values(row) | region for row in added))


def _values(row: LibraryRow) -> dict[str, object]:
    return {
        "name": row.name,
        "name_key": name_key(row.name),
        "municipality": row.municipality,
        "municipality_code": row.code,
        "sigel": row.sigel,
    }
