"""Databases for every test that asks for one: `database` runs the test on both kinds.

A test for one kind alone says `@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)`.
"""

import gc
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from storage.database import Database
from tests.databases import (
    Databases,
    PostgresqlDatabases,
    SqliteDatabases,
    StoppableServer,
    opened,
    postgresql_server,
    stoppable_server,
)

# Time is measured in tests/benchmarks alone. The same examples every time, so that what a change is
# judged by is the change; new ones are looked for by `make search`.
settings.register_profile(
    "kompis", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("search", settings.get_profile("kompis"), derandomize=False)
settings.load_profile("kompis")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on PostgreSQL get their mark, by which `make unit` runs them apart.

    Property tests run a rule over and over, which measuring makes twice as slow: what is covered is
    what examples cover.
    """
    for item in items:
        assert isinstance(item, pytest.Function)
        if is_hypothesis_test(item.obj):
            item.add_marker("no_cover")
            item.add_marker("property")
        kinds = item.callspec.params.values() if hasattr(item, "callspec") else ()
        if "postgresql" in kinds or "postgresql_databases" in item.fixturenames:
            item.add_marker("postgresql")


def pytest_collection_finish() -> None:
    """Ten thousand tests are kept to the end: nothing among them is garbage to look for."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """A folder of SQLite files."""
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[PostgresqlDatabases]:
    """A PostgreSQL server; where it cannot start, the tests fail."""
    with postgresql_server() as address:
        databases = PostgresqlDatabases(address)
        yield databases
        databases.close()


@pytest.fixture(scope="module")
def server(postgresql_databases: PostgresqlDatabases) -> Iterator[StoppableServer]:
    """A PostgreSQL server beside the others', for tests that stop and start it."""
    del postgresql_databases
    with stoppable_server() as stoppable:
        yield stoppable


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Where this test's databases are made."""
    made: Databases = request.getfixturevalue(f"{request.param}_databases")
    return made


@pytest.fixture
def database(databases: Databases) -> Iterator[Database]:
    """A migrated database without rows."""
    address = databases.migrated()
    with opened(address) as database:
        yield database
    databases.drop(address)


@pytest.fixture
def empty_database(databases: Databases) -> Iterator[Database]:
    """A database without tables."""
    address = databases.empty()
    with opened(address) as database:
        yield database
    databases.drop(address)
