"""How long it takes to read a message, among 500 and among 5,000 titles, and the most hostile one.

Budget (design §10): under 1 ms a message among 5,000.
"""

import time
from datetime import date
from statistics import median

from handlers.understanding import Titles, understand
from tests.benchmarks.timing import Line
from tests.handlers.understanding.made_up import HOSTILE, catalogue, messages, repeated

TODAY = date(2020, 5, 27)
BUDGET = 1.0  # ms
SIZES = (500, 5_000)
_REPORTS = 100
_ORDINARY = "klar med hängslen och livrem igår, och sedan drack jag en kopp kaffe med Anna. "
_HOSTILE_MOST = 6.0  # times an ordinary text as long; what backtracks takes thousands


def measure() -> list[Line]:
    """A row per size of catalogue."""
    return [*(_line(size) for size in SIZES), _hostile()]


def _hostile() -> Line:
    """The slowest of the repetitions that are made to be slow."""
    index = Titles(catalogue(max(SIZES)))
    _taken(_ORDINARY, index)  # what is made when it is first used
    ordinary = min(_taken(repeated(_ORDINARY), index) for _ in range(3))
    worst = max(min(_taken(repeated(piece), index) for _ in range(3)) for piece in HOSTILE)
    return Line(
        what="the most hostile text of 4,000 characters",
        figure=f"{worst:.1f} ms",
        beside=f"an ordinary text as long {ordinary:.1f} ms",
        ratio=worst / ordinary,
        budget=_HOSTILE_MOST,
    )


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
