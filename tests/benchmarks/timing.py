"""Timing things in turn in one run, so that whatever else the machine does hits them alike."""

import statistics
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 60
_KILOBYTES = 1024


def megabytes(process: int | str, figure: str) -> float:
    """The memory of a process in /proc: `VmRSS` is what it holds, `VmHWM` the most it has held.

    Unlike what getrusage tells, neither counts what the process was forked from.
    """
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith(f"{figure}:"))
    return int(line.split()[1]) / _KILOBYTES


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the report: a figure, what it is held against, and its budget as text."""

    what: str
    figure: str
    beside: str
    ratio: float | None
    budget: float | None

    @property
    def kept(self) -> bool | None:
        """Whether the ratio is within its budget, where there is one."""
        return None if self.ratio is None or self.budget is None else self.ratio <= self.budget


def medians(works: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """The median of each in milliseconds, taken in turn, after one round that is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds + 1):
        for name, work in works.items():
            began = time.perf_counter()
            work()
            if turn:
                taken[name].append(1000 * (time.perf_counter() - began))
    return {name: statistics.median(times) for name, times in taken.items()}


async def async_medians(
    works: Mapping[str, Callable[[], Awaitable[object]]], rounds: int = ROUNDS
) -> dict[str, float]:
    """The same for what is awaited."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds + 1):
        for name, work in works.items():
            began = time.perf_counter()
            await work()
            if turn:
                taken[name].append(1000 * (time.perf_counter() - began))
    return {name: statistics.median(times) for name, times in taken.items()}
