"""The tokens and the signing secret of one run; never printed, never the same twice."""

import secrets
from dataclasses import dataclass, field


def _token(prefix: str) -> str:
    return prefix + secrets.token_hex(16)


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """The tokens and the signing secret of one run."""

    bot_token: str = field(default_factory=lambda: _token("xoxb-0-0-"))
    app_token: str = field(default_factory=lambda: _token("xapp-1-A0-0-"))
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verification_token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
