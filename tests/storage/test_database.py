"""Reading, writing, and many writers at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from storage.database import Database, open_database
from storage.tables import Region
from tests.builders import region

WRITERS = 8
WRITES_EACH = 40


def regions(database: Database) -> int:
    with database.reading() as session:
        return _count(session)


def _count(session: Session) -> int:
    return session.connection().execute(select(func.count()).select_from(Region)).scalar_one()


def test_what_is_written_is_there(database: Database) -> None:
    with database.writing() as session:
        region(session)
    assert regions(database) == 1


def test_an_exception_takes_everything_back(database: Database) -> None:
    def fail() -> None:
        with database.writing() as session:
            region(session)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert regions(database) == 0


def test_reading_keeps_nothing(database: Database) -> None:
    with database.reading() as session:
        region(session)
    assert regions(database) == 0


def test_rows_can_be_read_after_the_session(database: Database) -> None:
    with database.writing() as session:
        county = region(session, "Region Jönköpings län")
    assert county.name == "Region Jönköpings län"


def test_many_writers_wait_for_each_other(database: Database) -> None:
    """Each reads first: with deferred transactions that is what fails with "locked"."""

    def write(_writer: int) -> None:
        for _ in range(WRITES_EACH):
            with database.writing() as session:
                _count(session)
                region(session)

    with ThreadPoolExecutor(WRITERS) as executor:
        list(executor.map(write, range(WRITERS)))
    assert regions(database) == WRITERS * WRITES_EACH


def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    with database.writing() as session:
        region(session)
        assert regions(database) == 0


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_sqlite_is_durable_and_strict(database: Database, pragma: str, value: str | int) -> None:
    with database.reading() as session:
        assert session.connection().execute(text(f"PRAGMA {pragma}")).scalar_one() == value


def test_a_file_may_stand_in_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    database = open_database("sqlite:///~/data/kompis.db")
    assert database.is_missing
    assert not (tmp_path / "data").exists()
    database.make_folder()
    with database.reading() as session:
        session.connection()
    database.close()
    assert (tmp_path / "data" / "kompis.db").exists()


def test_a_database_in_memory_needs_no_folder() -> None:
    database = open_database("sqlite:///:memory:")
    with database.reading() as session:
        assert session.connection().execute(text("SELECT 1")).scalar_one() == 1
    database.close()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg2"])
def test_postgresql_is_spoken_to_with_psycopg_3(scheme: str) -> None:
    database = open_database(f"{scheme}://kompis@localhost/kompis")
    assert database.engine.url.drivername == "postgresql+psycopg"
    database.close()


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ArgumentError):
        open_database("kompis.db")
