"""Slack's error codes as typed errors: one class a case that is treated differently.

Codes are listed at https://docs.slack.dev/reference/methods under each method. No token and no
text is ever part of an error's words.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookResponse

_STANDARD_WAIT = 1.0  # seconds, where Slack does not say how long


class SlackError(Exception):
    """Slack did not do what it was asked; `code` is Slack's own."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RateLimited(SlackError):  # noqa: N818 (named for what Slack says)
    """Too fast: wait `retry_after` seconds, then do it again."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class TokenRefused(SlackError):  # noqa: N818
    """The token is wrong or revoked: the app has to be installed anew."""


class ScopeMissing(SlackError):  # noqa: N818
    """The app lacks a scope: update it from the manifest and install it anew."""


class ChannelGone(SlackError):  # noqa: N818
    """The channel cannot be posted in: stop, and tell whoever looks after it."""


class TriggerExpired(SlackError):  # noqa: N818
    """The three seconds for opening a modal are over: offer a button that opens it."""


class ViewGone(SlackError):  # noqa: N818
    """The view was closed or has changed: there is nothing left to update."""


class BlocksRefused(SlackError):  # noqa: N818
    """What was sent breaks a limit: a fault of the renderer's."""


class Unreachable(SlackError):  # noqa: N818
    """No answer came: what was asked for may have been done, or not."""


_CODES: dict[str, type[SlackError]] = {
    **dict.fromkeys(
        ("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"),
        TokenRefused,
    ),
    "missing_scope": ScopeMissing,
    **dict.fromkeys(
        ("channel_not_found", "not_in_channel", "is_archived", "user_not_in_channel"), ChannelGone
    ),
    **dict.fromkeys(
        ("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired"),
        TriggerExpired,
    ),
    **dict.fromkeys(("not_found", "view_not_found", "hash_conflict"), ViewGone),
    **dict.fromkeys(
        ("invalid_blocks", "invalid_arguments", "msg_too_long", "msg_blocks_too_long"),
        BlocksRefused,
    ),
}


@contextmanager
def speaking_slack() -> Iterator[None]:
    """Raise what goes wrong in the block as a SlackError."""
    try:
        yield
    except SlackApiError as error:
        raise typed(error) from error
    except (ClientError, SlackClientError, asyncio.TimeoutError, OSError) as error:
        raise Unreachable(type(error).__name__) from error


def typed(error: SlackApiError) -> SlackError:
    """The typed error of an answer; a server's fault is as good as no answer."""
    status = error.response.status_code
    if status == 429:
        wait = error.response.headers.get("Retry-After", _STANDARD_WAIT)
        return RateLimited(float(wait))
    if isinstance(status, int) and status >= 500:
        return Unreachable(f"http_{status}")
    code = str(error.response.get("error", "unknown"))
    return _CODES.get(code, SlackError)(code)


def check_response(response: WebhookResponse) -> None:
    """Raise a SlackError when a response URL did not take a message."""
    if response.status_code == 429:
        raise RateLimited(float(response.headers.get("Retry-After", _STANDARD_WAIT)))
    if response.status_code >= 500:
        raise Unreachable(f"http_{response.status_code}")
    if response.status_code >= 400:
        raise SlackError(f"http_{response.status_code}")
