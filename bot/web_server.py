"""A small web server in the bot's own loop, for what others ask of it over HTTP."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette

from bot.readiness import CannotStartError

_LONGEST_FAREWELL = 5  # seconds for what is being answered when it stops


class _Server(uvicorn.Server):
    """uvicorn, but the signals stay with whoever runs it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def served(pages: Starlette, host: str, port: int) -> AsyncIterator[tuple[str, int]]:
    """Serve until the block ends; gives the bound address. Raises CannotStartError."""
    with _bound(host, port) as listener:
        config = uvicorn.Config(
            pages,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_LONGEST_FAREWELL,
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
