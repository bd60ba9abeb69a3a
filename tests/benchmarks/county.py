"""All that a coordinator's `/progress county` asks, beside the raw SQL of its goals."""

import sqlite3
import tempfile
from pathlib import Path

from storage.database import open_database
from storage.figures import certified_counts, groups
from storage.migrate import migrate
from storage.regions import RegionSettings, the_region
from storage.sizes import hidden_in
from tests.benchmarks.population import TODAY, populate
from tests.benchmarks.raw import county_question
from tests.benchmarks.timing import Line, medians

COMPLETIONS = 1_000_000
LIBRARIES = 60
MOST = 3.0  # times the raw SQL of the same question
_ROUNDS = 9


def measure() -> list[Line]:
    """The report's line."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        database = open_database(f"sqlite:///{file}")
        migrate(database)
        populate(database, COMPLETIONS, libraries_a_region=LIBRARIES)
        driver = sqlite3.connect(file)
        with database.reading() as session:
            region = the_region(session)
            assert region is not None
            settled: RegionSettings = region

            def ours() -> None:
                groups(session, settled, TODAY, with_trends=False)
                certified_counts(session, settled, None, TODAY)
                hidden_in(session, settled.region_id, TODAY)

            took = medians(
                {
                    "ours": ours,
                    "raw": lambda: county_question(driver, settled.region_id, TODAY),
                },
                _ROUNDS,
            )
        driver.close()
        database.close()
    return [
        Line(
            f"a county of {LIBRARIES} libraries, {COMPLETIONS:,} completions",
            f"{took['ours']:.0f} ms",
            f"raw SQL {took['raw']:.0f} ms",
            took["ours"] / took["raw"],
            MOST,
        )
    ]
