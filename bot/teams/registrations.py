"""The registrations that the bot answers for: a tenant's client, its secret, and whose region."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import SecretStr

from bot.readiness import CannotStartError
from bot.seal import Seal, WrongKeyError, seal_of
from storage.registrations import StoredRegistration


@dataclass(frozen=True, slots=True, repr=False)
class Registration:
    """A bot's registration in a tenant, as it can be used; never shown."""

    tenant: str
    client_id: str
    client_secret: str
    region_id: int


def registrations(
    stored: Iterable[StoredRegistration], keys: SecretStr | None
) -> Mapping[str, Registration]:
    """Every stored registration by its tenant, opened with SECRETS_KEY.

    The key is asked for only where there is something to open. Raises CannotStartError for a key
    that is missing, is none, or opens another's.
    """
    known = tuple(stored)
    if not known:
        return {}
    seal = seal_of(keys)
    return {each.tenant: _opened(each, seal) for each in known}


def opened_secret(stored: StoredRegistration, seal: Seal) -> str:
    """The client's secret. Raises CannotStartError, naming the tenant, for a wrong key."""
    try:
        return seal.open(stored.sealed_secret)
    except WrongKeyError as error:
        raise CannotStartError("seal.wrong_key", tenant=stored.tenant) from error


def _opened(stored: StoredRegistration, seal: Seal) -> Registration:
    secret = opened_secret(stored, seal)
    return Registration(stored.tenant, stored.client_id, secret, stored.region_id)
