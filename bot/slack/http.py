"""Slack over signed HTTP: `/slack/events` on our own web server. Bolt checks every signature."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

ADDRESS = "/slack/events"


class PortTakenError(Exception):
    """Another program listens on the port already."""


def web_app(app: AsyncApp) -> Starlette:
    """The one address that Slack posts to."""
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route(ADDRESS, events, methods=["POST"])])


class _Server(uvicorn.Server):
    """uvicorn, but the signals stay with whoever runs it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(app: AsyncApp, host: str, port: int) -> AsyncIterator[tuple[str, int]]:
    """Serve until the block ends; gives the bound address. Raises PortTakenError."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
        except OSError as error:
            raise PortTakenError(f"{host}:{port}") from error
        config = uvicorn.Config(
            web_app(app),
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        bound.listen()
        server = _Server(config)
        task = asyncio.create_task(server.serve(sockets=[bound]))
        try:
            yield bound.getsockname()[:2]
        finally:
            server.should_exit = True
            await asyncio.shield(task)
