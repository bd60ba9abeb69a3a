"""The addresses of the sandbox, and serving them on this machine."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from bot.sandbox.control.endpoint import Control, refuse
from bot.sandbox.delivery.sockets import SocketTransport
from bot.sandbox.errors import ControlError, PortTakenError
from bot.sandbox.guard import Guard, require_loopback
from bot.sandbox.lines import Lines
from bot.sandbox.webapi.endpoint import WebApi
from bot.sandbox.world import World

PAGE = Path(__file__).parent / "page"


def application(world: World, lines: Lines) -> Starlette:
    """The Web API under /api/, sockets, response URLs, files, the control API, and the page."""
    api = WebApi(world, lines)
    routes: list[BaseRoute] = [
        Route("/api/{method}", api.call, methods=["GET", "POST"]),
        Route("/response/{key}", api.respond, methods=["POST"]),
        Route("/upload/v1/{key}", api.upload, methods=["POST"]),
        Route("/files/{file}/{name:path}", api.download, methods=["GET"]),
        *Control(world, lines).routes(),
        Route("/", _page),
        Mount("/page", StaticFiles(directory=PAGE, check_dir=False)),
    ]
    if isinstance(world.courier.transport, SocketTransport):
        routes.append(WebSocketRoute("/socket/link", world.courier.transport.serve))
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard)],
        exception_handlers={ControlError: refuse},
    )


async def _page(_request: Request) -> Response:
    index = PAGE / "index.html"
    if not index.exists():
        return PlainTextResponse("The sandbox is running. It has no page in this installation.")
    return FileResponse(index)


class _Server(uvicorn.Server):
    """uvicorn, but signals stay with whoever runs us, and it says when it is ready."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.enough = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        # uvicorn looks ten times a second whether it should stop; here it is told.
        await self.enough.wait()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def listening(host: str, port: int) -> AsyncIterator[socket.socket]:
    """A bound socket. Raises NotLoopbackError, PortTakenError."""
    require_loopback(host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
        except OSError as error:
            raise PortTakenError(host, port) from error
        yield bound


@asynccontextmanager
async def serving(app: Starlette, bound: socket.socket, lines: Lines) -> AsyncIterator[None]:
    """Serves until the block is left; then answers what is under way and closes."""
    config = uvicorn.Config(
        app,
        http=lines.protocol(),
        ws="websockets-sansio",
        ws_max_size=LARGEST_FRAME,
        lifespan="off",
        log_config=None,
        access_log=False,
        date_header=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=2,
        timeout_keep_alive=_IDLE,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[bound]))
    ready = asyncio.create_task(server.ready.wait())
    await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
    try:
        yield
    finally:
        ready.cancel()
        server.enough.set()
        await asyncio.shield(task)


LARGEST_FRAME = 1_000_000
_IDLE = 75  # seconds that a line may lie unused; clients let go of theirs before
