"""Who is let in: what Teams itself sends to a bot that is served here, and nobody else.

The token is checked as the SDK does it: signed with a key of Microsoft's, made out by it for this
bot, for the service that the activity says to answer to, and in time. Which tenant it is about
stands in the activity, and must be one whose bot the token is made out for.
Source: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import asyncio
from collections.abc import Iterable

import structlog

from bot.teams.activities import Json, service_of, tenant_of
from bot.teams.keys import PUBLIC, Cloud, TeamsKeys
from bot.teams.sdk import token_validator

_BEARER = "Bearer "
_CHANNEL = "msteams"
_LOG = structlog.get_logger()


class NotLetInError(Exception):
    """The request is not from Teams, or about a tenant that is not served."""


class KeysAwayError(Exception):
    """Microsoft's keys cannot be asked for right now, so that nobody can be let in."""


class Door:
    """Knows the bots of all tenants that are served."""

    def __init__(self, served: Iterable[TeamsKeys], cloud: Cloud = PUBLIC) -> None:
        """Raises CannotStartError where the SDK is not installed."""
        self._served = {keys.tenant.lower(): keys for keys in served}
        clients = {keys.client_id for keys in self._served.values()}
        self._checks = {client: token_validator(client, cloud) for client in clients}

    async def let_in(self, authorization: str, activity: Json) -> TeamsKeys:
        """The tenant's own keys. Raises NotLetInError, and KeysAwayError where nobody can tell."""
        keys = self._served.get(tenant_of(activity) or "")
        service = service_of(activity)
        if keys is None or not service or activity.get("channelId") != _CHANNEL:
            raise _refused("unserved")
        if not authorization.startswith(_BEARER):
            raise _refused("no_token")
        await self._check(keys.client_id, authorization.removeprefix(_BEARER), service)
        return keys

    async def _check(self, client_id: str, token: str, service: str) -> None:
        """In a thread, since the SDK may have to ask for keys, and waits for them as it stands."""
        from jwt import InvalidTokenError  # noqa: PLC0415 (it comes with the SDK)
        from jwt.exceptions import PyJWKClientConnectionError, PyJWTError  # noqa: PLC0415

        check = self._checks[client_id]

        def checked() -> None:
            asyncio.run(check.validate_token(token, service))

        try:
            await asyncio.to_thread(checked)
        except InvalidTokenError as error:
            raise _refused(type(error).__name__) from None
        except PyJWKClientConnectionError as error:
            _LOG.error("teams_keys_away")
            raise KeysAwayError from error
        except PyJWTError as error:
            raise _refused(type(error).__name__) from None


def _refused(why: str) -> NotLetInError:
    _LOG.warning("teams_refused", why=why)
    return NotLetInError(why)
