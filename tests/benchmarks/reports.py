"""A county's report: its picture when matplotlib is warm, and the workbook of 60 libraries.

The picture is also held against a plain chart of matplotlib's own: bars, and lines in a second
panel, as large, and with one figure that is used again.
"""

import io
import time
from collections.abc import Callable
from datetime import UTC, datetime

from handlers.report.picture import picture
from handlers.report.workbook import workbook
from handlers.texts import texts_in
from storage.report import Report
from tests.benchmarks.timing import Line, medians
from tests.handlers.report.made import ON, Kept, report, same
from tests.handlers.report.opened import cells, opened

BUDGET = 100  # ms, for a picture
LIBRARIES = 60
NOW = datetime(ON.year, ON.month, ON.day, 9, 0, tzinfo=UTC)
SV = texts_in("sv")


def measure() -> list[Line]:
    """Both files, made of the same values."""
    shown = county()
    began = time.perf_counter()
    picture(shown, SV)
    first = 1000 * (time.perf_counter() - began)
    took = medians({"picture": lambda: picture(shown, SV), "plain": plain_chart()}, 40)
    took |= medians({"workbook": lambda: workbook(shown, SV, NOW)}, 10)
    filled = len(cells(opened(workbook(shown, SV, NOW))))
    return [
        Line(
            "a picture of the goals",
            f"{took['picture']:.0f} ms",
            f"{BUDGET} ms (the first, with matplotlib's import, {first:.0f} ms)",
            took["picture"] / BUDGET,
            1.0,
        ),
        Line(
            "the same",
            f"{took['picture']:.0f} ms",
            f"a plain chart {took['plain']:.0f} ms",
            took["picture"] / took["plain"],
            None,
        ),
        Line(
            f"a workbook of {LIBRARIES} libraries",
            f"{took['workbook']:.0f} ms",
            f"{filled:,} cells",
            None,
            None,
        ),
    ]


def plain_chart() -> Callable[[], None]:
    """A chart as matplotlib's handbook has it, with as many goals and weeks."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(9.2, 7))

    def draw() -> None:
        figure.clear()
        bars, lines = figure.subplots(1, 2)
        bars.barh([f"Mål {number}: som har en etikett" for number in range(8)], range(8))
        for number in range(5):
            lines.plot(range(number, number + 12), marker="o", label=f"Mål {number}")
        lines.legend()
        figure.savefig(io.BytesIO(), format="png", dpi=200)

    return draw


def county() -> Report:
    """A county in its twelfth week: every goal moves, and most have a forecast."""
    weeks = tuple(same(30 - ago, 40) for ago in range(12))
    libraries = tuple(Kept(f"Biblioteket i kommun {number}", weeks) for number in range(LIBRARIES))
    done = {"node_role": True, "regional_plan": False}
    return report(Kept("Länet", weeks, milestones=done), libraries=libraries)
