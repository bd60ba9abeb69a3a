"""The control API: what can be seen, what is streamed, and what is refused in plain words."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from bot.sandbox import Sandbox, Timing
from tests.bot.sandbox import shapes as s
from tests.bot.sandbox.conftest import WORKSPACE, Clock, Serve, Stage, browser
from tests.bot.sandbox.puppet import puppet


async def test_the_workspace(stage: Stage) -> None:
    seen = await stage.look("workspace")
    assert seen["team"] == {"id": "T0TEAM", "name": "Team", "domain": "team"}
    assert seen["bot"] == {
        "user_id": "U0BOT",
        "bot_id": "B0BOT",
        "app_id": "A0BOT",
        "name": "helper",
        "real_name": "helper",
    }
    assert seen["users"][0] == {
        "id": "U0ANNA",
        "name": "anna",
        "real_name": "Anna A",
        "email": "anna@example.org",
        "title": "Librarian",
        "locale": "sv-SE",
        "tz": "Europe/Stockholm",
        "is_admin": False,
        "dm": "D0ANNA",
    }
    assert seen["channels"][2] == {
        "id": "C0OLD",
        "name": "old",
        "topic": "",
        "is_private": False,
        "is_archived": True,
        "members": ["U0ANNA", "U0BOT"],
    }
    assert seen["commands"][0]["usage_hint"] == "[name]"
    assert seen["now"] == "2026-05-22T12:00:00+00:00"
    assert seen["connected"] == 0


REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "no user": ("message", {"channel": "D0ANNA", "text": "x"}, '"user" is missing.'),
    "an unknown user": ("message", {"user": "U9"}, "There is no user U9."),
    "a user that is a number": ("message", {"user": 5}, '"user" must be a text.'),
    "an unknown channel": (
        "message",
        {"user": "U0ANNA", "channel": "C9", "text": "x"},
        "There is no channel C9.",
    ),
    "not a member": (
        "message",
        {"user": "U0BO", "channel": "C0LONELY", "text": "x"},
        "bo is not in lonely.",
    ),
    "somebody's direct message": (
        "message",
        {"user": "U0BO", "channel": "D0ANNA", "text": "x"},
        "bo is not in anna.",
    ),
    "an archived channel": (
        "message",
        {"user": "U0ANNA", "channel": "C0OLD", "text": "x"},
        "old is archived.",
    ),
    "nothing": (
        "message",
        {"user": "U0ANNA", "channel": "D0ANNA", "text": ""},
        "A message has 1 to 40000 characters.",
    ),
    "too much": (
        "message",
        {"user": "U0ANNA", "channel": "D0ANNA", "text": "x" * 40_001},
        "A message has 1 to 40000 characters.",
    ),
    "an unknown command": (
        "command",
        {"user": "U0ANNA", "channel": "D0ANNA", "command": "/sing"},
        "/sing is not a valid command.",
    ),
    "a command in an archived channel": (
        "command",
        {"user": "U0ANNA", "channel": "C0OLD", "command": "/hello"},
        "old is archived.",
    ),
    "an unknown view": (
        "view",
        {"user": "U0ANNA", "view_id": "V9", "type": "close"},
        "anna has no view V9 open.",
    ),
    "an unknown message": (
        "action",
        {"user": "U0ANNA", "channel": "D0ANNA", "ts": "1.0", "action_id": "a"},
        "anna sees no message 1.0 in anna.",
    ),
    "a stranger as member": (
        "membership",
        {"channel": "C0GENERAL", "user": "U9"},
        "There is no user U9.",
    ),
    "a third in a direct message": (
        "membership",
        {"channel": "D0ANNA", "user": "U0BO"},
        "A direct message keeps its two members.",
    ),
    "an archived direct message": (
        "archive",
        {"channel": "D0ANNA"},
        "A direct message cannot be archived.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_makes_no_sense_is_said_in_a_sentence(stage: Stage, name: str) -> None:
    what, body, sentence = REFUSED[name]
    assert await stage.act(what, **body, status=400) == {"ok": False, "error": sentence}


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"{", "not JSON"), (b"[]", "not a JSON object"), (b"", "missing")]
)
async def test_bodies_that_are_no_object(stage: Stage, content: bytes, sentence: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await stage.http.post("/sandbox/home", content=content, headers=headers)
    assert answer.status_code == 400
    assert sentence in answer.json()["error"]


async def test_only_json_is_taken(stage: Stage) -> None:
    answer = await stage.http.post("/sandbox/home", data={"user": "U0ANNA"})
    assert (answer.status_code, "application/json" in answer.json()["error"]) == (400, True)


async def test_an_unknown_address(stage: Stage) -> None:
    assert (await stage.http.get("/sandbox/nothing")).status_code == 404


LOOKS: dict[str, tuple[str, dict[str, Any], str]] = {
    "no channel": ("messages", {}, '"channel" is missing.'),
    "a secret": ("messages", {"channel": "G0SECRET", "user": "U0ANNA"}, "anna cannot see secret."),
    "a wrong moment": ("messages", {"channel": "D0ANNA", "after": "then"}, "not a timestamp"),
    "a long wait": ("messages", {"channel": "D0ANNA", "wait": 31}, "between 0 and 30 seconds"),
    "a wrong wait": ("views", {"user": "U0ANNA", "wait": "long"}, "number of seconds"),
    "nobody": ("home", {}, '"user" is missing.'),
    "nobody's stream": ("stream", {"user": "U9"}, "There is no user U9."),
}


@pytest.mark.parametrize("name", LOOKS)
async def test_looking_at_what_cannot_be_seen(stage: Stage, name: str) -> None:
    what, query, words = LOOKS[name]
    assert words in (await stage.look(what, **query, status=400))["error"]


async def test_waiting_for_a_message_ends_when_it_comes(stage: Stage) -> None:
    waiting = asyncio.create_task(stage.look("messages", channel="D0ANNA", wait=20))
    await stage.bot.chat_postMessage(channel="C0GENERAL", text="elsewhere")
    await stage.bot.chat_postMessage(channel="D0ANNA", text="here")
    found = await waiting
    assert [message["text"] for message in found["messages"]] == ["here"]
    empty = await stage.look("messages", channel="D0ANNA", after=found["latest"], wait=0.01)
    assert empty["messages"] == []
    assert empty["latest"] == found["latest"]


async def test_an_edit_is_news(stage: Stage) -> None:
    posted = await stage.bot.chat_postMessage(channel="D0ANNA", text="one")
    await stage.news("D0ANNA")
    await stage.bot.chat_update(channel="D0ANNA", ts=posted["ts"], text="two")
    assert [message["text"] for message in await stage.news("D0ANNA")] == ["two"]


async def test_members_come_and_go(stage: Stage) -> None:
    where: dict[str, Any] = {"channel": "C0LONELY", "user": "U0BOT"}
    await stage.act("membership", **where)
    await stage.bot.chat_postMessage(channel="C0LONELY", text="x")
    await stage.act("membership", **where, member=False)
    refused = await stage.refused("chat.postMessage", channel="C0LONELY", text="x")
    assert refused["error"] == "not_in_channel"
    await stage.act("membership", channel="C0LONELY", user="U0ANNA", member=True)
    channels = (await stage.look("workspace"))["channels"]
    assert channels[1]["members"] == ["U0ANNA"]


async def test_a_thread_and_its_commands_answers(stage: Stage) -> None:
    root = await stage.act("message", user="U0ANNA", channel="C0GENERAL", text="root")
    where: dict[str, Any] = {"user": "U0BO", "channel": "C0GENERAL", "thread_ts": root["ts"]}
    await stage.act("message", **where, text="reply")
    assert (await stage.seen("C0GENERAL"))[1]["thread_ts"] == root["ts"]


async def test_a_commands_form_fields(stage: Stage) -> None:
    async with puppet(stage) as bot:
        given: dict[str, Any] = {
            "user": "U0BO",
            "channel": "G0OURS",
            "command": "/hello",
            "text": "a & b",
        }
        told = await stage.act("command", **given)
        [envelope] = await bot.take()
    assert told == {"ok": True, "ack": None, "timed_out": False, "failed": None}
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    payload = envelope["payload"]
    assert payload.pop("trigger_id")
    assert payload.pop("token")
    assert payload.pop("response_url").startswith(f"{stage.url}/response/")
    assert payload == {
        "team_id": "T0TEAM",
        "team_domain": "team",
        "channel_id": "G0OURS",
        "channel_name": "privategroup",
        "user_id": "U0BO",
        "user_name": "bo",
        "command": "/hello",
        "text": "a & b",
        "api_app_id": "A0BOT",
        "is_enterprise_install": "false",
    }


async def test_a_commands_ack_for_one_or_for_all(stage: Stage) -> None:
    async with puppet(stage) as bot:
        command: dict[str, Any] = {"user": "U0ANNA", "channel": "C0GENERAL", "command": "/hello"}
        bot.answer = lambda _: {"text": "psst"}
        await stage.act("command", **command)
        bot.answer = lambda _: {"text": "all", "response_type": "in_channel"}
        await stage.act("command", **command)
    assert [m["text"] for m in await stage.seen("C0GENERAL", "U0ANNA")] == ["psst", "all"]
    assert [m["text"] for m in await stage.seen("C0GENERAL", "U0BO")] == ["all"]


@pytest.mark.parametrize(
    ("ack", "code"),
    [
        ({"blocks": [s.section("")]}, "invalid_blocks"),
        ([1], "json_not_object"),
        ({"x": 1}, "no_text"),
    ],
)
async def test_a_commands_ack_that_slack_would_not_take(stage: Stage, ack: Any, code: str) -> None:
    async with puppet(stage) as bot:
        bot.answer = lambda _: ack
        told = await stage.act("command", user="U0ANNA", channel="D0ANNA", command="/hello")
    assert (told["failed"], told["problems"][0]) == ("invalid_command_response", code)
    [message] = await stage.seen("D0ANNA", "U0ANNA")
    assert message["text"] == '/hello failed with the error "invalid_command_response"'


class Stream:
    """One user's stream, read line by line."""

    def __init__(self, lines: AsyncIterator[str]) -> None:
        self._lines = lines

    async def next(self) -> Any:
        """The next event."""
        async with asyncio.timeout(5):
            async for line in self._lines:
                if line.startswith("data: "):
                    return json.loads(line.removeprefix("data: "))
        return None

    async def comment(self) -> str:
        """The next comment."""
        async with asyncio.timeout(5):
            async for line in self._lines:
                if line.startswith(":"):
                    return line
        return ""


@asynccontextmanager
async def streamed(stage: Stage, user: str = "U0ANNA") -> AsyncIterator[Stream]:
    async with stage.http.stream("GET", "/sandbox/stream", params={"user": user}) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        stream = Stream(answer.aiter_lines())
        assert (await stream.next())["type"] == "connected"
        yield stream


async def test_messages_are_streamed_as_they_live(stage: Stage) -> None:
    async with streamed(stage) as stream:
        posted = await stage.bot.chat_postMessage(channel="C0GENERAL", text="one")
        where: dict[str, Any] = {"channel": "C0GENERAL", "ts": posted["ts"]}
        await stage.bot.chat_update(**where, text="two")
        await stage.bot.chat_delete(**where)
        events = [await stream.next() for _ in range(3)]
    assert [event["type"] for event in events] == ["message", "message_changed", "message_deleted"]
    assert {event["channel"] for event in events} == {"C0GENERAL"}
    assert events[1]["message"]["text"] == "two"
    assert events[2]["ts"] == posted["ts"]


async def test_what_others_should_not_see_is_not_streamed(stage: Stage) -> None:
    async with streamed(stage) as stream:
        await stage.bot.chat_postMessage(channel="D0BO", text="for Bo")
        await stage.bot.chat_postMessage(channel="G0OURS", text="for us")
        await stage.bot.chat_postEphemeral(channel="C0GENERAL", user="U0BO", text="for Bo")
        await stage.bot.views_publish(user_id="U0BO", view=s.home())
        await stage.bot.chat_postEphemeral(channel="C0GENERAL", user="U0ANNA", text="for Anna")
        event = await stream.next()
    assert (event["type"], event["message"]["text"]) == ("ephemeral", "for Anna")


async def test_views_home_and_the_bots_coming_are_streamed(stage: Stage) -> None:
    async with streamed(stage) as stream:
        await stage.bot.views_publish(user_id="U0ANNA", view=s.home())
        assert (await stream.next())["view"]["type"] == "home"
        async with puppet(stage) as bot:
            assert (await stream.next()) == {"type": "connected", "sockets": 1}
            await stage.act("command", user="U0ANNA", channel="D0ANNA", command="/form")
            trigger = (await bot.payload())["trigger_id"]
            view = await stage.bot.views_open(trigger_id=trigger, view=s.modal())
            assert [v["id"] for v in (await stream.next())["views"]] == [view["view"]["id"]]
            closing = {"user": "U0ANNA", "view_id": view["view"]["id"], "type": "close"}
            await stage.act("view", **closing)
            assert (await stream.next())["views"] == []
        assert (await stream.next()) == {"type": "connected", "sockets": 0}
        await stage.act("archive", channel="C0LONELY")
        assert (await stream.next()) == {"type": "workspace"}


async def test_a_quiet_stream_is_kept_alive(serve: Serve) -> None:
    async with serve(timing=Timing(keepalive=0.02)) as stage, streamed(stage) as stream:
        assert (await stream.comment()).startswith(":")


async def test_leaving_ends_streams_and_waits() -> None:
    sandbox = Sandbox(WORKSPACE, Clock())
    async with AsyncExitStack() as stack:
        served = await stack.enter_async_context(AsyncExitStack())
        address = await served.enter_async_context(sandbox.serve())
        http = await stack.enter_async_context(browser(address.url))
        stream = await stack.enter_async_context(http.stream("GET", "/sandbox/stream?user=U0ANNA"))
        lines = stream.aiter_lines()
        await anext(lines)
        waiting = asyncio.create_task(http.get("/sandbox/messages?channel=D0ANNA&wait=30"))
        for _ in range(3):
            # Once these are answered, the request before them has begun to wait.
            await http.get("/sandbox/workspace")
        await served.aclose()
        assert [line async for line in lines] == [""]
        assert (await waiting).json()["messages"] == []
