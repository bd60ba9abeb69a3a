"""The real Bolt in the sandbox, over Socket Mode and over signed HTTP: the same conversation."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import NotLoopbackError, Sandbox, Timing
from tests.bot.sandbox import shapes as s
from tests.bot.sandbox.conftest import WORKSPACE, Clock, Stage, serve

FORM = s.modal(s.field(block_id="b"), callback_id="form")


def converse(app: AsyncApp) -> None:
    """A bot that does a little of everything."""

    async def hello(ack: Any, command: Any, respond: Any) -> None:
        await ack(f"hello {command['text']}")
        await respond("and welcome", response_type="in_channel")

    async def form(ack: Any, body: Any, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    async def submitted(ack: Any, body: Any, view: Any, client: AsyncWebClient) -> None:
        typed = view["state"]["values"]["b"]["a"]["value"]
        if typed == "wrong":
            await ack(response_action="errors", errors={"b": "Try again"})
            return
        await ack()
        blocks = [s.actions(s.button(action_id="undo", value=typed))]
        await client.chat_postMessage(channel=body["user"]["id"], text=typed, blocks=blocks)

    async def undo(ack: Any, respond: Any, action: Any) -> None:
        await ack()
        await respond(f"undone {action['value']}", replace_original=True)

    async def heard(event: Any, say: Any) -> None:
        await say(f"you said {event['text']}")

    async def home(event: Any, client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view=s.home())

    async def menu(ack: Any, payload: Any) -> None:
        await ack(options=[s.option(payload["value"])])

    app.command("/hello")(hello)
    app.command("/form")(form)
    app.view("form")(submitted)
    app.action("undo")(undo)
    app.event("app_mention")(heard)
    app.event("message")(heard)
    app.event("app_home_opened")(home)
    app.options("menu")(menu)


def bolt(stage: Stage) -> AsyncApp:
    client = AsyncWebClient(stage.sandbox.bot_token, stage.api_url, retry_handlers=[])
    app = AsyncApp(client=client, signing_secret=stage.sandbox.signing_secret)
    converse(app)
    return app


@asynccontextmanager
async def over_sockets() -> AsyncIterator[Stage]:
    async with serve() as stage:
        handler = AsyncSocketModeHandler(bolt(stage), stage.sandbox.app_token, ping_interval=1)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        try:
            yield stage
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def over_http() -> AsyncIterator[Stage]:
    late: list[Callable[[web.Request], Awaitable[web.Response]]] = []

    async def receive(request: web.Request) -> web.Response:
        return await late[0](request)

    pages = web.Application()
    pages.router.add_post("/slack/events", receive)
    runner = web.AppRunner(pages)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    try:
        async with serve(request_url=f"http://127.0.0.1:{port}/slack/events") as stage:
            late.append(bolt(stage).server(host="127.0.0.1").handle_post_requests)
            yield stage
    finally:
        await runner.cleanup()


WAYS = {"sockets": over_sockets, "http": over_http}


@pytest.fixture(params=WAYS)
async def way(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    async with WAYS[request.param]() as stage:
        yield stage


async def test_a_command(way: Stage) -> None:
    told = await way.act(
        "command", user="U0ANNA", channel="C0GENERAL", command="/hello", text="world"
    )
    assert (told["failed"], told["ack"]["text"]) == (None, "hello world")
    after = await way.look("messages", channel="C0GENERAL", user="U0BO", wait=5)
    assert [message["text"] for message in after["messages"]] == ["and welcome"]
    assert "hello world" in {m["text"] for m in await way.seen("C0GENERAL", "U0ANNA")}


async def test_a_form_from_command_to_undo(way: Stage) -> None:
    await way.act("command", user="U0ANNA", channel="D0ANNA", command="/form")
    [view] = (await way.look("views", user="U0ANNA", wait=5))["views"]
    where: dict[str, Any] = {"user": "U0ANNA", "view_id": view["id"], "type": "submit"}
    wrong = await way.act("view", **where, values={"b": {"a": "wrong"}})
    assert wrong["errors"] == {"b": "Try again"}
    right = await way.act("view", **where, values={"b": {"a": "right"}})
    assert right["views"] == []
    [message] = await way.news("D0ANNA")
    assert message["text"] == "right"
    await way.act("action", user="U0ANNA", channel="D0ANNA", ts=message["ts"], action_id="undo")
    [changed] = await way.news("D0ANNA")
    assert changed["text"] == "undone right"


async def test_a_direct_message(way: Stage) -> None:
    said = await way.act("message", user="U0ANNA", channel="D0ANNA", text="hej")
    answered = await way.look("messages", channel="D0ANNA", after=said["ts"], wait=5)
    assert [message["text"] for message in answered["messages"]] == ["you said hej"]


async def test_app_home(way: Stage) -> None:
    await way.act("home", user="U0ANNA")
    assert (await way.look("home", user="U0ANNA", wait=5))["view"]["type"] == "home"


async def test_a_menu(way: Stage) -> None:
    menu = {"type": "external_select", "action_id": "menu", "min_query_length": 0}
    posted = await way.bot.chat_postMessage(channel="D0ANNA", text="x", blocks=[s.actions(menu)])
    where = {"user": "U0ANNA", "channel": "D0ANNA", "ts": posted["ts"], "action_id": "menu"}
    typed = await way.act("options", **where, value="seven")
    assert typed["options"][0]["value"] == "seven"


async def test_a_fresh_socket_comes_when_asked_for() -> None:
    async with over_sockets() as stage:
        for fault in ("refresh_sockets", "drop_sockets"):
            streamed = stage.http.stream("GET", "/sandbox/stream?user=U0ANNA")
            async with streamed as stream:
                lines = stream.aiter_lines()
                assert '"sockets": 1' in await anext(lines)
                await stage.act("faults", kind=fault)
                async with asyncio.timeout(10):
                    while '"sockets": 1' not in await anext(lines):
                        pass
            told = await stage.act(
                "command", user="U0ANNA", channel="D0ANNA", command="/hello", text=fault
            )
            assert told["ack"]["text"] == f"hello {fault}"


class Receiver:
    """A request URL that answers as the test says, and keeps what it gets."""

    def __init__(self) -> None:
        self.got: list[web.Request] = []
        self.status = 200
        self.headers: dict[str, str] = {}
        self.text: str | None = None
        self._news = asyncio.Event()

    async def until(self, count: int) -> None:
        """Waits until so many requests came."""
        async with asyncio.timeout(5):
            while len(self.got) < count:
                self._news.clear()
                await self._news.wait()

    async def receive(self, request: web.Request) -> web.Response:
        self.got.append(request)
        self._news.set()
        if request.content_type == "application/json":
            body = await request.json()
            if body["type"] == "url_verification" and self.status == 200:
                return web.Response(text=body["challenge"])
        if self.text is not None:
            return web.Response(text=self.text, content_type="application/json")
        return web.Response(status=self.status, headers=self.headers)


@asynccontextmanager
async def receiving(timing: Timing) -> AsyncIterator[tuple[Stage, Receiver]]:
    receiver = Receiver()
    pages = web.Application()
    pages.router.add_post("/", receiver.receive)
    runner = web.AppRunner(pages)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        async with serve(timing=timing, request_url=url) as stage:
            yield stage, receiver
    finally:
        await runner.cleanup()


async def say(stage: Stage) -> Any:
    return await stage.act("message", user="U0ANNA", channel="D0ANNA", text="x")


async def test_an_address_that_answers_wrongly_is_not_used() -> None:
    async with receiving(Timing(retries=())) as (stage, receiver):
        receiver.status = 500
        assert (await say(stage))["failed"] == "dispatch_failed"
        assert len(receiver.got) == 1
        assert (await stage.look("workspace"))["connected"] == 0
        receiver.status = 200
        assert (await say(stage))["failed"] is None
        assert (await stage.look("workspace"))["connected"] == 1


async def test_a_refused_event_comes_again_over_http() -> None:
    async with receiving(Timing(retries=(0.0,))) as (stage, receiver):
        await say(stage)
        receiver.got.clear()
        receiver.status = 500
        assert (await say(stage))["failed"] == "dispatch_failed"
        await receiver.until(2)
        again = receiver.got[1].headers
        assert (again["X-Slack-Retry-Num"], again["X-Slack-Retry-Reason"]) == ("1", "http_error")


async def test_an_event_that_is_not_wanted_again_does_not_come_again() -> None:
    async with receiving(Timing(retries=(0.0,))) as (stage, receiver):
        await say(stage)
        receiver.got.clear()
        receiver.status, receiver.headers = 500, {"X-Slack-No-Retry": "1"}
        await say(stage)
        receiver.status = 200
        await say(stage)
        assert [r.headers.get("X-Slack-Retry-Num") for r in receiver.got] == [None, None]


async def test_an_ack_over_http_can_get_lost() -> None:
    async with receiving(Timing(retries=(0.0,))) as (stage, receiver):
        await stage.act("faults", kind="lost_ack", method="*")
        assert (await say(stage))["timed_out"]
        await receiver.until(3)
        assert receiver.got[2].headers["X-Slack-Retry-Reason"] == "http_timeout"


async def test_json_that_is_none_is_taken_as_text() -> None:
    async with receiving(Timing()) as (stage, receiver):
        await say(stage)
        receiver.text = "{plain"
        told = await stage.act("command", user="U0ANNA", channel="D0ANNA", command="/hello")
    assert told["ack"] == {"text": "{plain"}


async def test_nobody_at_the_address() -> None:
    async with serve(timing=Timing(retries=()), request_url="http://localhost:9/") as stage:
        assert (await say(stage))["failed"] == "dispatch_failed"
        opened = await stage.http.post(
            "/api/apps.connections.open",
            headers={"Authorization": f"Bearer {stage.sandbox.app_token}"},
        )
        assert opened.json()["error"] == "socket_mode_not_enabled"
        broken = await stage.act("faults", kind="drop_sockets", status=400)
        assert "no sockets" in broken["error"]


async def test_a_slow_address_times_out() -> None:
    async def sleepy(reader: Any, writer: Any) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(sleepy, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    timing = Timing(ack=0.05, retries=())
    async with serve(timing=timing, request_url=f"http://127.0.0.1:{port}/") as stage:
        assert (await say(stage))["failed"] == "dispatch_failed"
    server.close()
    await server.wait_closed()


async def test_only_this_machine_is_called() -> None:
    sandbox = Sandbox(WORKSPACE, Clock(), request_url="http://example.org/slack")
    with pytest.raises(NotLoopbackError):
        async with sandbox.serve():
            pytest.fail("it should not come up")
