"""The Bolt app with every listener, and the client it speaks through."""

import logging
from collections.abc import Iterable
from typing import Any

import structlog
from aiohttp import ClientSession
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.once import ElsewhereError
from bot.slack.edge import Edge
from bot.slack.listeners import actions, commands, forms, homes, links, messages
from bot.slack.listeners.commands import slash_routes
from bot.slack.workspace import Workspace
from handlers.routes import Command

SlackApp = AsyncApp  # for those outside, which import no SDK
_LOG = structlog.get_logger()


def open_client(token: str, api_url: str, session: ClientSession) -> AsyncWebClient:
    """A client over one shared session, which never posts again by itself: see `posting`."""
    return AsyncWebClient(
        token=token, base_url=api_url, session=session, retry_handlers=[], logger=_clients_log()
    )


def build_app(
    edge: Edge, commands_: Iterable[Command], signing_secret: str | None, workspace: Workspace
) -> AsyncApp:
    """Bolt with our listeners. Answers leave before the listener's acknowledgement returns."""
    app = AsyncApp(
        name="kompis",  # else Bolt reads the source of whoever calls it to find one
        logger=_bolts_log(),
        client=_nobodys(edge.client),
        authorize=_AtHome(workspace, edge.client.token),
        signing_secret=signing_secret or "",
        process_before_response=True,
        raise_error_for_unhandled_request=True,
    )
    app.error(_on_error)
    commands.register(app, edge, slash_routes(commands_))
    messages.register(app, edge)
    links.register(app, edge)
    actions.register(app, edge)
    forms.register(app, edge)
    homes.register(app, edge)
    return app


class _AtHome(AsyncAuthorize):
    """Who the bot is, known since it started: no request waits for `auth.test`."""

    def __init__(self, workspace: Workspace, token: str | None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._known = AuthorizeResult(
            enterprise_id=workspace.enterprise_id,
            team_id=workspace.team_id,
            team=workspace.name,
            bot_user_id=workspace.bot_user_id,
            bot_id=workspace.bot_id,
            bot_token=token,
        )

    async def __call__(self, **_: Any) -> AuthorizeResult:
        return self._known


def _nobodys(client: AsyncWebClient) -> AsyncWebClient:
    """The client without its token, which Bolt takes from `authorize`."""
    return AsyncWebClient(
        base_url=client.base_url, session=client.session, retry_handlers=[], logger=_clients_log()
    )


def _clients_log() -> logging.Logger:
    """A log with a level of its own: without one the client writes each request and answer out in
    words, for a log that nobody keeps, which takes a third of the time of a post.
    """
    log = logging.getLogger("kompis.slack")
    log.setLevel(logging.WARNING)
    return log


def _bolts_log() -> logging.Logger:
    """Bolt warns of settings that it finds in the environment, which are ours: errors alone."""
    log = logging.getLogger("kompis.bolt")
    log.setLevel(logging.ERROR)
    return log


async def _on_error(error: Exception, body: dict[str, Any]) -> BoltResponse:
    """What nobody listens to is acknowledged. What failed, or is answered elsewhere, is not.

    So Slack tells it where somebody waits for a command, and delivers an event again.
    """
    kind = (body.get("event") or body).get("type")
    if isinstance(error, BoltUnhandledRequestError):
        _LOG.info("nobody_listens", kind=kind)
        return BoltResponse(status=200)
    if isinstance(error, ElsewhereError):
        _LOG.info("answered_elsewhere", kind=kind, event_id=body.get("event_id"))
        return BoltResponse(status=503)
    _LOG.error("listener_failed", kind=kind, event_id=body.get("event_id"), exc_info=error)
    return BoltResponse(status=500)
