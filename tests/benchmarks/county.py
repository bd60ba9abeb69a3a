"""A county's table beside its raw SQL, and publishing a day's figures of a whole country.

The country is as in design §10: 10,000 libraries of 50 and ten million completions. It is made
once in a file, and published by a process of its own, so that its memory can be told.
"""

import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlmodel import select

from storage.database import Database, open_database
from storage.figures import groups, take_snapshots
from storage.migrate import migrate
from storage.regions import RegionSettings, the_region
from storage.tables import Region
from tests.benchmarks.population import TODAY, populate
from tests.benchmarks.raw import best_statement, county_question
from tests.benchmarks.timing import Line, medians

LIBRARIES = 60
COUNTY_MOST = 3.0  # times the raw SQL of the same question
COUNTRY = 10_000_000
COUNTRY_MOST = 2.0  # times the best single statement
MEMORY_MOST = 200.0  # MB
_ROUNDS = 9


def measure() -> list[Line]:
    """The report's lines."""
    return [*_county(1_000_000), *_country(COUNTRY)]


def _county(completions: int) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        database, file = _made(Path(folder), completions)
        driver = sqlite3.connect(file)
        with database.reading() as session:
            region = the_region(session)
            assert region is not None
            settled: RegionSettings = region
            took = medians(
                {
                    "ours": lambda: groups(session, settled, TODAY, with_trends=False),
                    "raw": lambda: county_question(driver, settled.region_id, TODAY),
                },
                _ROUNDS,
            )
        driver.close()
        database.close()
    return [
        Line(
            f"a county of {LIBRARIES} libraries, {completions:,} completions",
            f"{took['ours']:.0f} ms",
            f"raw SQL {took['raw']:.0f} ms",
            took["ours"] / took["raw"],
            COUNTY_MOST,
        )
    ]


def _country(completions: int) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        database, file = _made(Path(folder), completions)
        database.close()
        answer = subprocess.run(  # noqa: S603 (this module)
            [sys.executable, "-m", "tests.benchmarks.county", str(file)],
            capture_output=True,
            check=True,
        )
    told = json.loads(answer.stdout)
    return [
        Line(
            f"a day's snapshots of {told['libraries']:,} libraries, {completions:,} completions",
            f"{told['ours']:.1f} s",
            f"the best single statement {told['best']:.1f} s",
            told["ours"] / told["best"],
            COUNTRY_MOST,
        ),
        Line(
            "memory for that",
            f"{told['megabytes']:.0f} MB",
            f"budget {MEMORY_MOST:.0f} MB",
            told["megabytes"] / MEMORY_MOST,
            1.0,
        ),
    ]


def _made(folder: Path, completions: int) -> tuple[Database, Path]:
    file = folder / "bench.db"
    database = open_database(f"sqlite:///{file}")
    migrate(database)
    populate(database, completions, libraries_a_region=LIBRARIES)
    return database, file


def publish(file: Path) -> dict[str, float]:
    """Publish a day of every region in a file; seconds of ours and of the best statement."""
    driver = sqlite3.connect(file)
    best_statement(driver, TODAY)  # warms the file's cache
    began = time.perf_counter()
    libraries = best_statement(driver, TODAY)
    best = time.perf_counter() - began
    driver.close()
    database = open_database(f"sqlite:///{file}")
    began = time.perf_counter()
    with database.reading() as session:
        names = session.exec(select(Region.name)).all()
    for name in names:
        with database.writing() as session:
            region = the_region(session, name)
            assert region is not None
            take_snapshots(session, region, TODAY)
    ours = time.perf_counter() - began
    database.close()
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"libraries": libraries, "ours": ours, "best": best, "megabytes": kilobytes / 1024}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(publish(Path(sys.argv[1]))))
