"""Response URLs: where the bot may answer what a user did, a few times, for half an hour."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.errors import ApiError
from bot.sandbox.timestamps import Clock

MOST_USES = 5


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a response URL answers: who did it where, and on which message, if on one."""

    user: str
    channel: str
    ts: str | None = None
    thread_ts: str | None = None


@dataclass(slots=True)
class _Given:
    occasion: Occasion
    at: datetime
    uses: int = 0


class ResponseUrls:
    """Gives out paths and counts their uses. Source: "Handling user interaction"."""

    def __init__(self, now: Clock, lifetime: float) -> None:
        self._now = now
        self._lifetime = timedelta(seconds=lifetime)
        self._given: dict[str, _Given] = {}

    def give(self, occasion: Occasion) -> str:
        """A new key, the end of a response URL."""
        key = secrets.token_urlsafe(18)
        self._given[key] = _Given(occasion, self._now())
        return key

    def check(self, key: str) -> Occasion:
        """What the key answers. Raises ApiError: invalid_url, expired_url, used_url."""
        given = self._given.get(key)
        if given is None:
            raise ApiError("invalid_url")
        if self._now() - given.at > self._lifetime:
            raise ApiError("expired_url")
        if given.uses >= MOST_USES:
            raise ApiError("used_url")
        return given.occasion

    def count(self, key: str) -> None:
        """Notes a use; only an answer that was accepted is one."""
        self._given[key].uses += 1
