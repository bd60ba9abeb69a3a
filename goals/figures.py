"""A goal as it is told on a day: its progress, how it has moved, and where the pace leads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goals.forecast import Forecast, Outlook, foresee, held_against
from goals.progress import Progress
from goals.rules import Rules
from goals.trend import Change, Snapshot, change_since


@dataclass(frozen=True, slots=True)
class Figure:
    """One goal of a group on a day. `change` is since last week; None where nothing is known."""

    on: date
    progress: Progress
    change: Change | None
    forecast: Forecast


def figure(progress: Progress, snapshots: Iterable[Snapshot], on: date, rules: Rules) -> Figure:
    """A goal's progress on a day beside its snapshots, in any order; later ones say nothing."""
    published = tuple(snapshots)
    now = Snapshot.of(progress, on)
    if not published:
        return Figure(
            on, progress, None, Forecast(Outlook.REACHED if now.reached else Outlook.TOO_FEW)
        )
    forecast = foresee(published, now)
    deadline = rules.deadline(progress.key)
    return Figure(
        on, held_against(progress, forecast, on, deadline), change_since(published, now), forecast
    )
