"""Reading JSON that came from outside, so strictly that it can always be written again."""

import json
from typing import Any

from pydantic_core import from_json, to_json
from starlette.responses import JSONResponse


def parse(text: str | bytes) -> Any:
    """The value of a JSON text.

    Raises ValueError for what is no JSON, for nesting that nobody needs (200 deep), and for what
    nobody could send on: NaN and Infinity, numbers beyond every float, halves of surrogate pairs.
    """
    value = from_json(text, allow_inf_nan=False)
    written = to_json(value, inf_nan_mode="constants")
    if b"Infinity" in written:  # as a number, or in somebody's text
        json.dumps(value, allow_nan=False)
    return value


class Answer(JSONResponse):
    """A value that `parse` gave, or that is of such values, as an answer in UTF-8."""

    def render(self, content: Any) -> bytes:
        """The body."""
        return to_json(content)
