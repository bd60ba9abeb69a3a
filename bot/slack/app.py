"""The Bolt app with every listener, and the client it speaks through."""

from collections.abc import Iterable

from aiohttp import ClientSession
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.edge import Edge
from bot.slack.listeners import actions, commands, forms, homes, messages
from bot.slack.listeners.commands import slash_routes
from handlers.routes import Command


def open_client(token: str, api_url: str, session: ClientSession) -> AsyncWebClient:
    """A client over one shared session, which never posts again by itself: see `posting`."""
    return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[])


def build_app(edge: Edge, commands_: Iterable[Command], signing_secret: str | None) -> AsyncApp:
    """Bolt with our listeners. Answers leave before the listener's acknowledgement returns."""
    app = AsyncApp(
        client=edge.client,
        signing_secret=signing_secret,
        process_before_response=True,
    )
    commands.register(app, edge, slash_routes(commands_))
    messages.register(app, edge)
    actions.register(app, edge)
    forms.register(app, edge)
    homes.register(app, edge)
    return app
