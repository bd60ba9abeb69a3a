"""Why KB's statistics could not be read, told by key and values; the words are in the locales."""

from enum import StrEnum


class Fault(StrEnum):
    """What can be wrong; each is a text's key."""

    UNREACHABLE = "statistics.unreachable"
    REFUSES = "statistics.refuses"
    NOT_STATISTICS = "statistics.not_statistics"
    UNSETTLED = "statistics.unsettled"


class StatisticsError(Exception):
    """KB's statistics could not be read whole, so nothing was taken from them."""

    def __init__(self, key: Fault, **values: str) -> None:
        super().__init__(f"{key} {values}")
        self.key = key
        self.values = values
