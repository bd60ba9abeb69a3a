"""`/healthz`, `/readyz` and `/metrics` over HTTP, beside a bot in a sandbox."""

import asyncio
import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from sqlmodel import select

from bot.health.pages import health_routes
from bot.health.readiness import Readiness
from bot.health.serving import health_pages
from bot.readiness import CannotStartError
from bot.running import Running
from bot.slack.http import serving
from bot.slack.keys import SlackKeys
from bot.start import running_slack
from storage.database import Database
from storage.tables import Channel, Member
from tests import builders
from tests.bot.sandbox.conftest import Stage, browser, serve
from tests.bot.slack.edge.conftest import (
    ANNA,
    COURSE,
    REGION,
    WORKSPACE,
    command,
    free_port,
    keys,
    patient,
)
from tests.bot.slack.edge.outboxes import furnish
from tests.databases import SqliteDatabases

SAMPLE = re.compile(r"^(\w+)(?:\{(.*)\})? (\S+)$", re.MULTILINE)
LABEL = re.compile(r'(\w+)="([^"]*)"')


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    """What the pages tell is the same over either database: see test_queue."""
    return sqlite_databases


@pytest.fixture
def library(database: Database) -> Database:
    """A library with somebody in it, its channel and a course."""
    with database.writing() as session:
        county = builders.region(session, REGION.name)
        nassjo = builders.library(session, county, "Nässjö stadsbibliotek")
        for name in ("Anna", "Mia"):
            person = builders.staff(session, nassjo, name)
            person.email = person.email_key = f"{name.lower()}@example.se"
        builders.resource(session, county, COURSE)
    furnish(database)
    return database


@dataclass(frozen=True)
class Watched:
    """A bot that is watched over."""

    stage: Stage
    running: Running
    http: httpx.AsyncClient

    async def ready(self) -> tuple[int, Any]:
        """What `/readyz` says."""
        answer = await self.http.get("/readyz")
        return answer.status_code, answer.json()

    async def samples(self) -> dict[str, float]:
        """Every sample of `/metrics`, by its name and labels."""
        answer = await self.http.get("/metrics")
        assert answer.status_code == 200
        return {
            f"{name}{{{labels}}}" if labels else name: float(value)
            for name, labels, value in SAMPLE.findall(answer.text)
        }


@asynccontextmanager
async def watched(
    database: Database, readiness: Readiness | None = None, *, over_http: bool = False
) -> AsyncIterator[Watched]:
    """A bot in a sandbox, with health and metrics."""
    port, readiness = free_port(), readiness or Readiness(database)
    async with serve(WORKSPACE) as stage:
        known = keys(stage)
        if over_http:
            secret = stage.sandbox.signing_secret
            known = SlackKeys(stage.sandbox.bot_token, None, secret, stage.api_url)
        async with (
            health_pages(database, readiness, "127.0.0.1", port, stage.clock) as watch,
            browser(f"http://127.0.0.1:{port}") as http,
            running_slack(
                database, known, REGION, now=stage.clock, patience=patient(), watch=watch
            ) as running,
        ):
            assert (await http.get("/readyz")).json() == {"ready": False, "amiss": ["starting"]}
            readiness.has_started(running)
            yield Watched(stage, running, http)


def forget_the_schema(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")


async def test_a_bot_in_good_health(library: Database) -> None:
    async with watched(library) as bot:
        alive = await bot.http.get("/healthz")
        assert (alive.status_code, alive.json()) == (200, {"alive": True})
        assert await bot.ready() == (200, {"ready": True, "amiss": []})


async def test_no_socket_is_missed_over_http(library: Database) -> None:
    async with watched(library, over_http=True) as bot:
        assert (await bot.ready())[0] == 200
        assert "kompis_slack_connected" not in await bot.samples()


async def test_an_older_schema_is_amiss(library: Database) -> None:
    async with watched(library) as bot:
        forget_the_schema(library)
        assert await bot.ready() == (503, {"ready": False, "amiss": ["schema"]})


async def test_a_socket_that_is_cut_is_amiss_and_seen(
    library: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.start.TRY_AGAIN", 1_000)  # it is not mended while we look
    async with watched(library) as bot:
        assert (await bot.samples())["kompis_slack_connected"] == 1
        async with bot.stage.http.stream("GET", f"/sandbox/stream?user={ANNA}") as stream:
            lines = stream.aiter_lines()
            await bot.stage.act("faults", kind="drop_sockets")
            async with asyncio.timeout(20):
                while '"sockets": 0' not in await anext(lines):
                    pass
        code, told = await bot.ready()
        assert (code, told["amiss"]) == (503, ["slack"])
        assert (await bot.samples())["kompis_slack_connected"] == 0


async def test_a_bot_that_stops_lives_but_is_not_ready(library: Database) -> None:
    async with watched(library) as bot:
        bot.running.stop()
        assert await bot.ready() == (503, {"ready": False, "amiss": ["stopping"]})
        assert (await bot.http.get("/healthz")).status_code == 200


async def test_a_database_that_says_nothing_is_away_and_asked_once(
    library: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    says, looks = threading.Event(), []

    def silent(database: Database) -> None:
        looks.append(database)
        says.wait(60)

    async with watched(library, Readiness(library, 0.05)) as bot:
        monkeypatch.setattr("bot.health.readiness.schema_state", silent)
        answers = await asyncio.gather(*(bot.ready() for _ in range(5)))
        assert {tuple(told["amiss"]) for _, told in answers} == {("database",)}
        assert (await bot.samples())["kompis_database_up"] == 0
        assert len(looks) == 1
        says.set()


async def test_what_is_done_is_counted(library: Database) -> None:
    async with watched(library) as bot:
        await command(bot.stage, "/training", f"{COURSE} igår")
        await command(bot.stage, "/training", f"{COURSE} 3999-01-01")
        await command(bot.stage, "/progress")
        await bot.running.outbox.idle()
        found = await bot.samples()
    assert found['kompis_requests_total{command="training",outcome="answered"}'] == 1
    assert found['kompis_requests_total{command="training",outcome="refused"}'] == 1
    assert found['kompis_request_duration_seconds_count{command="training"}'] == 2
    assert found['kompis_request_duration_seconds_bucket{command="progress",le="30.0"}'] == 1
    assert found["kompis_database_up"] == 1
    assert found["kompis_channels_broken"] == 0
    assert found['kompis_ticks_total{outcome="done"}'] >= 1
    assert 0 <= found["kompis_tick_age_seconds"] < 600
    assert "process_resident_memory_bytes" in found


async def test_no_label_tells_of_anybody(library: Database) -> None:
    async with watched(library) as bot:
        await command(bot.stage, "/training", f"{COURSE} igår")
        await command(bot.stage, "/kompis", "Nässjö hemlig anna@example.se")
        await command(bot.stage, "/unheard-of", "Nässjö")
        await bot.stage.act(
            "message", user=ANNA, channel=f"D{ANNA[1:]}", text="klar med hemligheter"
        )
        text = (await bot.http.get("/metrics")).text
    labels = {name for _, found, _ in SAMPLE.findall(text) for name, _ in LABEL.findall(found)}
    assert labels <= {"command", "outcome", "kind", "le"}
    with library.reading() as session:
        private = [
            *(each.name for each in session.exec(select(Member))),
            *(each.channel_id for each in session.exec(select(Channel))),
        ]
    private += [bot.stage.sandbox.bot_token, bot.stage.sandbox.app_token, builders.TENANT]
    assert [
        word for word in (*private, "Nässjö", "hemlig", "example", "xoxb") if word in text
    ] == []


async def test_errors_of_the_database_are_counted_by_kind(library: Database) -> None:
    async with watched(library) as bot:
        with library.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE processed_event")
            connection.exec_driver_sql("CREATE TABLE processed_event (event_id TEXT)")
        await bot.stage.act("message", user=ANNA, channel=f"D{ANNA[1:]}", text="hjälp")
        found = await bot.samples()
    assert found['kompis_database_errors_total{kind="OperationalError"}'] >= 1


async def test_slack_finds_health_beside_its_address_but_no_metrics(library: Database) -> None:
    async with watched(library, over_http=True) as bot:
        readiness = Readiness(library)
        readiness.has_started(bot.running)
        beside = health_routes(readiness)
        async with (
            serving(bot.running.on_slack.app, "127.0.0.1", 0, beside) as (host, port),
            browser(f"http://{host}:{port}") as http,
        ):
            codes = [
                (await http.get(path)).status_code for path in ("/healthz", "/readyz", "/metrics")
            ]
    assert codes == [200, 200, 404]


async def test_a_taken_port_is_told(library: Database) -> None:
    readiness = Readiness(library)
    port = free_port()
    async with health_pages(library, readiness, "127.0.0.1", port):
        with pytest.raises(CannotStartError, match=r"start\.port_taken"):
            async with health_pages(library, readiness, "127.0.0.1", port):
                pytest.fail("it should not listen")
