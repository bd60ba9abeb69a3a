"""A made-up country to measure in: libraries of 50, ten completions a head, the same every time.

Rows go straight to the driver (executemany on SQLite, COPY on PostgreSQL): a million completions
take seconds.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, count
from random import Random
from typing import Any

import psycopg
from sqlalchemy import Connection

from goals.programme import OF
from storage.database import Database
from storage.tables import METADATA

LIBRARY_STAFF = 50
COMPLETIONS_EACH = 10
LIBRARIES_A_REGION = 49  # Västra Götaland, the county with the most municipalities
RESOURCES_A_REGION = 100

TODAY = date(2026, 3, 2)
_SOME_DAYS = [(TODAY - timedelta(days=days)).isoformat() for days in range(700)]
_LONG_AGO = "2020-01-01"
_CONFIRMED = "2020-01-01 12:00:00.000000"
_THEN = "2026-03-01 12:00:00.000000"

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Population:
    """What was made, and one library in the middle of it to ask for."""

    members: int
    completions: int
    region_id: int
    library_id: int
    resource_ids: range  # of the region; most are approved
    tenant: str  # the Slack workspace of the library's region
    user_ids: tuple[str, ...]  # the Slack users at the library


def populate(
    database: Database,
    completions: int,
    *,
    libraries_a_region: int = LIBRARIES_A_REGION,
    completions_each: int = COMPLETIONS_EACH,
    seed: int = 1,
) -> Population:
    """Fill a migrated, empty database with about this many completions."""
    libraries = max(1, completions // (LIBRARY_STAFF * completions_each))
    with database.writing() as session:
        country = _Country(
            libraries,
            libraries_a_region,
            completions_each,
            Random(seed),  # noqa: S311 (no secret)
        )
        _fill(session.connection(), country)
    library_id = (libraries + 1) // 2
    region_id = (library_id - 1) // libraries_a_region + 1
    return Population(
        members=libraries * LIBRARY_STAFF,
        completions=libraries * LIBRARY_STAFF * completions_each,
        region_id=region_id,
        library_id=library_id,
        resource_ids=range(
            (region_id - 1) * RESOURCES_A_REGION + 1, region_id * RESOURCES_A_REGION + 1
        ),
        tenant=_tenant(region_id),
        user_ids=tuple(_user(member) for member in _staff_of(library_id)),
    )


_SYLLABLES = [first + second for first in "bdfgklmnprstv" for second in "aeiouyåäö"]


def title_of(resource_id: int) -> str:
    """A resource's title: a word of its own, unlike those before and after it."""
    random = Random(resource_id)  # noqa: S311 (no secret)
    word = "".join(random.choices(_SYLLABLES, k=4))
    return f"{word.capitalize()} i vardagen"


def _staff_of(library_id: int) -> range:
    return range((library_id - 1) * LIBRARY_STAFF + 1, library_id * LIBRARY_STAFF + 1)


def _tenant(region_id: int) -> str:
    return f"T{region_id:08}"


def _user(member_id: int) -> str:
    return f"U{member_id:08}"


class _Country:
    """The rows of every table, in the order of their ids; a method is named for its table."""

    def __init__(
        self, libraries: int, libraries_a_region: int, completions_each: int, random: Random
    ) -> None:
        self._random = random
        self._completions_each = completions_each
        self._libraries_a_region = libraries_a_region
        self._libraries = range(1, libraries + 1)
        self._regions = range(1, self._region_of(libraries) + 1)
        self._members = range(1, libraries * LIBRARY_STAFF + 1)

    def _region_of(self, library_id: int) -> int:
        return (library_id - 1) // self._libraries_a_region + 1

    def region(self) -> Iterator[Row]:
        kinds = "course,course_package"
        for id_ in self._regions:
            yield id_, f"Region {id_}", "Europe/Stockholm", "sv", kinds, "either"

    def installation(self) -> Iterator[Row]:
        for id_ in self._regions:
            yield id_, id_, "slack", _tenant(id_), f"Region {id_}"

    def library(self) -> Iterator[Row]:
        for id_ in self._libraries:
            name = f"Bibliotek {id_}"
            yield id_, self._region_of(id_), name, name.lower(), f"Ort {id_}", "0682", None

    def resource(self) -> Iterator[Row]:
        """Four in five are courses, one in twenty waits for approval, one in ten is for leaders."""
        for id_ in range(1, len(self._regions) * RESOURCES_A_REGION + 1):
            region = (id_ - 1) // RESOURCES_A_REGION + 1
            kind = "article" if id_ % 5 == 0 else "course"
            status = "proposed" if id_ % 20 == 1 else "approved"
            title, leads = title_of(id_), int(id_ % 10 == 2)
            yield (
                id_,
                region,
                title,
                title.lower(),
                None,
                None,
                kind,
                None,
                leads,
                status,
                None,
                _THEN,
            )

    def action_plan(self) -> Iterator[Row]:
        for id_ in self._libraries[::2]:
            yield id_, id_, "adopted", "2024-01-01", "2026-12-31", None, None, _THEN

    def official_statistic(self) -> Iterator[Row]:
        for id_ in self._libraries:
            for year in range(2017, 2026):
                for term, value in (("Publ111", 100 + year % 7), ("Publ211", 30 + year % 5)):
                    yield id_, year, term, value, _THEN

    def snapshot(self) -> Iterator[Row]:
        """The last nine weeks, one day a week, of every library and county."""
        ids = count(1)
        days = [(TODAY - timedelta(weeks=weeks)).isoformat() for weeks in range(9, 0, -1)]
        owners = [
            *((region, None) for region in self._regions),
            *((self._region_of(library), library) for library in self._libraries),
        ]
        for region, library in owners:
            for number, day in enumerate(days):
                for goal in OF:
                    yield next(ids), region, library, day, goal, 10 + number, 50, 80, "open"

    def member(self) -> Iterator[Row]:
        for id_ in self._members:
            region = self._region_of((id_ - 1) // LIBRARY_STAFF + 1)
            role = "manager" if id_ % LIBRARY_STAFF == 1 else "staff"
            email = f"{id_}@example.se"
            yield id_, region, f"Person {id_}", email, email, role, None, _THEN

    def identity(self) -> Iterator[Row]:
        for id_ in self._members:
            region = self._region_of((id_ - 1) // LIBRARY_STAFF + 1)
            yield id_, id_, "slack", _tenant(region), _user(id_), "sv-SE"

    def employment(self) -> Iterator[Row]:
        for id_ in self._members:
            library = (id_ - 1) // LIBRARY_STAFF + 1
            chief = int(id_ % LIBRARY_STAFF == 1)
            yield id_, id_, library, _LONG_AGO, None, _CONFIRMED, None, chief

    def leave(self) -> Iterator[Row]:
        """One in ten was away once; nobody is today."""
        for id_, member in enumerate(self._members[::10], start=1):
            yield id_, member, "2021-01-01", "2022-01-01"

    def registration(self) -> Iterator[Row]:
        for member in self._members:
            if self._random.random() < 0.8:
                yield member, self._random.choice(_SOME_DAYS), "self_reported", _THEN, None

    def completion(self) -> Iterator[Row]:
        id_ = 0
        offsets = range(1, RESOURCES_A_REGION + 1)
        for member in self._members:
            catalogue = (
                self._region_of((member - 1) // LIBRARY_STAFF + 1) - 1
            ) * RESOURCES_A_REGION
            days = self._random.choices(_SOME_DAYS, k=self._completions_each)
            finished = sorted(self._random.sample(offsets, self._completions_each))
            for offset, day in zip(finished, days, strict=True):
                id_ += 1
                yield id_, member, catalogue + offset, day, "self_reported", _THEN, None

    def self_assessment(self) -> Iterator[Row]:
        id_ = 0
        for member in self._members:
            for day in sorted(self._random.sample(_SOME_DAYS, self._random.randrange(4))):
                id_ += 1
                results = self._random.choices(range(100, 701), k=5)
                yield id_, member, day, *results, "self_reported", _THEN, None

    def growth_report(self) -> Iterator[Row]:
        id_ = 0
        for member in self._members:
            for day in sorted(self._random.sample(_SOME_DAYS, self._random.randrange(3))):
                id_ += 1
                yield id_, member, day, int(self._random.random() < 0.5)


def _fill(connection: Connection, country: _Country) -> None:
    """Every table that the country has rows for, parents first."""
    with _in_bulk(connection):
        for table in METADATA.sorted_tables:
            rows = getattr(country, table.name, None)
            if rows is not None:
                _insert(connection, table.name, table.columns.keys(), rows())


@contextmanager
def _in_bulk(connection: Connection) -> Iterator[None]:
    """SQLite: room for the indexes, and no checks of what is right by its making.

    PostgreSQL is told what its planner needs, as its own housekeeping would.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA cache_size=-200000")  # in kB
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        yield
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")
    else:
        yield
        connection.exec_driver_sql("ANALYZE")


def _insert(
    connection: Connection, table: str, columns: Iterable[str], rows: Iterator[Row]
) -> None:
    """Rows begin with the first columns; what they leave out has its default."""
    first = next(rows)
    rows = chain([first], rows)
    names = ", ".join(list(columns)[: len(first)])
    driver = connection.connection.driver_connection
    if isinstance(driver, psycopg.Connection):
        with driver.cursor() as cursor:
            cursor.execute("SET LOCAL TIME ZONE 'UTC'")
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            if "id" in columns:
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
                )
        return
    assert driver is not None
    marks = ", ".join("?" * len(first))
    driver.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
