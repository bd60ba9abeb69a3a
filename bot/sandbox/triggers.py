"""Trigger ids: what lets the bot open a modal, once and soon after the user did something."""

import secrets
from datetime import datetime, timedelta

from bot.sandbox.errors import ApiError
from bot.sandbox.timestamps import Clock


class Triggers:
    """Gives out trigger ids and takes each back once, within its lifetime."""

    def __init__(self, now: Clock, lifetime: float) -> None:
        self._now = now
        self._lifetime = timedelta(seconds=lifetime)
        self._given: dict[str, tuple[str, datetime]] = {}
        self._used: set[str] = set()

    def give(self, user: str) -> str:
        """A new trigger id that stands for what this user just did."""
        number = secrets.randbelow(10**12)
        trigger = f"{number:012d}.{secrets.randbelow(10**10):010d}.{secrets.token_hex(16)}"
        self._given[trigger] = (user, self._now())
        return trigger

    def take(self, trigger: str) -> str:
        """The user behind a trigger id.

        Raises ApiError: invalid_arguments (unknown), exchanged_trigger_id (used already),
        expired_trigger_id (older than its lifetime).
        """
        if trigger not in self._given:
            raise ApiError(
                "invalid_arguments", ("invalid `trigger_id` [json-pointer:/trigger_id]",)
            )
        if trigger in self._used:
            raise ApiError("exchanged_trigger_id")
        user, given = self._given[trigger]
        if self._now() - given > self._lifetime:
            raise ApiError("expired_trigger_id")
        self._used.add(trigger)
        return user
