"""What buttons and forms carry, and reading it back: none of it is trusted.

A button carries row ids (`7`, or `7,8`) or ids with days (`7@2020-05-26`, or several such; `7@`
where the day is still to be asked for).
"""

from collections.abc import Iterable
from datetime import date

from handlers.errors import OutdatedButtonError

LONGEST_VALUE = 2_000  # characters that every platform lets a button carry
_HIGHEST_ID = 2**31 - 1  # what an id's column holds


def row_id(text: str) -> int:
    """An id. Raises OutdatedButtonError for what can be none."""
    plain = text.isascii() and text.isdecimal() and len(text) <= len(str(_HIGHEST_ID))
    if not plain or int(text) > _HIGHEST_ID:
        raise OutdatedButtonError
    return int(text)


def row_ids(text: str) -> list[int]:
    """Ids separated by commas, each once."""
    return list(dict.fromkeys(row_id(each) for each in text.split(",")))


def carry_ids(ids: Iterable[int]) -> str:
    """Ids as a button carries them; empty where they are too many to be carried."""
    return _carried(map(str, ids))


def carry_pair(row: int, on: date | None) -> str:
    """An id with its day, or without."""
    return f"{row}@{on.isoformat() if on else ''}"


def carry_pairs(pairs: Iterable[tuple[int, date]]) -> str:
    """Ids with their days; empty where they are too many to be carried."""
    return _carried(carry_pair(row, on) for row, on in pairs)


def _carried(words: Iterable[str]) -> str:
    value = ",".join(words)
    return value if len(value) <= LONGEST_VALUE else ""


def pair_of(text: str) -> tuple[int, date | None]:
    """An id and its day. Raises OutdatedButtonError for anything else."""
    row, at, day = text.partition("@")
    if not at:
        raise OutdatedButtonError
    try:
        return row_id(row), date.fromisoformat(day) if day else None
    except ValueError as error:
        raise OutdatedButtonError from error


def dated_pairs(text: str) -> list[tuple[int, date]]:
    """Ids with their days, each id once. Raises OutdatedButtonError where a day is missing."""
    pairs = dict(map(pair_of, text.split(",")))
    dated = [(row, on) for row, on in pairs.items() if on is not None]
    if len(dated) < len(pairs):
        raise OutdatedButtonError
    return dated
