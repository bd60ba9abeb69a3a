"""The table block: at most 100 rows and 20 columns. Source: Block Kit reference, table block."""

from typing import Any

from bot.sandbox.blocks.checks import (
    Check,
    Faults,
    array,
    boolean,
    by_type,
    one_of,
    string,
    struct,
)
from bot.sandbox.blocks.objects import typed
from bot.sandbox.blocks.rich_text import RICH_TEXT

MOST_ROWS = 100
MOST_COLUMNS = 20


def _number(value: Any, at: str, faults: Faults) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        faults.add("must be a number", at)


_CELL = by_type(
    {
        "raw_text": typed({"text": string(12000)}),
        "raw_number": typed({"value": _number}, {"text": string(12000)}),
        "rich_text": RICH_TEXT,
    }
)

_COLUMN = struct({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _column(value: Any, at: str, faults: Faults) -> None:
    # A null leaves the column as it is, so that a later one can be set.
    if value is not None:
        _COLUMN(value, at, faults)


TABLE: Check = typed(
    {"rows": array(array(_CELL, MOST_COLUMNS), MOST_ROWS)},
    {"block_id": string(255), "column_settings": array(_column, MOST_COLUMNS)},
)
