"""Goal 7: chiefs (bibliotekschefer) who have finished a resource that counts as leadership
training.

The resource's own flag decides, not its kind: an article can count too. The share is of the
chiefs, not of the staff; a library with one chief has one of one or none, and reads as yes or no.
"""

from datetime import date

from goals.record import Record
from goals.rules import Rules

KEY = "leadership"
NUMBER = 7
TARGET = 75  # percent of chiefs


def achieved(record: Record, on: date, _rules: Rules) -> bool:
    """Whether the chief had finished approved leadership training by the day."""
    return any(
        finished.on <= on and finished.approved and finished.leadership
        for finished in record.finished
    )
