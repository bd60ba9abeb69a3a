"""How long it takes to read a message, among 500 and among 5,000 titles.

Budget (design §10): under 1 ms a message among 5,000.
"""

import time
from datetime import date
from statistics import median

from handlers.understanding import Titles, understand
from tests.benchmarks.timing import Line
from tests.handlers.understanding.made_up import catalogue, messages

TODAY = date(2020, 5, 27)
BUDGET = 1.0  # ms
SIZES = (500, 5_000)
_REPORTS = 100


def measure() -> list[Line]:
    """A row per size of catalogue."""
    return [_line(size) for size in SIZES]


def _line(size: int) -> Line:
    titles = catalogue(size)
    began = time.process_time()
    index = Titles(titles)
    built = 1000 * (time.process_time() - began)
    each = [_taken(text, index) for text in messages(titles, _REPORTS)]
    mean = sum(each) / len(each)
    return Line(
        what=f"a message among {size:,} titles",
        figure=f"{mean:.2f} ms (median {median(each):.2f}, slowest {max(each):.2f})",
        beside=f"{BUDGET:g} ms (index built in {built:.0f} ms)",
        ratio=mean / BUDGET,
        budget=1.0,
    )


def _taken(text: str, index: Titles) -> float:
    """Milliseconds of the processor's time: others on the machine do not count."""
    began = time.process_time()
    understand(text, index, TODAY)
    return 1000 * (time.process_time() - began)


if __name__ == "__main__":
    for line in measure():
        print(line.what, line.figure, line.beside, sep=" | ")
