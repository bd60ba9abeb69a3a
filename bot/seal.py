"""Sealing what is secret before it is stored, with keys that the settings hold.

Fernet (AES in CBC mode, and HMAC with SHA-256) of the package `cryptography`, which comes with
`kompis[teams]`. The first key closes; every key opens, so that one can be changed for another:
https://cryptography.io/en/latest/fernet/.
"""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import SecretStr

from bot.readiness import CannotStartError


class WrongKeyError(Exception):
    """None of the keys opens it: it was closed with another, or is damaged."""


class Seal:
    """Keys, the newest first. Made by `seal_of`; it shows none of them."""

    def __init__(self, keys: Sequence[Fernet]) -> None:
        self._newest, self._all = keys[0], MultiFernet(keys)

    def close(self, secret: str) -> str:
        """A secret as it can be stored."""
        return self._newest.encrypt(secret.encode()).decode()

    def open(self, sealed: str) -> str:
        """The secret. Raises WrongKeyError."""
        return _opened(self._all, sealed)

    def renew(self, sealed: str) -> str:
        """The same secret, closed with the newest key. Raises WrongKeyError."""
        return self.close(self.open(sealed))

    def is_newest(self, sealed: str) -> bool:
        """Whether the newest key opens it, so that the older ones are not needed for it."""
        try:
            _opened(self._newest, sealed)
        except WrongKeyError:
            return False
        return True


def seal_of(keys: SecretStr | None) -> Seal:
    """The seal of SECRETS_KEY, which holds keys with commas between, the newest first.

    Raises CannotStartError where there is none, or one that is no key.
    """
    given = keys.get_secret_value().split(",") if keys else []
    known = [key.strip() for key in given if key.strip()]
    if not known:
        raise CannotStartError("seal.no_key")
    try:
        return Seal([Fernet(key) for key in known])
    except ValueError:
        raise CannotStartError("seal.bad_key") from None  # what it says could tell of the key


def new_key() -> str:
    """A key that nobody else has."""
    return Fernet.generate_key().decode()


def _opened(keys: Fernet | MultiFernet, sealed: str) -> str:
    try:
        return keys.decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise WrongKeyError from error
