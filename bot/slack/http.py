"""Slack over signed HTTP: `/slack/events` on our own web server. Bolt checks every signature."""

import asyncio
import errno
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

from bot.readiness import CannotStartError

ADDRESS = "/slack/events"
_LARGEST = 1_000_000  # bytes; what Slack posts is a tenth of it at most


def web_app(app: AsyncApp) -> Starlette:
    """The one address that Slack posts to."""
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > _LARGEST:
            return Response(status_code=413)  # nobody's, and not read: no signature is known yet
        return await handler.handle(request)

    return Starlette(routes=[Route(ADDRESS, events, methods=["POST"])])


class _Server(uvicorn.Server):
    """uvicorn, but the signals stay with whoever runs it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(app: AsyncApp, host: str, port: int) -> AsyncIterator[tuple[str, int]]:
    """Serve until the block ends; gives the bound address. Raises CannotStartError."""
    with _bound(host, port) as listener:
        config = uvicorn.Config(
            web_app(app),
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        server = _Server(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield listener.getsockname()[:2]
        finally:
            server.should_exit = True
            await asyncio.shield(task)


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens. Raises CannotStartError where it cannot, saying why."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CannotStartError("start.port_taken", port=str(port)) from error
            address = f"{host}:{port}"
            cause = error.strerror or str(error)
            raise CannotStartError("start.cannot_listen", address=address, cause=cause) from error
        yield listener
