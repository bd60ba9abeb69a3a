"""The rest of the Web API: who calls, people, conversations, pages, and odd requests."""

from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Channel, User
from tests.bot.sandbox.conftest import WORKSPACE, Serve, Stage, with_bot


async def call(stage: Stage, method: str, **request: Any) -> Any:
    return (await stage.http.post(f"/api/{method}", **request)).json()


async def test_who_the_token_belongs_to(stage: Stage) -> None:
    told = await stage.bot.auth_test()
    assert (told["user_id"], told["bot_id"], told["team_id"]) == ("U0BOT", "B0BOT", "T0TEAM")


async def test_a_token_may_stand_in_a_form(stage: Stage) -> None:
    told = await call(stage, "auth.test", data={"token": stage.sandbox.bot_token})
    assert told["ok"]


@pytest.mark.parametrize(
    ("token", "code"), [("", "not_authed"), ("xoxb-wrong", "invalid_auth"), ("x", "invalid_auth")]
)
async def test_a_wrong_token_is_refused(stage: Stage, token: str, code: str) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    assert (await call(stage, "auth.test", headers=headers))["error"] == code


async def test_each_kind_of_token_has_its_methods(stage: Stage) -> None:
    app = AsyncWebClient(stage.sandbox.app_token, stage.api_url, retry_handlers=[])
    opened = await app.apps_connections_open(app_token=stage.sandbox.app_token)
    assert opened["url"].startswith("ws://127.0.0.1:")
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await app.auth_test()
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await app.apps_connections_open(app_token=stage.sandbox.bot_token)


async def test_a_scope_that_was_not_granted(serve: Serve) -> None:
    async with serve(with_bot(scopes=frozenset({"chat:write"}))) as stage:
        await stage.bot.chat_postMessage(channel="C0GENERAL", text="x")
        missing = await stage.refused("users.info", user="U0ANNA")
    assert missing["error"] == "missing_scope"
    assert (missing["needed"], missing["provided"]) == ("users:read", "chat:write")


ODD: dict[str, tuple[dict[str, Any], str]] = {
    "broken JSON": (
        {"content": b"{", "headers": {"Content-Type": "application/json"}},
        "invalid_json",
    ),
    "a JSON list": ({"json": []}, "json_not_object"),
    "another type": (
        {"content": b"x", "headers": {"Content-Type": "text/xml"}},
        "invalid_post_type",
    ),
    "bytes that are no text": (
        {"content": b"\xff", "headers": {"Content-Type": "application/json"}},
        "invalid_charset",
    ),
}


@pytest.mark.parametrize("name", ODD)
async def test_odd_bodies(stage: Stage, name: str) -> None:
    request, code = ODD[name]
    assert (await call(stage, "chat.postMessage", **request))["error"] == code


async def test_an_unknown_method(stage: Stage) -> None:
    answer = await stage.refused("chat.sing")
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.sing")


async def test_a_body_of_megabytes_is_refused(stage: Stage) -> None:
    answer = await stage.http.post("/api/chat.postMessage", content=b"x" * 1_000_001)
    assert answer.status_code == 413


async def test_the_api_answers_to_a_test(stage: Stage) -> None:
    assert (await stage.bot.api_test())["ok"]


async def test_a_person_with_and_without_locale(stage: Stage) -> None:
    anna = (await stage.bot.users_info(user="U0ANNA", include_locale=True))["user"]
    assert (anna["locale"], anna["tz"], anna["tz_offset"]) == ("sv-SE", "Europe/Stockholm", 7200)
    assert anna["profile"]["email"] == "anna@example.org"
    assert "locale" not in (await stage.bot.users_info(user="U0ANNA"))["user"]
    assert (await stage.bot.users_info(user="U0BOT"))["user"]["is_bot"]
    assert (await stage.refused("users.info", user="U9"))["error"] == "user_not_found"


async def test_a_person_by_email(stage: Stage) -> None:
    found = await stage.bot.users_lookupByEmail(email="BO@example.org")
    assert found["user"]["id"] == "U0BO"
    unknown = await stage.refused("users.lookupByEmail", email="no@example.org")
    assert unknown["error"] == "users_not_found"


async def test_everybody_page_by_page(stage: Stage) -> None:
    first = await stage.bot.users_list(limit=2)
    assert [user["id"] for user in first["members"]] == ["U0ANNA", "U0BO"]
    cursor = first["response_metadata"]["next_cursor"]
    second = await stage.bot.users_list(limit=2, cursor=cursor)
    assert [user["id"] for user in second["members"]] == ["U0BOT"]
    assert second["response_metadata"]["next_cursor"] == ""


@pytest.mark.parametrize("cursor", ["***", "bmV4dDp4", "cHJldjox", "/////w=="])
async def test_a_cursor_that_is_none(stage: Stage, cursor: str) -> None:
    assert (await stage.refused("users.list", cursor=cursor))["error"] == "invalid_cursor"


@pytest.mark.parametrize("limit", [-1, 1001, "many"])
async def test_a_limit_that_is_none(stage: Stage, limit: Any) -> None:
    assert (await stage.refused("users.list", limit=limit))["error"] == "invalid_arguments"


async def test_the_bot_and_the_team(stage: Stage) -> None:
    assert (await stage.bot.bots_info(bot="B0BOT"))["bot"]["user_id"] == "U0BOT"
    assert (await stage.refused("bots.info", bot="B9"))["error"] == "bot_not_found"
    assert (await stage.bot.team_info())["team"]["domain"] == "team"


async def test_conversations_that_the_bot_can_know_of(stage: Stage) -> None:
    async def ids(**arguments: Any) -> list[str]:
        listed = await stage.bot.conversations_list(**arguments)
        return [channel["id"] for channel in listed["channels"]]

    assert await ids() == ["C0GENERAL", "C0LONELY", "C0OLD"]
    assert await ids(exclude_archived=True) == ["C0GENERAL", "C0LONELY"]
    assert await ids(types="private_channel, im") == ["G0OURS", "D0ANNA", "D0BO"]
    assert (await stage.refused("conversations.list", types="party"))["error"] == "invalid_types"


async def test_one_conversation(stage: Stage) -> None:
    general = await stage.bot.conversations_info(
        channel="C0GENERAL", include_num_members=True, include_locale=True
    )
    assert general["channel"]["topic"]["value"] == "Everything"
    assert general["channel"]["num_members"] == 3
    assert general["channel"]["locale"] == "en-US"
    im = await stage.bot.conversations_info(channel="D0BO")
    assert im["channel"]["user"] == "U0BO"
    hidden = await stage.refused("conversations.info", channel="G0SECRET")
    assert hidden["error"] == "channel_not_found"


async def test_members(stage: Stage) -> None:
    listed = await stage.bot.conversations_members(channel="C0GENERAL")
    assert listed["members"] == ["U0ANNA", "U0BO", "U0BOT"]


async def test_opening_a_direct_message(stage: Stage) -> None:
    assert (await stage.bot.conversations_open(users="U0BO"))["channel"] == {"id": "D0BO"}
    whole = await stage.bot.conversations_open(users=["U0BO"], return_im=True)
    assert whole["channel"]["is_im"]
    again = await stage.bot.conversations_open(channel="D0BO")
    assert again["already_open"]


@pytest.mark.parametrize(
    ("users", "code"),
    [
        ("U0ANNA,U0BO", "method_not_supported_for_channel_type"),
        ("", "users_list_not_supplied"),
        (["U9"], "user_not_found"),
    ],
)
async def test_a_direct_message_that_cannot_be(stage: Stage, users: Any, code: str) -> None:
    assert (await stage.refused("conversations.open", users=users))["error"] == code


async def test_history_newest_first_page_by_page_with_metadata(stage: Stage) -> None:
    about = {"event_type": "e", "event_payload": {"n": 1}}
    for text in "abc":
        await stage.bot.chat_postMessage(channel="C0GENERAL", text=text, metadata=about)
    first = await stage.bot.conversations_history(
        channel="C0GENERAL", limit=2, include_all_metadata=True
    )
    assert [m["text"] for m in first["messages"]] == ["c", "b"]
    assert first["messages"][0]["metadata"] == about
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    second = await stage.bot.conversations_history(channel="C0GENERAL", limit=2, cursor=cursor)
    assert [m["text"] for m in second["messages"]] == ["a"]
    assert "metadata" not in second["messages"][0]
    assert not second["has_more"]


async def test_history_between_two_moments(stage: Stage) -> None:
    stamps = [
        (await stage.bot.chat_postMessage(channel="C0GENERAL", text=text))["ts"] for text in "abc"
    ]

    async def texts(**arguments: Any) -> str:
        found = await stage.bot.conversations_history(channel="C0GENERAL", **arguments)
        return "".join(message["text"] for message in found["messages"])

    assert await texts(oldest=stamps[0]) == "cb"
    assert await texts(latest=stamps[2]) == "ba"
    assert await texts(oldest=stamps[0], latest=stamps[2]) == "b"
    assert await texts(oldest=stamps[0], latest=stamps[2], inclusive=True) == "cba"
    wrong = await stage.refused("conversations.history", channel="C0GENERAL", oldest="then")
    assert wrong["error"] == "invalid_ts_latest"


async def test_history_is_for_members(stage: Stage) -> None:
    refused = await stage.refused("conversations.history", channel="C0LONELY")
    assert refused["error"] == "not_in_channel"


async def test_a_thread(stage: Stage) -> None:
    root = (await stage.bot.chat_postMessage(channel="C0GENERAL", text="root"))["ts"]
    await stage.bot.chat_postMessage(channel="C0GENERAL", text="reply", thread_ts=root)
    thread = await stage.bot.conversations_replies(channel="C0GENERAL", ts=root)
    assert [message["text"] for message in thread["messages"]] == ["root", "reply"]
    history = await stage.bot.conversations_history(channel="C0GENERAL")
    assert [message["text"] for message in history["messages"]] == ["root"]
    gone = await stage.refused("conversations.replies", channel="C0GENERAL", ts="1.0")
    assert gone["error"] == "thread_not_found"


@pytest.mark.parametrize(
    "changes",
    [
        {"users": (User("U1", "a"), User("U1", "b"))},
        {"users": (User("U0BOT", "a"),)},
        {"channels": (Channel("C1", "a"), Channel("C1", "b"))},
        {"channels": (Channel("C1", "a", members=("U9",)),)},
        {"commands": WORKSPACE.commands * 2},
    ],
)
def test_a_workspace_that_contradicts_itself(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"twice|no users"):
        replace(WORKSPACE, **changes)


async def test_gets_work_too(stage: Stage) -> None:
    headers = {"Authorization": f"Bearer {stage.sandbox.bot_token}"}
    answer = await stage.http.get("/api/users.info?user=U0ANNA", headers=headers)
    assert answer.json()["user"]["name"] == "anna"
