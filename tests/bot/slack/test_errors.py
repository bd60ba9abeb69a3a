"""Slack's refusals as errors of our own."""

from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from multidict import CIMultiDict
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook import WebhookResponse

from bot.slack.errors import (
    BlocksRefused,
    ChannelGone,
    HashConflict,
    PersonGone,
    RateLimited,
    ResponseUrlGone,
    ScopeMissing,
    SlackError,
    TextTooLong,
    TokenRefused,
    TriggerExpired,
    Unexpected,
    Unreachable,
    ViewGone,
    check_response,
    speaking_slack,
    typed,
)

TOKEN = "xoxb-1234-secret"
FAULT = "[ERROR] not a valid text: Hemligt [json-pointer:/blocks/3/text]"


def refusal(
    code: str | None, *, status: int = 200, headers: dict[str, str] | None = None, **more: Any
) -> SlackApiError:
    """What slack_sdk raises when Slack answers with an error."""
    data: Any = {"ok": False, **more} | ({"error": code} if code else {})
    response = AsyncSlackResponse(
        client=None,
        http_verb="POST",
        api_url="https://slack.com/api/chat.postMessage",
        req_args={"headers": {"Authorization": f"Bearer {TOKEN}"}, "json": {"text": "Hemligt"}},
        data=data,
        headers=headers or {},
        status_code=status,
    )
    return refused(response)


def refused(response: Any) -> SlackApiError:
    return SlackApiError("It failed.", response)  # type: ignore[no-untyped-call]


def answered(status: int, body: str, **headers: str) -> WebhookResponse:
    return WebhookResponse(url="https://x", status_code=status, body=body, headers=headers)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("channel_not_found", ChannelGone),
        ("is_archived", ChannelGone),
        ("not_in_channel", ChannelGone),
        ("user_not_found", PersonGone),
        ("invalid_auth", TokenRefused),
        ("not_authed", TokenRefused),
        ("token_revoked", TokenRefused),
        ("token_expired", TokenRefused),
        ("account_inactive", TokenRefused),
        ("missing_scope", ScopeMissing),
        ("expired_trigger_id", TriggerExpired),
        ("exchanged_trigger_id", TriggerExpired),
        ("invalid_trigger_id", TriggerExpired),
        ("not_found", ViewGone),
        ("hash_conflict", HashConflict),
        ("used_url", ResponseUrlGone),
        ("invalid_blocks", BlocksRefused),
        ("invalid_arguments", BlocksRefused),
        ("msg_too_long", TextTooLong),
        ("msg_blocks_too_long", TextTooLong),
        ("view_too_large", TextTooLong),
        ("ratelimited", RateLimited),
        ("internal_error", Unreachable),
        ("something_new", Unexpected),
        ("unreadable_code", Unexpected),
    ],
)
def test_every_code_has_its_error(code: str, kind: type[SlackError]) -> None:
    error = typed(refusal(code))
    assert type(error) is kind
    assert error.code == code


def test_every_error_says_what_to_do() -> None:
    assert all(kind.__doc__ and ":" in kind.__doc__ for kind in SlackError.__subclasses__())


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"retry-after": "1.5"}, 1.5),
        ({}, 30),
        ({"Retry-After": "snart"}, 30),
    ],
)
def test_a_rate_limit_says_how_long(headers: dict[str, str], seconds: float) -> None:
    error = typed(refusal("ratelimited", status=429, headers=headers))
    assert isinstance(error, RateLimited)
    assert error.retry_after == seconds


def test_a_rate_limit_is_known_by_its_status_alone() -> None:
    assert isinstance(typed(refusal(None, status=429)), RateLimited)


def test_a_missing_scope_is_named() -> None:
    error = typed(refusal("missing_scope", needed="im:write", provided="chat:write"))
    assert isinstance(error, ScopeMissing)
    assert (error.needed, str(error)) == ("im:write", "ScopeMissing: missing_scope (im:write)")
    assert str(typed(refusal("missing_scope"))) == "ScopeMissing: missing_scope"


@pytest.mark.parametrize(
    "more", [{"response_metadata": {"messages": [FAULT]}}, {"errors": [FAULT]}]
)
def test_refused_blocks_say_why(more: dict[str, Any]) -> None:
    error = typed(refusal("invalid_blocks", **more))
    assert isinstance(error, BlocksRefused)
    assert error.messages == (FAULT,)
    assert str(error) == "BlocksRefused: invalid_blocks /blocks/3/text"
    assert typed(refusal("invalid_blocks", response_metadata=None)).code == "invalid_blocks"


@pytest.mark.parametrize(
    "error",
    [
        aiohttp.ClientConnectionError(),
        aiohttp.ServerDisconnectedError(),
        TimeoutError(),
        ConnectionResetError(),
        refusal(None),
        refusal("strange_code", status=503),
        refused(SimpleNamespace(status=502, headers=CIMultiDict())),
    ],
)
def test_what_is_in_doubt_is_unreachable(error: Exception) -> None:
    assert isinstance(typed(error), Unreachable)


def test_a_code_that_is_none_is_not_repeated() -> None:
    assert typed(refusal("Hemligt: <text>")).code == "unreadable_code"


def test_other_errors() -> None:
    assert isinstance(typed(SlackRequestError("?")), Unexpected)
    assert isinstance(typed(refused({"ok": False, "error": "is_archived"})), ChannelGone)
    already = ViewGone("not_found")
    assert typed(already) is already


def test_speaking_slack_raises_our_errors_without_a_secret_in_them() -> None:
    with pytest.raises(TokenRefused) as raised, speaking_slack():
        raise refusal("invalid_auth")
    assert str(raised.value) == "TokenRefused: invalid_auth"
    assert raised.value.__suppress_context__


def test_speaking_slack_leaves_other_errors_alone() -> None:
    with pytest.raises(KeyError), speaking_slack():
        raise KeyError("ok")
    with pytest.raises(ViewGone), speaking_slack():
        raise ViewGone


def test_a_response_url_that_took_it() -> None:
    check_response(answered(200, "ok"))


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        (answered(404, '{"ok":false,"error":"used_url"}'), ResponseUrlGone),
        (answered(404, "expired_url"), ResponseUrlGone),
        (answered(400, "invalid_blocks"), BlocksRefused),
        (answered(400, "no_text"), BlocksRefused),
        (answered(429, "", **{"Retry-After": "3"}), RateLimited),
        (answered(500, "<html>"), Unreachable),
        (answered(502, "[]"), Unreachable),
        (answered(403, "invalid_token"), TokenRefused),
    ],
)
def test_a_response_url_that_did_not(response: WebhookResponse, kind: type[SlackError]) -> None:
    with pytest.raises(kind):
        check_response(response)
