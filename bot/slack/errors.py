"""Slack's error codes as one tree of errors, each of which says what to do.

Source: the error tables of the methods at https://docs.slack.dev/reference/methods. What an error
shows is its code and Slack's own words about blocks; never a token, a text or a whole answer.
"""

# ruff: noqa: N818  (errors are named for what happened)

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientConnectorError, ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookResponse

_WAIT = 30.0  # seconds, where Slack forgets to say how long
_CODE = re.compile(r"[a-z_]{2,60}")
_UNREADABLE = "unreadable_code"
_POINTER = re.compile(r"\[json-pointer:([^\]]*)\]")


class SlackError(Exception):
    """Slack did not do what it was asked."""

    def __init__(self, code: str = "") -> None:
        super().__init__(f"{type(self).__name__}: {code}" if code else type(self).__name__)
        self.code = code


class RateLimited(SlackError):
    """Too much at once: wait `retry_after` seconds, then do it again."""

    def __init__(self, code: str, retry_after: float) -> None:
        super().__init__(code)
        self.retry_after = retry_after


class ChannelGone(SlackError):
    """The bot cannot write there: stop posting, and ask for an invitation or another channel."""


class PersonGone(SlackError):
    """Nobody by that id can be reached: write to them no more."""


class TokenRefused(SlackError):
    """The token is wrong, old or taken back: install the app again and set the new token."""


class ScopeMissing(SlackError):
    """The app lacks the scope `needed`: take in the new manifest and install the app again."""

    def __init__(self, code: str, needed: str) -> None:
        super().__init__(f"{code} ({needed})" if needed else code)
        self.code, self.needed = code, needed


class FileRefused(SlackError):
    """The workspace takes no such file: tell the person, who may ask its administrator."""


class TriggerExpired(SlackError):
    """The three seconds for opening a modal are over: offer a button that opens it."""


class ViewGone(SlackError):
    """The modal has been closed: answer as a message instead."""


class HashConflict(SlackError):
    """The view was changed meanwhile: make it anew from what stands now."""


class ResponseUrlGone(SlackError):
    """The response URL is used up or over half an hour old: post with the token instead."""


class BlocksRefused(SlackError):
    """The blocks break Slack's rules, a fault of ours: `messages` say which and where.

    Its text names the places alone, since Slack may quote what stood there.
    """

    def __init__(self, code: str, messages: tuple[str, ...] = ()) -> None:
        super().__init__(" ".join((code, *_POINTER.findall(" ".join(messages)))))
        self.code, self.messages = code, messages


class TextTooLong(SlackError):
    """The message is too long, a fault of ours: split it."""


class Unreachable(SlackError):
    """No certain answer came: it may or may not have been done. Look before doing it again."""


class TimedOut(Unreachable):
    """No answer came in time: Slack may still be at it, so looking at once tells nothing."""


class NotReached(Unreachable):
    """Slack was not even reached: it has certainly not been done."""


class Unexpected(SlackError):
    """A code that is dealt with nowhere: log it, and tell the person that something went wrong."""


_CLASSES: dict[type[SlackError], str] = {
    ChannelGone: "channel_not_found is_archived not_in_channel is_inactive restricted_action"
    " restricted_action_read_only_channel restricted_action_thread_only_channel"
    " channel_is_archived messages_tab_disabled method_not_supported_for_channel_type",
    PersonGone: "user_not_found users_not_found user_not_visible user_disabled user_not_in_channel"
    " cannot_dm_bot not_enabled no_user",
    TokenRefused: "invalid_auth not_authed token_revoked token_expired account_inactive"
    " not_allowed_token_type no_permission org_login_required access_denied invalid_token"
    " app_uninstalled missing_authorization no_service",
    FileRefused: "file_uploads_disabled file_upload_size_restricted file_type_not_allowed"
    " blocked_file_type malware_detected posting_to_channel_denied alt_txt_too_large"
    " file_not_found",
    TriggerExpired: "expired_trigger_id exchanged_trigger_id invalid_trigger_id invalid_trigger"
    " trigger_expired trigger_exchanged",
    ViewGone: "not_found view_not_found",
    HashConflict: "hash_conflict",
    ResponseUrlGone: "used_url expired_url",
    TextTooLong: "msg_too_long msg_blocks_too_long view_too_large too_long metadata_too_large",
    Unreachable: "internal_error fatal_error service_unavailable request_timeout"
    " team_added_to_org rollup_error server_error",
}
_CLASS_OF = {code: kind for kind, codes in _CLASSES.items() for code in codes.split()}
_REFUSED = {
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_arguments",
    "invalid_attachments",
    "block_mismatch",
    "no_text",
    "duplicate_external_id",
    "push_limit_reached",
}
_LIMITED = {"ratelimited", "rate_limited", "rate_limit_exceeded"}
_UNREACHABLE = (ClientError, TimeoutError, OSError)


def typed(error: Exception) -> SlackError:
    """The error of our tree for one of slack_sdk, aiohttp or the network."""
    match error:
        case SlackError():
            return error
        case SlackApiError():
            return _refusal(_Answer.of(error.response))
        case ClientConnectorError():
            return NotReached(type(error).__name__)
        case TimeoutError():
            return TimedOut(type(error).__name__)
        case _ if isinstance(error, _UNREACHABLE):
            return Unreachable(type(error).__name__)
        case _:
            return Unexpected(type(error).__name__)


@contextmanager
def speaking_slack() -> Iterator[None]:
    """Whatever goes wrong inside with Slack or on the way to it is raised as a SlackError."""
    try:
        yield
    except (SlackClientError, *_UNREACHABLE) as error:
        # `from None`: the error of the SDK carries the whole answer in its text.
        raise typed(error) from None


def check_response(response: WebhookResponse) -> None:
    """Raises a SlackError unless a response URL has taken what was sent."""
    if response.status_code != 200:
        raise _refusal(_Answer.of(response))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What counts of Slack's answer."""

    code: str
    status: int
    headers: Mapping[str, str]
    data: Mapping[str, Any]

    @classmethod
    def of(cls, response: Any) -> "_Answer":
        """From a response of the SDK, of aiohttp, or a bare dictionary."""
        data = response if isinstance(response, dict) else getattr(response, "data", None)
        body = getattr(response, "body", "")
        if isinstance(body, str) and data is None:
            data = _said(body)
        data = data if isinstance(data, dict) else {}
        status = getattr(response, "status_code", getattr(response, "status", 200))
        code = str(data.get("error") or "")
        readable = code if not code or _CODE.fullmatch(code) else _UNREADABLE
        return cls(readable, status, _headers(response), data)

    @property
    def messages(self) -> tuple[str, ...]:
        """What Slack says of each fault, where it does."""
        told = self.data.get("response_metadata") or {}
        return tuple(map(str, told.get("messages") or self.data.get("errors") or ()))


def _refusal(answer: _Answer) -> SlackError:
    code = answer.code
    if answer.status == 429 or code in _LIMITED:
        return RateLimited(code or "ratelimited", _retry_after(answer.headers))
    if code == "missing_scope":
        return ScopeMissing(code, str(answer.data.get("needed") or ""))
    if code in _REFUSED:
        return BlocksRefused(code, answer.messages)
    if code in _CLASS_OF:
        return _CLASS_OF[code](code)
    if not code or answer.status >= 500:
        return Unreachable(code or f"HTTP {answer.status}")
    return Unexpected(code)


def _retry_after(headers: Mapping[str, str]) -> float:
    """Seconds; the name of the header is written in more than one way."""
    for name, value in headers.items():
        if name.lower() == "retry-after":
            try:
                return max(0.0, float(value))
            except ValueError:
                return _WAIT
    return _WAIT


def _headers(response: Any) -> Mapping[str, str]:
    return dict(getattr(response, "headers", None) or {})


def _said(body: str) -> Any:
    """What a response URL answers: JSON, or the bare code."""
    try:
        return json.loads(body)
    except ValueError:
        return {"error": body.strip()} if _CODE.fullmatch(body.strip()) else {}
