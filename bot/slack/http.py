"""Slack over signed HTTP: `/slack/events` on our own web server. Bolt checks every signature."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.web_server import served

ADDRESS = "/slack/events"
_LARGEST = 1_000_000  # bytes; what Slack posts is a tenth of it at most


def slack_routes(app: AsyncApp) -> list[Route]:
    """The one address that Slack posts to."""
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > _LARGEST:
            return Response(status_code=413)  # nobody's, and not read: no signature is known yet
        return await handler.handle(request)

    return [Route(ADDRESS, events, methods=["POST"])]


@asynccontextmanager
async def serving(
    app: AsyncApp, host: str, port: int, beside: Sequence[BaseRoute] = ()
) -> AsyncIterator[tuple[str, int]]:
    """Serve it, and what is `beside` it, until the block ends; gives the bound address.

    Raises CannotStartError.
    """
    async with served(Starlette(routes=[*slack_routes(app), *beside]), host, port) as address:
        yield address
