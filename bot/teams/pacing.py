"""Doing it once more where Teams has certainly not done it: after the time that it asks for."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.teams.errors import NotReached, RateLimited, TryAgain

T = TypeVar("T")
LONGEST_WAIT = 10.0  # seconds that are waited for while somebody waits for an answer
_WAITS = (0.5, 2.0)  # seconds before Teams is asked again, where it does not say how long


async def obeying(send: Callable[[], Awaitable[T]]) -> T:
    """Send; and again, twice at most, where it was refused for now. Raises a TeamsError."""
    for seconds in _WAITS:
        try:
            return await send()
        except RateLimited as limited:
            if limited.retry_after > LONGEST_WAIT:
                raise
            await asyncio.sleep(limited.retry_after)
        except (TryAgain, NotReached):
            await asyncio.sleep(seconds)
    return await send()
