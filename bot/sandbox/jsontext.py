"""Reading JSON that came from outside, so strictly that it can always be written again."""

import json
from typing import Any


def parse(text: str | bytes) -> Any:
    """The value of a JSON text.

    Raises ValueError for what is no JSON, and for what Python's reader lets through though nobody
    could send it on: NaN and Infinity, halves of surrogate pairs, and bottomless nesting.
    """
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except RecursionError:
        raise ValueError("The JSON is nested too deeply.") from None
    return value
