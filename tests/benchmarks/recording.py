"""Recording a completion, beside the raw driver's durable insert into the same table."""

import itertools
import sqlite3
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from storage.database import open_database
from storage.learning import record_completion
from storage.migrate import migrate
from tests.benchmarks.population import TODAY, populate
from tests.benchmarks.timing import Line, medians

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, 0, tzinfo=UTC)
_INSERT = (
    "INSERT INTO completion (member_id, resource_id, completed_on, source, reported_at, request_id)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
WRITES = 200


def measure() -> list[Line]:
    """Both insert rows that are new, one transaction each, in turn, into two like files."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("ours.db", "raw.db")]
        pairs = []
        for path in paths:
            database = open_database(f"sqlite:///{path}")
            migrate(database)
            populate(database, 10_000)
            database.close()
            with sqlite3.connect(path) as emptied:
                emptied.execute("DELETE FROM completion")
            emptied.close()
            pairs.append(itertools.product(range(1, 900), range(1, 90)))
        ours, raw = open_database(f"sqlite:///{paths[0]}"), _raw(paths[1])

        def record() -> None:
            member, resource = next(pairs[0])
            with ours.writing() as session:
                record_completion(session, member, resource, TODAY, NOW, "bench")

        def insert() -> None:
            member, resource = next(pairs[1])
            raw.execute("BEGIN IMMEDIATE")
            row = (member, resource, TODAY.isoformat(), "self_reported", NOW.isoformat(), "bench")
            raw.execute(_INSERT, row)
            raw.execute("COMMIT")

        took = medians({"ours": record, "raw": insert}, WRITES)
        ours.close()
        raw.close()
    return [
        Line(
            "recording a completion",
            f"{took['ours']:.2f} ms",
            f"raw durable insert {took['raw']:.2f} ms",
            took["ours"] / took["raw"],
            2.5,
        )
    ]


def _raw(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
