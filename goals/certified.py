"""What of a record somebody has certified: the rest is the member's own word.

A goal is certified where what is certified alone would reach it. Growth is the member's own, and
nobody certifies it.
"""

from dataclasses import replace

from goals.record import Record


def certified(record: Record) -> Record:
    """The record without what nobody has certified."""
    return replace(
        record,
        finished=tuple(each for each in record.finished if each.certified),
        registered_on=record.registered_on if record.registration_certified else None,
        assessed=tuple(each for each in record.assessed if each.certified),
        growth=(),
    )
