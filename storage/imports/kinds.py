"""What can be imported, and the columns of each kind (design §8)."""

from dataclasses import dataclass
from enum import StrEnum

from goals.record import Area
from storage.imports.nearest import nearest
from storage.imports.problem import ImportRefusedError, Problem, Wrong
from storage.imports.table import Table


class ImportKind(StrEnum):
    """The kinds of file, by the word on the command line."""

    LIBRARIES = "libraries"
    STAFF = "staff"
    RESOURCES = "resources"
    COMPLETIONS = "completions"
    ASSESSMENTS = "assessments"
    PLANS = "plans"
    TUTORING = "tutoring"
    CHANNELS = "channels"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a file must have, and those it may have, in the order of exports."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every column."""
        return self.required + self.optional


COLUMNS = {
    ImportKind.LIBRARIES: Columns(("library", "municipality", "municipality_code"), ("sigel",)),
    ImportKind.STAFF: Columns(
        ("library", "name", "email", "role"),
        ("slack_user_id", "digiteket_registered_on", "started_on", "left_on", "chief"),
    ),
    ImportKind.RESOURCES: Columns(("title", "url", "kind"), ("topic", "leadership")),
    ImportKind.COMPLETIONS: Columns(("email", "resource", "completed_on")),
    ImportKind.ASSESSMENTS: Columns(("email", "taken_on"), tuple(area.value for area in Area)),
    ImportKind.PLANS: Columns(("library", "status"), ("adopted_on", "valid_until", "link")),
    ImportKind.TUTORING: Columns(("library", "month", "adults", "children")),
    ImportKind.CHANNELS: Columns(
        ("library", "platform", "tenant", "channel_id"), ("weekday", "hour")
    ),
}


IN_SWEDISH = {  # what a column may be called in a file that is made from memory
    "adress": "url",
    "antagen": "adopted_on",
    "arbetsplats": "library",
    "arbetsyta": "tenant",
    "barn": "children",
    "bibliotek": "library",
    "e_post": "email",
    "epost": "email",
    "gäller_till": "valid_until",
    "kanal": "channel_id",
    "kommun": "municipality",
    "kommunkod": "municipality_code",
    "kurs": "resource",
    "ledarskap": "leadership",
    "länk": "link",
    "lärresurs": "resource",
    "månad": "month",
    "mejl": "email",
    "namn": "name",
    "plattform": "platform",
    "roll": "role",
    "slutdatum": "left_on",
    "startdatum": "started_on",
    "timme": "hour",
    "titel": "title",
    "typ": "kind",
    "veckodag": "weekday",
    "vuxna": "adults",
    "ämne": "topic",
}


def check_columns(kind: ImportKind, table: Table) -> None:
    """Raise ImportRefusedError with every column that is unknown or missing."""
    columns = COLUMNS[kind]
    missing = [name for name in columns.required if name not in table.columns]
    unknown = [name for name in table.columns if name not in columns.all]
    problems = [_unknown(table, columns, name) for name in unknown] + [
        Problem(table.header_line, name, Wrong.MISSING_COLUMN, {"name": name}) for name in missing
    ]
    if problems:
        raise ImportRefusedError(problems)


def _unknown(table: Table, columns: Columns, name: str) -> Problem:
    free = [column for column in columns.all if column not in table.columns]
    swedish = IN_SWEDISH.get(name)
    near = swedish if swedish in free else nearest(name, free)
    key = Wrong.UNKNOWN_COLUMN_NEAR if near else Wrong.UNKNOWN_COLUMN
    values = {"name": name, "near": near} if near else {"name": name}
    return Problem(table.header_line, name, key, values)
