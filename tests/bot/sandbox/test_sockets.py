"""Socket Mode: one socket an envelope, ten sockets, acks, redelivery, and lines that break."""

import asyncio
import json
from contextlib import AsyncExitStack
from typing import Any

import pytest
import websockets
from starlette.websockets import WebSocket
from websockets.asyncio.client import connect

from bot.sandbox import Timing
from bot.sandbox.delivery.sockets import SocketTransport
from bot.sandbox.delivery.transport import Kind
from bot.sandbox.faults import FaultBox
from bot.sandbox.hub import Hub
from tests.bot.sandbox.conftest import Serve, Stage, with_bot
from tests.bot.sandbox.puppet import SILENT, Envelope, link, puppet

HURRIED = Timing(ack=0.05, retries=(0.0, 0.0, 0.0))


async def say(stage: Stage, text: str = "hello") -> Any:
    return await stage.act("message", user="U0ANNA", channel="D0ANNA", text=text)


def silent(_envelope: Envelope) -> Any:
    return SILENT


async def test_the_first_word_is_hello(stage: Stage) -> None:
    async with connect(await link(stage), proxy=None) as socket:
        hello = json.loads(await socket.recv())
    assert hello["connection_info"] == {"app_id": "A0BOT"}
    assert hello["num_connections"] == 1


async def test_a_ticket_opens_one_socket(stage: Stage) -> None:
    address = await link(stage)
    async with connect(address, proxy=None):
        with pytest.raises(websockets.InvalidStatus):
            await connect(address, proxy=None)
    with pytest.raises(websockets.InvalidStatus):
        await connect(address.split("?")[0], proxy=None)


async def test_a_ticket_expires(serve: Serve) -> None:
    async with serve(timing=Timing(ticket=-1)) as stage:
        with pytest.raises(websockets.InvalidStatus):
            await connect(await link(stage), proxy=None)


async def test_an_event_in_slacks_shape(stage: Stage) -> None:
    async with puppet(stage) as bot:
        said = await say(stage)
        [envelope] = await bot.take()
    assert said["ack"] is None
    assert envelope["type"] == "events_api"
    assert envelope["accepts_response_payload"] is False
    assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
    payload = envelope["payload"]
    assert payload["type"] == "event_callback"
    assert payload["event_id"].startswith("Ev")
    assert payload["event_time"] == 1779451200
    assert payload["authorizations"][0]["user_id"] == "U0BOT"
    assert payload["event"] == {
        "type": "message",
        "ts": said["ts"],
        "user": "U0ANNA",
        "text": "hello",
        "channel": "D0ANNA",
        "channel_type": "im",
        "event_ts": said["ts"],
    }


async def test_each_envelope_goes_to_one_socket_in_turn(stage: Stage) -> None:
    async with puppet(stage) as first, puppet(stage) as second:
        for text in "abcd":
            await say(stage, text)
        texts = [[e["payload"]["event"]["text"] for e in bot.got] for bot in (first, second)]
    assert texts == [["a", "c"], ["b", "d"]]


async def test_an_eleventh_socket_is_sent_away(stage: Stage) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(10):
            await stack.enter_async_context(puppet(stage))
        assert (await stage.look("workspace"))["connected"] == 10
        async with connect(await link(stage), proxy=None) as eleventh:
            goodbye = json.loads(await eleventh.recv())
            assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "too_many_websockets")
            with pytest.raises(websockets.ConnectionClosed):
                await eleventh.recv()


async def test_an_unacknowledged_event_comes_three_times_more(serve: Serve) -> None:
    async with serve(timing=HURRIED) as stage, puppet(stage) as bot:
        bot.answer = silent
        assert (await say(stage))["timed_out"]
        envelopes = await bot.take(4)
    assert [e["retry_attempt"] for e in envelopes] == [0, 1, 2, 3]
    assert [e["retry_reason"] for e in envelopes] == ["", "timeout", "timeout", "timeout"]
    assert len({e["payload"]["event_id"] for e in envelopes}) == 1
    assert len({e["envelope_id"] for e in envelopes}) == 4


async def test_an_event_acknowledged_the_second_time_comes_no_more(serve: Serve) -> None:
    async with serve(timing=Timing(retries=(0.0, 0.0, 0.0))) as stage, puppet(stage) as bot:
        await stage.act("faults", kind="lost_ack", method="events_api")
        assert (await say(stage, "one"))["timed_out"]
        await bot.until(lambda got: len(got) == 2)
        await say(stage, "two")
        envelopes = await bot.take(3)
        assert bot.got == []
    heard = [(e["payload"]["event"]["text"], e["retry_attempt"]) for e in envelopes]
    assert heard == [("one", 0), ("one", 1), ("two", 0)]


async def test_an_event_that_came_while_nobody_was_there_comes_again(serve: Serve) -> None:
    async with serve(timing=Timing(retries=(0.1,) * 100)) as stage:
        assert (await say(stage))["failed"] == "dispatch_failed"
        async with puppet(stage) as bot:
            [envelope] = await bot.take()
    assert envelope["retry_attempt"] >= 1
    assert envelope["retry_reason"] == "connection_failed"


async def test_a_command_without_an_ack_times_out_before_the_users_eyes(serve: Serve) -> None:
    async with serve(timing=HURRIED) as stage, puppet(stage) as bot:
        bot.answer = silent
        told = await stage.act("command", user="U0ANNA", channel="C0GENERAL", command="/hello")
        assert told == {"ok": True, "ack": None, "timed_out": True, "failed": "operation_timeout"}
        assert len(bot.got) == 1
        [message] = await stage.seen("C0GENERAL", "U0ANNA")
    assert message["text"] == '/hello failed with the error "operation_timeout"'
    assert message["ephemeral"]


async def test_a_command_with_nobody_there_fails(stage: Stage) -> None:
    told = await stage.act("command", user="U0ANNA", channel="C0GENERAL", command="/hello")
    assert (told["failed"], told["timed_out"]) == ("dispatch_failed", False)
    [message] = await stage.seen("C0GENERAL", "U0ANNA")
    assert message["text"] == '/hello failed with the error "dispatch_failed"'


async def test_what_waits_for_an_ack_fails_when_the_line_breaks(stage: Stage) -> None:
    async with puppet(stage) as first:
        first.answer = silent
        saying = asyncio.create_task(say(stage))
        await first.until(bool)
        async with puppet(stage) as second:
            await stage.act("faults", kind="drop_sockets")
            assert (await saying)["failed"] == "dispatch_failed"
            assert second.got == []


async def test_a_broken_line_is_noticed(stage: Stage) -> None:
    async with puppet(stage) as bot:
        await stage.act("faults", kind="drop_sockets")
        await bot.socket.wait_closed()
        assert bot.socket.close_code == 1006
    assert (await stage.look("workspace"))["connected"] == 0


async def test_sockets_are_asked_to_be_replaced(stage: Stage) -> None:
    async with puppet(stage) as bot:
        await stage.act("faults", kind="refresh_sockets")
        [goodbye] = await bot.take()
    assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "refresh_requested")


async def test_an_ack_can_get_lost(stage: Stage) -> None:
    async with puppet(stage) as bot:
        await stage.act("faults", kind="lost_ack", method="events_api")
        assert (await say(stage))["timed_out"]
        envelopes = await bot.take(2)
    assert [e["retry_attempt"] for e in envelopes] == [0, 1]


@pytest.mark.parametrize("noise", ["nothing", "[]", "7", '{"envelope_id": "unknown"}', "{}"])
async def test_noise_acknowledges_nothing(stage: Stage, noise: str) -> None:
    async with puppet(stage) as bot:
        await bot.socket.send(noise)
        assert (await say(stage))["failed"] is None


async def test_a_binary_frame_ends_the_socket(stage: Stage) -> None:
    async with puppet(stage) as bot:
        await bot.socket.send(b"bytes")
        await bot.socket.wait_closed()
    assert (await stage.look("workspace"))["connected"] == 0


async def test_the_bot_hears_its_own_messages_and_their_changes(stage: Stage) -> None:
    async with puppet(stage) as bot:
        posted = await stage.bot.chat_postMessage(channel="C0GENERAL", text="x")
        await stage.bot.chat_update(channel="C0GENERAL", ts=posted["ts"], text="y")
        await stage.bot.chat_delete(channel="C0GENERAL", ts=posted["ts"])
        events = [e["payload"]["event"] for e in await bot.take(3)]
    assert [e.get("subtype") for e in events] == [None, "message_changed", "message_deleted"]
    assert events[0]["bot_id"] == "B0BOT"
    assert events[1]["message"]["text"] == "y"
    assert events[2]["deleted_ts"] == posted["ts"]


async def test_a_mention_is_heard_where_the_bot_is(stage: Stage) -> None:
    async with puppet(stage) as bot:
        text = "<@U0BOT> hello"
        said = await stage.act("message", user="U0ANNA", channel="C0GENERAL", text=text)
        events = [e["payload"]["event"] for e in await bot.take(2)]
        await stage.act("message", user="U0ANNA", channel="C0LONELY", text=text)
        assert bot.got == []
    assert [e["type"] for e in events] == ["app_mention", "message"]
    assert events[0]["ts"] == events[1]["ts"] == said["ts"]
    assert events[1]["channel_type"] == "channel"


async def test_a_private_channel_is_a_group(stage: Stage) -> None:
    async with puppet(stage) as bot:
        await stage.act("message", user="U0BO", channel="G0OURS", text="x")
        assert (await bot.payload())["event"]["channel_type"] == "group"


async def test_what_was_not_subscribed_to_is_not_heard(serve: Serve) -> None:
    async with serve(with_bot(events=frozenset({"app_mention"}))) as stage, puppet(stage) as bot:
        await say(stage)
        await stage.act("home", user="U0ANNA")
        await stage.act("message", user="U0ANNA", channel="C0GENERAL", text="<@U0BOT>")
        assert [e["payload"]["event"]["type"] for e in bot.got] == ["app_mention"]


async def test_leaving_closes_every_socket(serve: Serve) -> None:
    async with serve() as stage:
        socket = await connect(await link(stage), proxy=None)
        await socket.recv()
    with pytest.raises(websockets.ConnectionClosed):
        await socket.recv()


async def test_a_line_that_a_delivery_finds_broken_ends_quietly() -> None:
    """The next word comes all the same, and must not be read from it."""
    transport = SocketTransport("A0BOT", Timing(), Hub(), FaultBox())
    opened, broken = asyncio.Event(), asyncio.Event()
    incoming = iter([{"type": "websocket.connect"}])

    async def receive() -> dict[str, Any]:
        for first in incoming:
            return first
        opened.set()
        await broken.wait()
        return {"type": "websocket.receive", "text": "{}"}

    async def send(_message: Any) -> None:
        if opened.is_set():
            broken.set()
            raise OSError

    ticket = f"ticket={transport.ticket()}".encode()
    scope = {"type": "websocket", "query_string": ticket, "headers": []}
    serving = asyncio.create_task(transport.serve(WebSocket(scope, receive, send)))
    await opened.wait()
    told = await transport.send(Kind.EVENT, {}, None)
    await serving
    assert told.failure == "connection_failed"
    assert transport.connected == 0
