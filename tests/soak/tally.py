"""What is counted while it goes on, and the table in the end."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from rich.table import Table


@dataclass(slots=True)
class Tally:
    """Counts of a run. `doubts` has, by the id of a delivery, the lease under which it was lost."""

    rounds: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    reports: Counter[str] = field(default_factory=Counter)
    confirmed: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    resolved: Counter[str] = field(default_factory=Counter)
    doubts: dict[int, datetime] = field(default_factory=dict)
    stored: int = 0
    summaries: int = 0
    broken: list[str] = field(default_factory=list)

    def table(self, title: str, seconds: float) -> Table:
        """The counts, to be read."""
        table = Table("what", "how many", "of which", title=title)
        for what, number, parts in self._rows():
            table.add_row(what, str(number), _listed(parts))
        table.add_row("seconds", f"{seconds:.0f}", "")
        table.add_row("broken promises", str(len(self.broken)), "")
        return table

    def _rows(self) -> list[tuple[str, int, Counter[str]]]:
        none: Counter[str] = Counter()
        return [
            ("rounds", self.rounds, none),
            ("kills", self.kills.total(), self.kills),
            ("faults", self.faults.total(), self.faults),
            ("reports", self.reports.total(), self.reports),
            ("confirmed reports", self.confirmed.total(), self.confirmed),
            ("stored reports", self.stored, none),
            ("summaries", self.summaries, none),
            ("deliveries", self.states.total(), self.states),
            ("doubts", len(self.doubts), self.resolved),
            ("deliveries to the bot", self.steps["delivered"], none),
            ("redeliveries", self.steps["delivered_again"], none),
            ("calls of the bot", self.calls.total(), Counter(dict(self.calls.most_common(5)))),
            ("log events", self.events.total(), self.events),
        ]


def _listed(parts: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(parts.items()))
