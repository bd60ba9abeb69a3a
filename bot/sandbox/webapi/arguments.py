"""The arguments of one call, from a form, a query or JSON, each read as what it should be."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from bot.sandbox import jsontext
from bot.sandbox.errors import ApiError


class Arguments:
    """Reads arguments; what is missing or of the wrong kind raises ApiError."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    @classmethod
    def of_object(cls, value: Any) -> "Arguments":
        """From JSON that has to be an object; else ApiError json_not_object."""
        if not isinstance(value, dict):
            raise ApiError("json_not_object")
        return cls(value)

    def has(self, name: str) -> bool:
        """Whether the argument was given at all."""
        return self._values.get(name) is not None

    def raw(self, name: str) -> Any:
        """The argument as it came, or None."""
        return self._values.get(name)

    def text(self, name: str, default: str = "") -> str:
        """A text; numbers are taken as text, as a form would carry them."""
        value = self._values.get(name, default)
        if value is None:
            return default
        if isinstance(value, (dict, list)):
            raise _invalid(name, "must be a string")
        return str(value)

    def need(self, name: str) -> str:
        """A text that has to be there."""
        value = self.text(name)
        if not value:
            raise _invalid(name, f"missing required field: {name}", at="")
        return value

    def flag(self, name: str) -> bool:
        """A boolean, however it is written: true, 1, "true", "1"."""
        return str(self._values.get(name, "")).lower() in {"true", "1"}

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from 1 to `most`."""
        try:
            value = int(self._values.get(name) or default)
        except (TypeError, ValueError):
            raise _invalid(name, "must be an integer") from None
        if not 1 <= value <= most:
            raise _invalid(name, f"must be between 1 and {most}")
        return value

    def structure(self, name: str, error: str) -> Any:
        """A list or an object, which a form carries as JSON text; else ApiError with `error`."""
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return jsontext.parse(value)
        except ValueError:
            raise ApiError(error) from None


def read(content_type: str, body: bytes, query: Mapping[str, str]) -> Arguments:
    """The arguments of a request. Raises ApiError: invalid_json, json_not_object, and others."""
    kind = content_type.partition(";")[0].strip().lower()
    if not body:
        return Arguments(query)
    if kind == "application/json":
        return _json(body, query)
    if kind in {"application/x-www-form-urlencoded", ""}:
        pairs = parse_qsl(_decoded(body), keep_blank_values=True)
        return Arguments({**query, **dict(pairs)})
    raise ApiError("invalid_post_type")


def _json(body: bytes, query: Mapping[str, str]) -> Arguments:
    try:
        value = jsontext.parse(_decoded(body))
    except ValueError:
        raise ApiError("invalid_json") from None
    return Arguments.of_object({**query, **value} if isinstance(value, dict) else value)


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise ApiError("invalid_charset") from None


def _invalid(name: str, message: str, at: str | None = None) -> ApiError:
    pointer = f"/{name}" if at is None else at
    return ApiError("invalid_arguments", (f"{message} [json-pointer:{pointer}]",))
