"""Goal 3: staff with at least one self-assessment."""

from datetime import date

from goals.record import Record
from goals.rules import Rules

KEY = "self_assessment"
NUMBER = 3
TARGET = 80  # percent of staff


def achieved(record: Record, on: date, _rules: Rules) -> bool:
    """Whether the member had taken a self-assessment by the day."""
    return any(assessed.on <= on for assessed in record.assessed)
