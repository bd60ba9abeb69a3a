"""The made-up people and their reports as the files that a county would import."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from bot.demo.people import Part, Person
from bot.demo.reports import Reports
from goals.record import Area
from storage.imports import COLUMNS, ImportKind, Table
from storage.imports.table import Record, table_of


def staff_table(people: Iterable[Person], told: Mapping[str, Reports], today: date) -> Table:
    """A row for everybody on the roster."""

    def row(one: Person) -> dict[str, object]:
        left = one.part is Part.LEFT
        return {
            "library": one.place.name if one.place else "",
            "name": one.name,
            "email": one.email,
            "role": one.role,
            "digiteket_registered_on": told.get(one.email, Reports()).registered_on or "",
            "started_on": today - timedelta(days=one.since),
            "left_on": today - timedelta(days=one.away) if left else "",
        }

    return _table(ImportKind.STAFF, map(row, filter(lambda one: one.on_roster, people)))


def completions_table(told: Mapping[str, Reports]) -> Table:
    """A row for everything that was finished."""
    return _table(
        ImportKind.COMPLETIONS,
        (
            {"email": email, "resource": title, "completed_on": day}
            for email, each in told.items()
            for title, day in each.finished
        ),
    )


def assessments_table(told: Mapping[str, Reports]) -> Table:
    """A row for every self-assessment."""
    return _table(
        ImportKind.ASSESSMENTS,
        (
            {"email": email, "taken_on": taken.on}
            | {area.value: taken.results.get(area, "") for area in Area}
            for email, each in told.items()
            for taken in each.assessed
        ),
    )


def _table(kind: ImportKind, rows: Iterable[Mapping[str, object]]) -> Table:
    """The table that a file with these rows would hold."""
    columns = COLUMNS[kind].all
    cells = ([str(row.get(name, "")) for name in columns] for row in rows)
    return table_of(
        Record(line, record) for line, record in enumerate([list(columns), *cells], start=1)
    )
