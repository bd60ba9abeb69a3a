"""A region's office, which imports files into a database and looks at what came of it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from storage.imports import (
    ImportContext,
    ImportKind,
    ImportRefusedError,
    ImportResult,
    Table,
    Wrong,
    import_table,
)
from storage.imports.csv_file import csv_records
from storage.imports.table import table_of
from storage.tables import METADATA
from tests.builders import TENANT

TODAY = date(2026, 5, 4)
NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)

LIBRARIES = """library,municipality,municipality_code,sigel
Nässjö stadsbibliotek,Nässjö,0682,Nass
Eksjö stadsbibliotek,Eksjö,0686,Eksj
Aneby bibliotek,Aneby,0604,Aneb
"""
STAFF = """library,name,email,role
Nass,Anna Ek,anna@nassjo.se,personal
Nass,Åsa Öberg,åsa@nassjo.se,chef
Eksj,Bo Al,bo@eksjo.se,personal
"""
RESOURCES = """title,url,kind,topic,leadership
Hängslen och livrem – säkerhet,https://digiteket.se/kurs/hangslen-och-livrem/,kurs,Säkerhet,
Digitala mötesplatser,,artikel,,
Att leda digital transformation,,course,Ledarskap,ja
"""


def table(text: str) -> Table:
    """The table of a CSV file with this text."""
    return table_of(csv_records(text.encode(), "test.csv"))


class Office:
    """One region, one session that is never committed."""

    def __init__(self, session: Session, region_id: int, tenant: str | None = TENANT) -> None:
        self.session = session
        self.context = ImportContext(region_id, TODAY, NOW, tenant=tenant)

    def imports(self, kind: ImportKind, text: str | Table) -> ImportResult:
        """Import a file."""
        rows = table(text) if isinstance(text, str) else text
        return import_table(self.session, kind, rows, self.context)

    def refuses(
        self, kind: ImportKind, text: str | Table
    ) -> list[tuple[int | None, str | None, Wrong]]:
        """Where and why a file is refused; nothing may have changed."""
        before = self.everything()
        try:
            result = self.imports(kind, text)
        except ImportRefusedError as error:
            assert self.everything() == before
            return [(problem.line, problem.column, problem.key) for problem in error.problems]
        raise AssertionError(f"not refused: {result}")

    def values(self, kind: ImportKind, text: str) -> list[dict[str, object]]:
        """What the complaints about a file speak of."""
        try:
            self.imports(kind, text)
        except ImportRefusedError as error:
            return [dict(problem.values) for problem in error.problems]
        raise AssertionError("not refused")

    def rows(self, name: str, *columns: str) -> list[tuple[Any, ...]]:
        """Some columns of a database table, in the order of its rows."""
        source = METADATA.tables[name]
        statement = select(*(source.c[column] for column in columns)).order_by(
            *source.primary_key.columns
        )
        return [tuple(row) for row in self.session.connection().execute(statement)]

    def everything(self) -> dict[str, Sequence[Any]]:
        """Every row of every table but the log of what has been imported."""
        return {
            name: self.rows(name, *source.c.keys())
            for name, source in METADATA.tables.items()
            if name != "audit_event"
        }

    def employments(self) -> list[tuple[Any, ...]]:
        """E-mail, sigel, first day and first day gone of every employment."""
        member, library = METADATA.tables["member"], METADATA.tables["library"]
        employment = METADATA.tables["employment"]
        statement = (
            select(member.c.email, library.c.sigel, employment.c.starts_on, employment.c.ends_on)
            .select_from(employment)
            .join(member, member.c.id == employment.c.member_id)
            .join(library, library.c.id == employment.c.library_id)
            .order_by(employment.c.id)
        )
        return [tuple(row) for row in self.session.connection().execute(statement)]
