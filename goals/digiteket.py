"""Goal 4: staff registered on Digiteket and with at least two counted resources finished."""

from datetime import date

from goals.record import Record
from goals.rules import Rules

KEY = "digiteket"
NUMBER = 4
TARGET = 80  # percent of staff
RESOURCES_NEEDED = 2


def counted(record: Record, on: date, rules: Rules) -> frozenset[int]:
    """The distinct approved resources of a counted kind that were finished by the day."""
    return frozenset(
        finished.resource_id
        for finished in record.finished
        if finished.on <= on and finished.approved and finished.kind in rules.counted_kinds
    )


def registered(record: Record, on: date) -> bool:
    """Whether the member was registered on Digiteket by the day."""
    return record.registered_on is not None and record.registered_on <= on


def achieved(record: Record, on: date, rules: Rules) -> bool:
    """Whether the member was both registered and had finished enough by the day."""
    return registered(record, on) and len(counted(record, on, rules)) >= RESOURCES_NEEDED
