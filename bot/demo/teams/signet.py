"""The keys that the demo's Microsoft signs with: made when it starts, and gone when it ends."""

import base64
import secrets
import time
from collections.abc import Mapping
from typing import Any

from bot.readiness import CannotStartError

LIFETIME = 3_600  # seconds that a token holds
_KEY_ID = "demo"


class Signet:
    """A key set with one key, and the tokens that are signed with it.

    Needs what comes with Microsoft's SDK. Raises CannotStartError where that is not installed.
    """

    def __init__(self, issuer: str) -> None:
        try:
            from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415
        except ImportError as error:
            raise CannotStartError("start.teams_not_installed") from error
        self._issuer = issuer
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.bot_token = secrets.token_urlsafe(32)  # what the bot calls with

    def token(self, client_id: str, service_url: str) -> str:
        """What Teams sends with a request to a bot."""
        import jwt  # noqa: PLC0415 (it comes with the SDK)

        now = int(time.time())
        said = {
            "iss": self._issuer,
            "aud": client_id,
            "serviceurl": service_url,
            "nbf": now,
            "iat": now,
            "exp": now + LIFETIME,
        }
        return jwt.encode(said, self._key, "RS256", headers={"kid": _KEY_ID})

    def key_set(self) -> Mapping[str, Any]:
        """What tokens are checked with."""
        public = self._key.public_key().public_numbers()
        key = {"kty": "RSA", "use": "sig", "kid": _KEY_ID, "endorsements": ["msteams"]}
        return {"keys": [key | {"n": _number(public.n), "e": _number(public.e)}]}


def _number(value: int) -> str:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
