"""Health and `/metrics` on a port of their own, which is never the one that Slack calls."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.clock import Clock, system_clock
from bot.health.metrics import Metrics
from bot.health.pages import health_routes
from bot.health.queue import Queue
from bot.health.readiness import Amiss, Readiness
from bot.health.watch import Watch
from bot.web_server import served
from storage.database import Database


@asynccontextmanager
async def health_pages(
    database: Database, readiness: Readiness, host: str, port: int, now: Clock = system_clock
) -> AsyncIterator[Watch]:
    """Serve all three until the block ends; gives what tells the counters of the work.

    Raises CannotStartError where it cannot listen.
    """
    queue = Queue(database, now)
    metrics = Metrics(database, queue)

    async def show(request: Request) -> Response:
        queue.reachable = await readiness.database() is not Amiss.DATABASE
        queue.connected = await readiness.is_connected()
        accept = request.headers.get("accept", "")
        text, content_type = await asyncio.to_thread(metrics.shown, accept)
        return Response(text, headers={"content-type": content_type})

    routes = [*health_routes(readiness), Route("/metrics", show)]
    async with served(Starlette(routes=routes), host, port):
        yield metrics.watch
