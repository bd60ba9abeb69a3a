"""Starting the bot on Slack: everything is checked and put together here, and nowhere else.

Over Socket Mode with an app token (no inbound port is needed), over signed HTTP with only a
signing secret.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout

from bot.clock import Clock, system_clock
from bot.farewell import Farewell
from bot.front import Front
from bot.health.watch import UNWATCHED, Watch
from bot.patience import Patience
from bot.readiness import CannotStartError, check_schema
from bot.slack.app import SlackApp, build_app, open_client
from bot.slack.edge import Edge
from bot.slack.keys import SlackKeys
from bot.slack.sender import SlackSender
from bot.slack.sockets import Line, listening
from bot.slack.tokens import check_tokens
from bot.slack.workspace import Workspace
from handlers.commands import COMMANDS
from handlers.dispatch import Desk
from handlers.texts import texts_in
from scheduler.composers import COMPOSERS
from scheduler.outbox import Outbox, Rates
from scheduler.owing import owe_to_channels, publish
from scheduler.owing_people import owe_to_people
from scheduler.retention import Retention
from scheduler.ticking import ticking
from storage.database import Database
from storage.deliveries import Tenant
from storage.regions import FirstRegion, RegionSettings, ensure_installation, ensure_region
from storage.tables import Platform

TRY_AGAIN = 10.0  # seconds between looks at the line
ENQUEUE = (publish, owe_to_channels, owe_to_people)  # what each tick owes, in this order
LONGEST_ANSWER = 30.0  # seconds that Slack gets for one; a delivery's lease outlives it
_LONGEST_WELCOME = 30.0  # seconds for the first socket to open


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that is ready to answer; `app` is Bolt's, `line` its socket where it has one."""

    app: SlackApp
    edge: Edge
    outbox: Outbox
    team: str
    line: Line | None
    farewell: Farewell

    def stop(self) -> None:
        """Begin nothing more; what is in hand is finished in the time that is left."""
        self.farewell.begin()
        self.outbox.stop()


@asynccontextmanager
async def running_slack(
    database: Database,
    keys: SlackKeys,
    first_region: FirstRegion,
    *,
    coordinators: frozenset[str] = frozenset(),
    retention: Retention | None = None,
    now: Clock = system_clock,
    patience: Patience | None = None,
    rates: Rates | None = None,
    try_again: float | None = None,
    watch: Watch = UNWATCHED,
) -> AsyncIterator[Running]:
    """The bot, answering until the block ends; what is in hand then is finished.

    `coordinators` are e-mail keys, of the first region; `retention` says how long things are kept;
    without `rates` it posts at the pace that Slack wants; `try_again` is the seconds between looks
    at the line; `watch` is told of the work. Raises CannotStartError for a wrong token, a
    workspace that cannot be reached, or a database that is not migrated.
    """
    await asyncio.to_thread(check_schema, database)
    async with ClientSession(timeout=ClientTimeout(total=LONGEST_ANSWER)) as session:
        client = open_client(keys.bot_token, keys.api_url, session)
        workspace, socket = await check_tokens(client, keys)
        region = await asyncio.to_thread(settle, database, first_region, workspace)
        senders = {Tenant(Platform.SLACK, workspace.team_id): SlackSender(client)}
        outbox = Outbox(
            database,
            senders,
            COMPOSERS,
            now,
            enqueue=ENQUEUE,
            coordinators=coordinators,
            rates=rates,
            count=watch.delivered,
        )
        desk = Desk(
            database,
            coordinators=coordinators,
            home=region.region_id,
            language=first_region.language,
            wake=outbox.wake,
            count=watch.handled,
        )

        async def tick() -> None:
            watch.ticked(await outbox.tick())

        front, texts = Front(desk, database, now), texts_in(first_region.language)
        edge = Edge(front, client, patience or Patience(), texts)
        app = build_app(edge, COMMANDS, keys.signing_secret, workspace)
        farewell = Farewell()
        async with (
            ticking(
                database,
                region.zone,
                now,
                tick,
                retention=retention,
                coordinators=coordinators,
                left=farewell.left,
            ),
            _listening(app, keys, socket, edge, farewell, try_again or TRY_AGAIN) as line,
            outbox.running(farewell.left),
        ):
            running = Running(app, edge, outbox, workspace.name, line, farewell)
            try:
                yield running
            finally:
                running.stop()
                if line is not None:
                    await line.close(farewell.left())


def settle(database: Database, first_region: FirstRegion, workspace: Workspace) -> RegionSettings:
    """Remember the workspace, for the first region."""
    with database.writing() as session:
        region = ensure_region(session, first_region)
        ensure_installation(
            session, region.region_id, Platform.SLACK, workspace.team_id, workspace.name
        )
        return region


@asynccontextmanager
async def _listening(  # noqa: PLR0917 (each is asked for once, above)
    app: SlackApp,
    keys: SlackKeys,
    socket: str,
    edge: Edge,
    farewell: Farewell,
    try_again: float,
) -> AsyncIterator[Line | None]:
    """Take in what Slack sends, over Socket Mode here; over HTTP the caller serves the app.

    What is in hand at the end is finished: acknowledged over the socket, answered over HTTP.
    """
    async with AsyncExitStack() as stack:
        opened: Line | None = None
        if keys.app_token is not None:
            line = listening(app, keys.app_token, socket, edge.patience, try_again)
            try:
                async with asyncio.timeout(_LONGEST_WELCOME):
                    opened = await stack.enter_async_context(line)
            except TimeoutError as error:
                raise CannotStartError("start.unreachable", address=keys.api_url) from error
        try:
            yield opened
        finally:
            await edge.patience.drain(farewell.left())
