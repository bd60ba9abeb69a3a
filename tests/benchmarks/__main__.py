"""`make bench`: a table of figures beside their budgets, from one run."""

import gc

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.cli import GARBAGE_THRESHOLD
from tests.benchmarks import (
    commands,
    country,
    county,
    fanout,
    matching,
    recording,
    replicas,
    reports,
    starting,
    teams,
)
from tests.benchmarks.timing import Line

PARTS = (
    *(starting, recording, matching, reports, commands, teams),
    *(replicas, county, country, fanout),
)


def main() -> None:
    """Run every part and print the table."""
    gc.set_threshold(GARBAGE_THRESHOLD)  # as the process runs that is measured
    lines: list[Line] = []
    for part in track(PARTS, "Measuring", transient=True):
        lines += part.measure()
    table = Table("what", "figure", "beside", "ratio", "budget", "kept", title="Kompis")
    for line in lines:
        table.add_row(
            line.what,
            line.figure,
            line.beside,
            "" if line.ratio is None else f"{line.ratio:.2f}",
            "" if line.budget is None else f"{line.budget:.2f}",
            {True: "yes", False: "NO", None: ""}[line.kept],
        )
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
