"""What can be wrong with a file, told by key and values; the words are in handlers/locales."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Value = str | int | date


class Wrong(StrEnum):
    """Every complaint an import can make; each is a text's key."""

    # about the file
    NO_FILE = "import.no_file"
    WRONG_TYPE = "import.wrong_type"
    OLD_EXCEL = "import.old_excel"
    UNREADABLE = "import.unreadable"
    BROKEN_QUOTES = "import.broken_quotes"
    EMPTY_FILE = "import.empty_file"
    NO_SHEET = "import.no_sheet"
    OTHER_YEAR = "import.other_year"
    # about its columns
    UNKNOWN_COLUMN = "import.unknown_column"
    UNKNOWN_COLUMN_NEAR = "import.unknown_column_near"
    MISSING_COLUMN = "import.missing_column"
    NO_TERMS = "import.no_terms"
    DOUBLE_COLUMN = "import.double_column"
    CELL_WITHOUT_COLUMN = "import.cell_without_column"
    # about one cell
    EMPTY_CELL = "import.empty_cell"
    EXCEL_ERROR = "import.excel_error"
    TOO_LONG = "import.too_long"
    NO_LETTERS = "import.no_letters"
    NOT_A_DAY = "import.not_a_day"
    FUTURE_DAY = "import.future_day"
    NOT_AN_EMAIL = "import.not_an_email"
    NOT_AN_ADDRESS = "import.not_an_address"
    NOT_A_PAGE = "import.not_a_page"
    NOT_A_CODE = "import.not_a_code"
    NOT_A_RESULT = "import.not_a_result"
    NOT_A_COUNT = "import.not_a_count"
    NOT_A_MONTH = "import.not_a_month"
    FUTURE_MONTH = "import.future_month"
    NOT_SESSIONS = "import.not_sessions"
    NOT_ADOPTED = "import.not_adopted"
    NOT_YES_OR_NO = "import.not_yes_or_no"
    UNKNOWN_ROLE = "import.unknown_role"
    UNKNOWN_STATUS = "import.unknown_status"
    UNKNOWN_KIND = "import.unknown_kind"
    UNKNOWN_PLATFORM = "import.unknown_platform"
    NOT_A_TEAMS_CHANNEL = "import.not_a_teams_channel"
    NOT_A_WEEKDAY = "import.not_a_weekday"
    NOT_AN_HOUR = "import.not_an_hour"
    # about what it points at
    UNKNOWN_LIBRARY = "import.unknown_library"
    UNKNOWN_LIBRARY_NEAR = "import.unknown_library_near"
    UNKNOWN_EMAIL = "import.unknown_email"
    UNKNOWN_EMAIL_NEAR = "import.unknown_email_near"
    UNKNOWN_RESOURCE = "import.unknown_resource"
    UNKNOWN_RESOURCE_NEAR = "import.unknown_resource_near"
    OTHERS_TENANT = "import.others_tenant"
    OTHERS_CHANNEL = "import.others_channel"
    TWO_MATCHES = "import.two_matches"
    # about rows beside each other, or beside what is known
    CONTRADICTS = "import.contradicts"
    ENDS_BEFORE_START = "import.ends_before_start"
    HAS_LEFT = "import.has_left"
    OVERLAPS = "import.overlaps"
    ACCOUNT_TAKEN = "import.account_taken"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (no line: the whole file), what, and the text's values."""

    line: int | None
    column: str | None
    key: Wrong
    values: Mapping[str, Value] = field(default_factory=dict)


class ImportRefusedError(Exception):
    """Nothing was imported; `problems` says why, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))
        first = self.problems[0]  # by key alone: a log holds no names
        super().__init__(f"{len(self.problems)} problems, first {first.key} on line {first.line}")


def refused(key: Wrong, *, line: int | None = None, **values: Value) -> ImportRefusedError:
    """The refusal of a whole file for one reason."""
    return ImportRefusedError([Problem(line, None, key, values)])
