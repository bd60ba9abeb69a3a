"""What `kompis region link` takes of a bot's registration in a tenant: never the secret itself."""

import sys
from dataclasses import dataclass

import typer

from bot.readiness import CannotStartError
from bot.settings import Settings
from handlers.texts import Texts
from storage.keys import guid_key
from storage.tables import Platform

LONGEST_SECRET = 400  # characters; Microsoft's are 40, and what is sealed is longer than what was


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A registration as it can be stored."""

    tenant: str
    client_id: str
    sealed_secret: str


def asked_registration(
    settings: Settings, texts: Texts, platform: Platform, tenant: str, client_id: str
) -> Asked:
    """Check the ids, ask for the secret and seal it.

    Raises CannotStartError for what is no id or no secret, and for a key that is missing or none.
    """
    if platform is not Platform.TEAMS:
        raise CannotStartError("cli.region.teams_alone")
    from bot.seal import seal_of

    seal = seal_of(settings.secrets_key)
    ids = _guid("cli.region.bad_tenant", tenant), _guid("cli.region.bad_client_id", client_id)
    return Asked(*ids, seal.close(_secret(texts)))


def _guid(key: str, value: str) -> str:
    guid = guid_key(value)
    if guid is None:
        raise CannotStartError(key, value=value)
    return guid


def _secret(texts: Texts) -> str:
    """Without showing it at a terminal; else the first line of what comes in."""
    if sys.stdin.isatty():
        secret = str(typer.prompt(texts.say("cli.region.secret"), hide_input=True, err=True))
    else:
        secret = sys.stdin.readline()
    secret = secret.strip()
    if not secret or len(secret) > LONGEST_SECRET:
        raise CannotStartError("cli.region.no_secret")
    if guid_key(secret) is not None:
        raise CannotStartError("cli.region.odd_secret")
    return secret
