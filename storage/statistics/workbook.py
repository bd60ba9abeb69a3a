"""KB's export of a year, an Excel workbook: the sheet "Värden" has a row a library.

Its columns are Bibliotek, Sigel, Bibliotekstyp, Kommunkod, Stad, Externt id, and then one a term
in any order. The year is not in it, and before 2014 neither are the sigels. An empty cell is a
figure that is missing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from goals.statistics_year import terms_of
from storage.imports.problem import ImportRefusedError, Problem, Wrong, refused
from storage.imports.table import column_name
from storage.imports.xlsx_file import sheet_rows
from storage.keys import name_key
from storage.statistics.reading import Figure, Reading, count_of

SHEET = "Värden"
_NEEDED = ("bibliotek", "sigel", "bibliotekstyp", "kommunkod")
_PUBLIC_LIBRARY = frozenset({"folkbib", "folkbibliotek"})  # its code, and what it is called
_NAMED = re.compile(r"biblioteksstatistik för (\d{4})\b")  # as KB names the file

Cells = tuple[object, ...]


def read_workbook(path: Path, year: int) -> Reading:
    """The figures of a year from KB's export.

    Raises ImportRefusedError with all that is wrong with the file, and for one that KB has named
    after another year.
    """
    if not path.is_file():
        raise refused(Wrong.NO_FILE, name=path.name)
    named = _NAMED.search(name_key(path.stem))
    if named and int(named[1]) != year:
        raise refused(Wrong.OTHER_YEAR, name=path.name, value=str(year))
    rows = _written(sheet_rows(path, SHEET))
    header = next(rows, None)
    if header is None:
        raise refused(Wrong.EMPTY_FILE)
    sheet = _Sheet(year, _columns(year, *header))
    for line, cells in rows:
        sheet.read(line, cells)
    if sheet.problems:
        raise ImportRefusedError(sheet.problems)
    return Reading((year,), tuple(sheet.figures))


@dataclass(slots=True)
class _Sheet:
    """The rows of public libraries, as they are read."""

    year: int
    columns: Mapping[str, int]
    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)  # of each library

    def read(self, line: int, cells: Cells) -> None:
        """Take a row in, if it is a public library's."""
        if name_key(self._words(cells, "bibliotekstyp")) not in _PUBLIC_LIBRARY:
            return
        sigel, library = self._words(cells, "sigel"), self._words(cells, "bibliotek")
        code = self._words(cells, "kommunkod").zfill(4)
        earlier = self.lines.setdefault(name_key(sigel or f"{code} {library}"), line)
        if earlier != line:
            other = {"other": str(earlier)}
            self.problems.append(Problem(line, None, Wrong.CONTRADICTS, other))
            return
        self.figures += [
            Figure(
                sigel=sigel,
                library=library,
                year=self.year,
                term=term,
                value=self._count(line, cells, term),
                municipality_code=code,
            )
            for term in terms_of(self.year)
        ]

    def _words(self, cells: Cells, column: str) -> str:
        cell = self._cell(cells, column)
        return "" if cell is None else str(cell).strip()

    def _count(self, line: int, cells: Cells, term: str) -> int | None:
        cell = self._cell(cells, column_name(term))
        try:
            return count_of(cell)
        except ValueError:
            value = {"value": str(cell)[:80]}
            self.problems.append(Problem(line, term, Wrong.NOT_A_COUNT, value))
            return None

    def _cell(self, cells: Cells, column: str) -> object:
        place = self.columns.get(column, len(cells))
        return cells[place] if place < len(cells) else None


def _written(rows: Sequence[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    for line, cells in rows:
        if any(cell is not None and str(cell).strip() for cell in cells):
            yield line, cells


def _columns(year: int, line: int, cells: Cells) -> dict[str, int]:
    """Where each column stands. Raises ImportRefusedError where one that is needed does not.

    Of the terms one is enough: what nobody in the country has told has no column.
    """
    places = {column_name(str(cell)): place for place, cell in enumerate(cells) if cell is not None}
    problems = [
        Problem(line, name, Wrong.MISSING_COLUMN, {"name": name.capitalize()})
        for name in _NEEDED
        if name not in places
    ]
    if not any(column_name(term) in places for term in terms_of(year)):
        terms = {"value": ", ".join(terms_of(year)), "other": str(year)}
        problems.append(Problem(line, None, Wrong.NO_TERMS, terms))
    if problems:
        raise ImportRefusedError(problems)
    return places
