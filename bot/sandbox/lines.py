"""The connections beneath HTTP, so that a fault can cut one as a broken line would."""

import weakref
from asyncio import Transport

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class Lines:
    """Every open connection, by the far end's address."""

    def __init__(self) -> None:
        self._open: weakref.WeakValueDictionary[tuple[str, int], Transport]
        self._open = weakref.WeakValueDictionary()

    def protocol(self) -> type[HttpToolsProtocol]:
        """An HTTP protocol for uvicorn that notes its connections here."""
        lines = self._open

        class NotedProtocol(HttpToolsProtocol):
            def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                if self.client is not None:
                    lines[self.client] = transport

        return NotedProtocol

    def cut(self, request: Request) -> Response:
        """A response that is none: the connection is cut and nothing is answered."""
        client = request.client
        return _Silence(self, (client.host, client.port) if client else None)

    def cut_from(self, client: tuple[str, int] | None) -> None:
        """Cuts the connection from that address, if it is still there."""
        transport = self._open.get(client) if client else None
        if transport is not None:
            transport.abort()


class _Silence(Response):
    def __init__(self, lines: Lines, client: tuple[str, int] | None) -> None:
        super().__init__()
        self._lines, self._client = lines, client

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._lines.cut_from(self._client)
        # The server complains of a response that never came, unless it knows of the cut.
        while (await receive())["type"] != "http.disconnect":
            pass
