"""What has been read of KB's statistics, from wherever."""

from dataclasses import dataclass

_LARGEST = 2**31 - 1  # what the database keeps
_NOTHING = ("", "-")  # how KB and its libraries write that they do not know


@dataclass(frozen=True, slots=True)
class Figure:
    """A term's value for a public library in a year; None where KB tells of none.

    `sigel` is empty where KB gives none; `municipality_code` is told by the export alone.
    """

    sigel: str
    library: str
    year: int
    term: str
    value: int | None
    municipality_code: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of some years, and KB's ids of what could not be understood."""

    years: tuple[int, ...]
    figures: tuple[Figure, ...]
    unreadable: tuple[str, ...] = ()


def count_of(value: object) -> int | None:
    """A count as KB or a workbook tells it; None where nothing is told, which is never zero.

    Raises ValueError for what is no whole number from 0 to two thousand million.
    """
    if isinstance(value, str):
        value = value.strip()
        if value in _NOTHING:
            return None
        if value.isascii() and value.isdecimal():
            value = int(value)
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
        raise ValueError("no count")
    return value
