"""What Teams answers when it does not do what it was asked, as one tree of errors.

Each says what to do. Source: the status codes at
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
and /bots/how-to/rate-limit. What an error shows is its status and Teams' own short code; never a
token, a text or a whole answer.
"""

# ruff: noqa: N818  (errors are named for what happened)

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from aiohttp import ClientConnectorError, ClientError

_WAIT = 30.0  # seconds, where Teams forgets to say how long
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,60}")
_SUB_CODE = re.compile(r'"subCode"\s*:\s*"([A-Za-z0-9_.-]{1,60})"')


class TeamsError(Exception):
    """Teams did not do what it was asked; `code` is its word for why, `status` that of HTTP."""

    def __init__(self, code: str = "", status: int = 0) -> None:
        told = " ".join(each for each in (str(status or ""), code) if each)
        super().__init__(f"{type(self).__name__}: {told}" if told else type(self).__name__)
        self.code, self.status = code, status


class RateLimited(TeamsError):
    """Too much at once (429): wait `retry_after` seconds, then do it again."""

    def __init__(self, code: str, retry_after: float, status: int = 429) -> None:
        super().__init__(code, status)
        self.retry_after = retry_after


class TryAgain(TeamsError):
    """Teams could not do it this time (412, 502, 504) and it was not done: do it again later."""


class ShutOut(TeamsError):
    """The bot may not write there (403): it was removed, or somebody has blocked it."""


class NotThere(TeamsError):
    """The conversation, the message or the person is gone (404)."""


class TokenRefused(TeamsError):
    """The bot's token is not taken (401): see to the app registration and its secret."""


class CardRefused(TeamsError):
    """What was posted breaks Teams' rules (400, 405, 413), a fault of ours or a thing it lacks."""


class Unreachable(TeamsError):
    """No certain answer came: it may or may not have been done. Do not do it again blindly."""


class NotReached(Unreachable):
    """Teams was not even reached: it has certainly not been done."""


class Unexpected(TeamsError):
    """An answer that is dealt with nowhere: log it, and tell that something went wrong."""


_CLASSES: dict[int, type[TeamsError]] = {
    400: CardRefused,
    401: TokenRefused,
    403: ShutOut,
    404: NotThere,
    405: CardRefused,
    410: NotThere,
    412: TryAgain,
    413: CardRefused,
    502: TryAgain,
    504: TryAgain,
}


def refusal(status: int, headers: Mapping[str, str], body: object) -> TeamsError:
    """The error for an answer of the service, by its status."""
    code = _code(body)
    if status == 429:
        return RateLimited(code, _retry_after(headers))
    kind = _CLASSES.get(status, Unreachable if status >= 500 else Unexpected)
    return kind(code, status)


@contextmanager
def speaking_teams() -> Iterator[None]:
    """Whatever goes wrong on the way to Teams is raised as a TeamsError."""
    try:
        yield
    except ClientConnectorError as error:
        raise NotReached(type(error).__name__) from None
    except (ClientError, TimeoutError, OSError) as error:
        raise Unreachable(type(error).__name__) from None


def _code(body: object) -> str:
    """The service's own word: in an `error`, or beside it, or nowhere.

    Where it only says a number, the word stands in a message that is JSON once more.
    """
    told: Any = body if isinstance(body, dict) else {}
    within = _SUB_CODE.search(str(told.get("message") or ""))
    if within:
        return within[1]
    inner = told.get("error")
    code = inner.get("code") if isinstance(inner, dict) else inner or told.get("errorCode")
    return str(code) if code is not None and _CODE.fullmatch(str(code)) else ""


def _retry_after(headers: Mapping[str, str]) -> float:
    """Seconds."""
    try:
        return max(0.0, float(headers.get("Retry-After", _WAIT)))
    except ValueError:
        return _WAIT
