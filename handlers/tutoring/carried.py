"""What buttons and forms of tutoring carry: a library, a month, and the sessions, each if known."""

import re
from dataclasses import dataclass
from datetime import date

from handlers.carried import row_id
from handlers.errors import FutureMonthError, LongAgoMonthError, OutdatedButtonError, SessionsError
from handlers.tutoring.wording import MOST_SESSIONS
from storage.tutoring_months import month_name, month_of

EARLIEST_MONTH = date(2014, 1, 1)  # from then on KB counts the same sessions of the same ages
_NUMBER = re.compile(r"\d{1,5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sessions:
    """What is known of a month so far."""

    library_id: int | None = None
    month: date | None = None
    adults: int | None = None
    children: int | None = None

    def carried(self) -> str:
        """As a button carries it: `7|2020-04|12|3`, each part empty where it is not known."""
        month = None if self.month is None else month_name(self.month)
        parts = (self.library_id, month, self.adults, self.children)
        return "|".join("" if part is None else str(part) for part in parts)


def carried_sessions(value: str) -> Sessions:
    """What a button carries. Raises OutdatedButtonError for what no button carries."""
    parts = value.split("|") if value else ["", "", "", ""]
    if len(parts) != 4:
        raise OutdatedButtonError
    library, month, *numbers = parts
    try:
        adults, children = (sessions_in(number) if number else None for number in numbers)
        return Sessions(
            row_id(library) if library else None,
            month_of(month) if month else None,
            adults,
            children,
        )
    except (ValueError, SessionsError) as error:
        raise OutdatedButtonError from error


def sessions_in(text: str) -> int:
    """A number of sessions as it is typed. Raises SessionsError for none, or one out of bounds."""
    typed = "".join(text.split())
    if not _NUMBER.fullmatch(typed):
        raise SessionsError(most=MOST_SESSIONS)
    return int(typed)


def check_month(month: date, today: date, shown: str) -> date:
    """The month itself, if it can be logged; `shown` is how an error names it."""
    if month > today:
        raise FutureMonthError(month=shown)
    if month < EARLIEST_MONTH:
        raise LongAgoMonthError(month=shown, earliest=str(EARLIEST_MONTH.year))
    return month
