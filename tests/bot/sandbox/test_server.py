"""Serving: this machine alone, one port, the page, and leaving without a trace."""

import asyncio
import logging
import signal
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sandbox import NotLoopbackError, PortTakenError, Sandbox
from bot.sandbox import server as serving
from bot.sandbox.guard import is_loopback
from bot.sandbox.timestamps import Timestamps, order
from tests.bot.sandbox.conftest import WORKSPACE, Clock, Serve, Stage, browser


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", ""])  # noqa: S104
async def test_addresses_that_others_reach_are_refused(host: str) -> None:
    with pytest.raises(NotLoopbackError, match="no passwords"):
        async with Sandbox(WORKSPACE, Clock()).serve(host=host):
            pytest.fail("it should not come up")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.3.2.1", "::1", "[::1]"])
def test_addresses_of_this_machine(host: str) -> None:
    assert is_loopback(host)


async def test_a_taken_port_is_said_in_plain_words() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"Port {port} on 127.0.0.1 is taken"):
            async with Sandbox(WORKSPACE, Clock()).serve(port=port):
                pytest.fail("it should not come up")


async def test_the_port_is_free_again_at_once() -> None:
    sandbox = Sandbox(WORKSPACE, Clock())
    async with sandbox.serve() as first:
        port = int(first.url.rsplit(":", 1)[1])
    async with sandbox.serve(port=port) as second:
        assert second.url == first.url
        assert second.api_url == f"{first.url}/api/"


async def test_each_serving_begins_anew() -> None:
    sandbox = Sandbox(WORKSPACE, Clock())
    for _ in range(2):
        async with sandbox.serve() as address, browser(address.url) as http:
            listed = "/sandbox/messages?channel=D0ANNA"
            assert (await http.get(listed)).json()["messages"] == []
            said = {"user": "U0ANNA", "channel": "D0ANNA", "text": "x"}
            assert (await http.post("/sandbox/message", json=said)).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:80", "", "["])
async def test_foreign_names_are_refused(stage: Stage, host: str) -> None:
    answer = await stage.http.get("/sandbox/workspace", headers={"Host": host})
    assert answer.status_code in {400, 403}
    assert "team" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:9", "127.0.0.1:9", "[::1]:9"])
async def test_names_of_this_machine_are_answered(stage: Stage, host: str) -> None:
    answer = await stage.http.get("/sandbox/workspace", headers={"Host": host})
    assert answer.status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_foreign_pages_are_refused(stage: Stage, origin: str) -> None:
    answer = await stage.http.get("/sandbox/workspace", headers={"Origin": origin})
    assert answer.status_code == 403
    own = await stage.http.get("/sandbox/workspace", headers={"Origin": stage.url})
    assert own.status_code == 200


async def test_a_foreign_page_gets_no_socket(stage: Stage) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Origin": "https://evil.example",
    }
    answer = await stage.http.get("/socket/link", headers=upgrade)
    assert answer.status_code == 403


async def test_megabytes_are_refused(stage: Stage) -> None:
    text = {"user": "U0ANNA", "channel": "D0ANNA", "text": "x" * 1_000_000}
    answer = await stage.http.post("/sandbox/message", json=text)
    assert (answer.status_code, answer.json()["ok"]) == (413, False)
    said = await stage.act("message", user="U0ANNA", channel="D0ANNA", text="å" * 4000)
    assert said["ts"]


async def test_the_page_is_served(stage: Stage) -> None:
    page = await stage.http.get("/")
    assert page.status_code == 200
    assert (await stage.http.get("/page/nothing.js")).status_code == 404
    assert (await stage.http.get("/page/../sandbox.py")).status_code == 404


async def test_without_a_page_it_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(serving, "PAGE", tmp_path)
    assert "The sandbox is running" in (await stage.http.get("/")).text


async def test_signals_stay_with_whoever_runs_it(serve: Serve) -> None:
    before = signal.getsignal(signal.SIGINT)
    async with serve():
        assert signal.getsignal(signal.SIGINT) is before


async def test_being_cancelled_leaves_nothing_behind(caplog: pytest.LogCaptureFixture) -> None:
    up = asyncio.Event()

    async def run() -> None:
        async with Sandbox(WORKSPACE, Clock()).serve() as address, browser(address.url) as http:
            await http.get("/sandbox/workspace")
            up.set()
            await asyncio.Event().wait()

    caplog.set_level(logging.WARNING)
    task = asyncio.create_task(run())
    await up.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert caplog.records == []
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_tokens_are_new_each_time_and_never_shown() -> None:
    one, two = Sandbox(WORKSPACE, Clock()), Sandbox(WORKSPACE, Clock())
    assert one.bot_token.startswith("xoxb-")
    assert one.app_token.startswith("xapp-")
    assert len({one.bot_token, two.bot_token, one.signing_secret, two.signing_secret}) == 4
    assert one.bot_token not in repr(vars(one))


def test_timestamps_never_go_back() -> None:
    moments = iter([datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 5, 3, tzinfo=UTC)])
    stamps = Timestamps(lambda: next(moments))
    assert order(stamps.next()) < order(stamps.next())


def test_a_clock_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        Timestamps(lambda: datetime(2026, 5, 4)).next()  # noqa: DTZ001
