"""Starting: what is wrong is told before anything starts; what runs leaves nothing behind."""

import asyncio
import logging
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import pytest
from websockets.asyncio.client import connect

from bot.readiness import CannotStartError
from bot.sandbox import Sandbox, Step
from bot.slack.http import ADDRESS, serving
from bot.slack.keys import SlackKeys
from bot.slack.sockets import listening
from bot.slack.workspace import Workspace as SlackWorkspace
from bot.start import running_slack
from handlers.texts import LANGUAGES, texts_in
from storage.database import Database
from storage.migrate import USABLE, SchemaState
from tests.bot.sandbox.conftest import Clock, Stage, browser, serve
from tests.bot.sandbox.puppet import link
from tests.bot.slack.edge.conftest import (
    ANNA,
    COURSE,
    REGION,
    WORKSPACE,
    Signed,
    bot_in,
    command,
    dm,
    free_port,
    keys,
    over_sockets,
    says,
)

KEYS = [
    *("start.bot_token_refused", "start.app_token_refused", "start.unreachable"),
    *("start.slack_refuses", "start.port_taken", "start.cannot_listen"),
    *(f"start.schema_{state}" for state in SchemaState if state not in USABLE),
    *("serve.socket", "serve.http", "serve.stopped", "working", "working.title", "error.slack"),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_said_has_its_words(language: str) -> None:
    texts = texts_in(language)
    assert [key for key in KEYS if key not in texts] == []


async def refused(database: Database, known: SlackKeys) -> CannotStartError:
    """What starting with these keys says."""
    with pytest.raises(CannotStartError) as told:
        async with running_slack(database, known, REGION):
            pytest.fail("it should not start")
    return told.value


@pytest.fixture
async def empty_stage() -> Any:
    """A sandbox without a bot."""
    async with serve(WORKSPACE) as stage:
        yield stage


WRONG = {
    "start.bot_token_refused": {"bot_token": "xoxb-wrong"},
    "start.app_token_refused": {"app_token": "xapp-wrong"},
    "start.unreachable": {"api_url": "http://127.0.0.1:9/api/"},
}


@pytest.mark.parametrize("key", WRONG)
async def test_a_wrong_key(library: Database, empty_stage: Stage, key: str) -> None:
    known = replace(keys(empty_stage), **WRONG[key])
    assert (await refused(library, known)).key == key


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
@pytest.mark.parametrize(
    ("fault", "key"), [("500", "start.unreachable"), ("429", "start.slack_refuses")]
)
async def test_a_slack_that_is_not_well(
    library: Database, empty_stage: Stage, method: str, fault: str, key: str
) -> None:
    await empty_stage.act("faults", method=method, kind=fault)
    assert (await refused(library, keys(empty_stage))).key == key


async def test_a_socket_that_does_not_open(
    library: Database, empty_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.start._LONGEST_WELCOME", 0)
    assert (await refused(library, keys(empty_stage))).key == "start.unreachable"


async def test_a_database_without_tables(empty_database: Database, empty_stage: Stage) -> None:
    assert (await refused(empty_database, keys(empty_stage))).key == "start.schema_empty"


def upgrade(database: Database, change: str) -> None:
    """The database is of tomorrow's version."""
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'later'")
        connection.exec_driver_sql(change)


async def test_a_newer_database(library: Database, empty_stage: Stage) -> None:
    upgrade(library, "ALTER TABLE region DROP COLUMN july_pause")
    assert (await refused(library, keys(empty_stage))).key == "start.schema_newer"


async def test_an_older_database(library: Database, empty_stage: Stage) -> None:
    with library.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    assert (await refused(library, keys(empty_stage))).key == "start.schema_older"


async def test_a_newer_database_that_still_has_all_that_this_version_needs(
    library: Database,
) -> None:
    upgrade(library, "ALTER TABLE region ADD COLUMN motto VARCHAR(80)")
    async with over_sockets(library) as stage:
        assert (await command(stage, "/training", f"{COURSE} igår")).messages


async def test_what_is_wrong_never_shows_a_token(library: Database, empty_stage: Stage) -> None:
    known = replace(keys(empty_stage), bot_token="xoxb-very-secret")
    error = await refused(library, known)
    assert "very-secret" not in f"{error!r} {error.__cause__!r} {error.values} {known!r}"


async def test_two_bots_answer_each_request_once(library: Database) -> None:
    async with over_sockets(library) as stage, bot_in(stage, library):
        for _ in range(4):
            assert len((await command(stage, "/kompis")).messages) == 1
            assert len((await says(stage, "hjälp")).messages) == 1
        assert (await stage.look("workspace"))["connected"] == 2


async def test_a_bot_that_stops_leaves_nothing(
    library: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with serve(WORKSPACE) as stage:
        before = asyncio.all_tasks()
        async with bot_in(stage, library):
            await command(stage, "/kompis")
        ours = {task for task in asyncio.all_tasks() - before if "bot" in repr(task.get_coro())}
        assert {task for task in ours if "sandbox" not in repr(task.get_coro())} == set()
        assert (await stage.look("workspace"))["connected"] == 0
    assert [each for each in caplog.records if each.levelno >= logging.WARNING] == []


async def test_an_error_in_what_runs_is_not_taken_for_slacks(
    library: Database, empty_stage: Stage
) -> None:
    with pytest.raises(TimeoutError):
        async with bot_in(empty_stage, library):
            raise TimeoutError


async def test_the_client_posts_once_over_one_session(signed: Signed) -> None:
    client = signed.running.on_slack.edge.client
    assert client.retry_handlers == []
    assert client.session is not None
    assert signed.running.on_slack.app.client.session is client.session
    assert signed.running.on_slack.app.client.token is None


async def test_no_request_waits_for_auth_test(signed: Signed, library: Database) -> None:
    async with over_sockets(library) as stage:
        await stage.act("faults", method="auth.test", kind="500")
        assert (await command(stage, "/kompis")).messages


async def test_settings_of_others_in_the_environment(
    library: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Bolt would read them, and take the app for one that is installed by OAuth."""
    for name in ("BOT_TOKEN", "CLIENT_ID", "CLIENT_SECRET", "SIGNING_SECRET"):
        monkeypatch.setenv(f"SLACK_{name}", "another")
    async with over_sockets(library) as stage:
        assert (await command(stage, "/kompis")).messages
    assert [each.message for each in caplog.records if each.levelno >= logging.WARNING] == []


@pytest.mark.parametrize("fault", ["refresh_sockets", "drop_sockets"])
async def test_a_line_that_is_cut_comes_back(
    library: Database, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.start.TRY_AGAIN", 0.2)
    async with over_sockets(library) as stage:
        async with stage.http.stream("GET", f"/sandbox/stream?user={ANNA}") as stream:
            lines = stream.aiter_lines()
            assert '"sockets": 1' in await anext(lines)
            await stage.act("faults", kind=fault)
            async with asyncio.timeout(20):
                while '"sockets": 1' not in await anext(lines):
                    pass
        assert (await says(stage, "hjälp")).messages


async def test_slack_is_away_and_comes_back(
    library: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The address of a socket works once: each try has a new one. None stands in the log."""
    monkeypatch.setattr("bot.slack.start.TRY_AGAIN", 0.2)
    sandbox, clock, port = Sandbox(WORKSPACE, Clock()), Clock(), free_port()
    async with AsyncExitStack() as stack:
        first = AsyncExitStack()
        address = await first.enter_async_context(sandbox.serve(port=port))
        known = SlackKeys(sandbox.bot_token, sandbox.app_token, api_url=address.api_url)
        await stack.enter_async_context(running_slack(library, known, REGION, now=clock))
        await first.aclose()
        async with sandbox.serve(port=port), browser(address.url) as http:
            async with http.stream("GET", f"/sandbox/stream?user={ANNA}") as stream:
                async with asyncio.timeout(30):
                    lines = stream.aiter_lines()
                    while '"sockets": 1' not in await anext(lines):
                        pass
            place = {"user": ANNA, "channel": dm(ANNA), "command": "/kompis"}
            done = (await http.post("/sandbox/command", json=place)).json()
            assert done["failed"] is None
            await stack.aclose()
    assert "ticket" not in caplog.text


async def test_an_address_that_is_used_up_is_left_for_a_new_one(
    signed: Signed, caplog: pytest.LogCaptureFixture
) -> None:
    """The SDK would knock at it for ever, and write it into the log."""
    running, stage = signed.running, signed.stage
    address, token = await link(stage), stage.sandbox.app_token
    async with connect(address, proxy=None) as first:
        await first.recv()
    async with listening(running.on_slack.app, token, address, running.on_slack.edge.patience, 0.2):
        assert (await command(stage, "/kompis")).messages
    assert "Failed to connect" in caplog.text
    assert "ticket" not in caplog.text


async def test_an_eleventh_replica_knocks_once_in_a_while(
    library: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack lets ten sockets in, and takes about one wish for another a minute."""
    monkeypatch.setattr("bot.slack.start.TRY_AGAIN", 0.1)
    knocked: list[float] = []
    thrice = asyncio.Event()

    def watch(step: Step, name: str) -> None:
        if step is Step.CALLED and name == "apps.connections.open":
            knocked.append(asyncio.get_running_loop().time())
            if len(knocked) == 3:
                thrice.set()

    async with serve(WORKSPACE, watch=watch) as stage, AsyncExitStack() as others:
        for _ in range(10):
            await others.enter_async_context(connect(await link(stage), proxy=None))
        knocked.clear()
        thrice.clear()
        async with bot_in(stage, library):
            await asyncio.wait_for(thrice.wait(), 20)
            first, second, third = knocked[:3]
            assert min(second - first, third - second) > 0.5
            await others.aclose()
            async with stage.http.stream("GET", f"/sandbox/stream?user={ANNA}") as stream:
                lines = stream.aiter_lines()
                async with asyncio.timeout(20):
                    while '"sockets": 1' not in await anext(lines):
                        pass
            assert (await says(stage, "hjälp")).messages


async def test_a_taken_port(signed: Signed) -> None:
    async with serving(signed.running.on_slack.app, "127.0.0.1", 0) as (host, port):
        with pytest.raises(CannotStartError, match=r"start\.port_taken"):
            async with serving(signed.running.on_slack.app, host, port):
                pytest.fail("it should not listen")


async def test_a_host_that_is_not_this_machine(signed: Signed) -> None:
    with pytest.raises(CannotStartError, match=r"start\.cannot_listen"):
        async with serving(signed.running.on_slack.app, "192.0.2.1", 0):
            pytest.fail("it should not listen")


async def test_what_nobody_signed_is_not_read(signed: Signed) -> None:
    async with (
        serving(signed.running.on_slack.app, "127.0.0.1", 0) as (host, port),
        browser(f"http://{host}:{port}") as http,
    ):
        large = await http.post(ADDRESS, content=b"x" * 1_000_001)
        unsized = await http.post(ADDRESS, content=_pieces())
        unsigned = await http.post(ADDRESS, content=b"{}")
        elsewhere = await http.post("/", content=b"{}")
        read = await http.get(ADDRESS)
    found = [each.status_code for each in (large, unsized, unsigned, elsewhere, read)]
    assert found == [413, 413, 401, 404, 405]


async def _pieces() -> Any:
    yield b"{}"


def test_a_workspace_of_an_organisation() -> None:
    answer = {
        "team_id": "T1",
        "user_id": "U1",
        "enterprise_id": "E1",
        "is_enterprise_install": False,
    }
    assert SlackWorkspace.of(answer) == SlackWorkspace("T1", "T1", "U1", None, "E1")
