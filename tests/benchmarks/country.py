"""Publishing a day's figures of a whole country, beside the best statement of design §10.

10,000 libraries of 50 with ten million completions. The country is made once in a file; each day
is published by a process of its own, so that its memory can be told, and in turn with the
statement.
"""

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from sqlmodel import select

from storage.database import open_database
from storage.figures import take_snapshots
from storage.migrate import migrate
from storage.regions import the_region
from storage.tables import Region
from tests.benchmarks.population import TODAY, populate
from tests.benchmarks.raw import best_statement
from tests.benchmarks.timing import Line, megabytes

COMPLETIONS = 10_000_000
COMPLETIONS_EACH = 20
MOST = 2.0  # times the best single statement
MEMORY_MOST = 200.0  # MB
_DAYS = 3


def measure() -> list[Line]:
    """The report's lines."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        database = open_database(f"sqlite:///{file}")
        migrate(database)
        populate(database, COMPLETIONS, completions_each=COMPLETIONS_EACH)
        database.close()
        driver = sqlite3.connect(file)
        libraries = best_statement(driver, TODAY)  # warms the file's cache
        best, ours, memory = [], [], []
        for days in range(_DAYS):
            day = TODAY + timedelta(days=days)
            began = time.perf_counter()
            best_statement(driver, day)
            best.append(time.perf_counter() - began)
            told = _published(file, day)
            ours.append(told["seconds"])
            memory.append(told["megabytes"])
        driver.close()
    return [
        Line(
            f"a day's snapshots of {libraries:,} libraries, {COMPLETIONS:,} completions",
            f"{median(ours):.1f} s",
            f"the best single statement {median(best):.1f} s",
            median(ours) / median(best),
            MOST,
        ),
        Line(
            "memory for that",
            f"{max(memory):.0f} MB",
            f"budget {MEMORY_MOST:.0f} MB",
            max(memory) / MEMORY_MOST,
            1.0,
        ),
    ]


def _published(file: Path, day: date) -> dict[str, float]:
    answer = subprocess.run(  # noqa: S603 (this module)
        [sys.executable, "-m", "tests.benchmarks.country", str(file), day.isoformat()],
        capture_output=True,
        check=True,
    )
    told: dict[str, float] = json.loads(answer.stdout)
    return told


def publish(file: Path, day: date) -> dict[str, float]:
    """Publish a day of every region in a file: how long it took, and the most memory."""
    database = open_database(f"sqlite:///{file}")
    began = time.perf_counter()
    with database.reading() as session:
        names = session.exec(select(Region.name)).all()
    for name in names:
        with database.writing() as session:
            region = the_region(session, name)
            assert region is not None
            take_snapshots(session, region, day)
    seconds = time.perf_counter() - began
    database.close()
    return {"seconds": seconds, "megabytes": megabytes("self", "VmHWM")}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(publish(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))))
