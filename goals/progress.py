"""How far a share has come: numerator, denominator, target, status and what is missing.

Shares are compared as exact integers, `100 * numerator >= target * denominator`; a rounded
percentage never decides.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """Where a goal stands."""

    NO_DATA = "no_data"
    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    OPEN = "open"


class Source(StrEnum):
    """Where a figure comes from."""

    SELF_REPORTED = "self_reported"
    CONFIRMED = "confirmed"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Progress:
    """One goal for one group on one day.

    `numerator`, `denominator` and `missing` are heads, `target` is a percent. `measure` names
    the way of counting where a region can choose one.
    """

    key: str
    numerator: int
    denominator: int
    target: int
    status: Status
    missing: int
    source: Source
    measure: str | None = None


def reaches(numerator: int, denominator: int, target: int) -> bool:
    """Whether the share is at or over `target` percent. An empty group reaches nothing."""
    return denominator > 0 and 100 * numerator >= target * denominator


def missing_heads(numerator: int, denominator: int, target: int) -> int:
    """How many more heads the group needs to reach `target` percent; 0 when it is there."""
    needed = -(-target * denominator // 100)
    return max(0, needed - numerator)


def status_of(
    numerator: int,
    denominator: int,
    target: int,
    *,
    on: date | None = None,
    forecast: date | None = None,
    deadline: date | None = None,
) -> Status:
    """The status of a share; `forecast` is the day on which its pace reaches the target.

    `on` is the day of the counts: what is not reached after its deadline is behind, also where
    no pace is known.
    """
    if denominator == 0:
        return Status.NO_DATA
    if reaches(numerator, denominator, target):
        return Status.REACHED
    if deadline is None:
        return Status.OPEN
    if on is not None and on > deadline:
        return Status.BEHIND
    if forecast is None:
        return Status.OPEN
    return Status.ON_TRACK if forecast <= deadline else Status.BEHIND


def measure(
    key: str,
    numerator: int,
    denominator: int,
    target: int,
    source: Source,
    *,
    measured_by: str | None = None,
    on: date | None = None,
    forecast: date | None = None,
    deadline: date | None = None,
) -> Progress:
    """Put a count of heads into words that can be shown; `status_of` tells what the days are for.

    Raises ValueError when the counts contradict each other.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError(f"{key}: {numerator} of {denominator} is no share")
    status = status_of(numerator, denominator, target, on=on, forecast=forecast, deadline=deadline)
    return Progress(
        key=key,
        numerator=numerator,
        denominator=denominator,
        target=target,
        status=status,
        missing=missing_heads(numerator, denominator, target),
        source=source,
        measure=measured_by,
    )
