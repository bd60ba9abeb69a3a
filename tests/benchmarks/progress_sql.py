"""Counting one library's goals, beside the same question written by hand for the driver.

`python -m tests.benchmarks.progress_sql [completions]` makes an SQLite file of a million
completions, unless told otherwise, and prints the medians and their ratio.
"""

import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from goals.rules import Rules
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.progress import library_counts
from tests.benchmarks.population import TODAY, Population, populate
from tests.benchmarks.raw import library_question
from tests.benchmarks.timing import Line, medians

MOST = 1.7  # times the driver's own time
ROUNDS = 500


def measure(completions: int = 1_000_000) -> list[Line]:
    """The report's line."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        database = open_database(f"sqlite:///{file}")
        migrate(database)
        population = populate(database, completions)
        line = _compare(database, file, population)
        database.close()
    return [line]


def _compare(database: Database, file: Path, population: Population) -> Line:
    library, rules = population.library_id, Rules()
    driver = sqlite3.connect(file)
    with database.reading() as session:
        counted = library_counts(session, library, TODAY, rules)
        assert (counted.staff, *counted.done.values()) == library_question(driver, library, TODAY)
        took = medians(
            {
                "ours": lambda: library_counts(session, library, TODAY, rules),
                "driver": lambda: library_question(driver, library, TODAY),
            },
            ROUNDS,
        )
    driver.close()
    return Line(
        what=f"one library's goals among {population.completions:,} completions",
        figure=f"{took['ours']:.3f} ms",
        beside=f"the driver {took['driver']:.3f} ms",
        ratio=took["ours"] / took["driver"],
        budget=MOST,
    )


def main() -> None:
    """Print the comparison, and how long it all took."""
    began = time.perf_counter()
    for line in measure(*map(int, sys.argv[1:2])):
        print(f"{line.what}: {line.figure} beside {line.beside}, {line.ratio:.2f} of {line.budget}")
    print(f"in {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
