"""`make soak`: so many rounds on a database, and the counts in the end."""

import argparse
import asyncio
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import Progress

from tests.databases import PostgresqlDatabases, SqliteDatabases, postgresql_server
from tests.soak.run import Plan, run
from tests.soak.tally import Tally

_WIDTH = 160


def main() -> None:
    """Run; exit code 1 where a promise was broken. A signal ends it behind the round."""
    asked = _asked()
    enough = threading.Event()
    for each_signal in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each_signal, lambda *_: enough.set())
    console = Console(width=_WIDTH)
    with TemporaryDirectory(prefix="kompis-soak-") as name, _database(asked.database, name) as at:
        replicas = asked.replicas or (1 if asked.database == "sqlite" else 4)
        plan = Plan(
            at,
            Path(name),
            asked.rounds,
            replicas,
            asked.channels,
            asked.reports,
            asked.seed,
            asked.log,
            asked.http,
        )
        began = time.monotonic()
        with Progress(console=console) as progress:
            task = progress.add_task(f"{asked.database}, {replicas} at once", total=asked.rounds)

            def each(tally: Tally) -> bool:
                doubts = f"{len(tally.doubts)} doubts"
                about = f"{asked.database}: {tally.kills.total()} kills, {doubts}"
                progress.update(task, completed=tally.rounds, description=about)
                return not enough.is_set()

            tally = asyncio.run(run(plan, each))
    title = f"{asked.database}, {replicas} at once, seed {asked.seed}"
    console.print(tally.table(title, time.monotonic() - began))
    for sentence in tally.broken[:20]:
        console.print(sentence, style="red", markup=False)
    sys.exit(1 if tally.broken else 0)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--replicas", type=int, help="default: 1 on SQLite, 4 on PostgreSQL")
    parser.add_argument("--channels", type=int, default=200)
    parser.add_argument("--reports", type=int, default=24, help="in a round")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--http", action="store_true", help="signed HTTP, not Socket Mode")
    parser.add_argument("--log", type=Path, help="a file for what the processes log")
    return parser.parse_args()


@contextmanager
def _database(kind: str, folder: str) -> Iterator[str]:
    if kind == "sqlite":
        yield SqliteDatabases(Path(folder)).migrated()
        return
    with postgresql_server() as server:
        databases = PostgresqlDatabases(server)
        yield databases.migrated()
        databases.close()


if __name__ == "__main__":
    main()
