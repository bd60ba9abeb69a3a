"""Slack says how long to wait when it is too much at once."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.slack.errors import RateLimited

LONGEST_WAIT = 30.0  # seconds that a rate limit is waited for


async def obeying(send: Callable[[], Awaitable[object]]) -> None:
    """Send, and once more after the time that Slack asks for, if it is short."""
    try:
        await send()
    except RateLimited as limited:
        if limited.retry_after > LONGEST_WAIT:
            raise
        await asyncio.sleep(limited.retry_after)
        await send()
