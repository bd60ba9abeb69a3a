"""Many Slack workspaces in one process, each at an address of its own, which count what comes."""

import asyncio
import json
import sys
import time
from collections import Counter
from contextlib import AsyncExitStack
from datetime import UTC, datetime

from bot.logs import configure_logs
from bot.sandbox import Bot, Channel, Pace, Sandbox, Step, Workspace
from tests.benchmarks.places import PER_SECOND, channel_of, tenant_of


async def be_slack(workspaces: int, channels_each: int) -> None:
    """Serve the workspaces until a line is read; then tell what came."""
    seen: Counter[str] = Counter()
    first = time.perf_counter()

    def watch(step: Step, name: str) -> None:
        nonlocal first
        if name != "chat.postMessage":
            return
        if not seen[Step.CALLED]:
            first = time.perf_counter()
        seen[step] += 1
        if step is Step.TOO_FAST and time.perf_counter() - first > 1:
            seen["later"] += 1

    async with AsyncExitStack() as stack:
        opened = []
        for number in range(1, workspaces + 1):
            sandbox = Sandbox(
                _workspace(number, channels_each), _now, pace=Pace(PER_SECOND, 1), watch=watch
            )
            address = await stack.enter_async_context(sandbox.serve())
            opened.append({"token": sandbox.bot_token, "api_url": address.api_url})
        sys.stdout.write(json.dumps(opened) + "\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.readline)
    too_fast = seen[Step.TOO_FAST]
    told = {
        "posted": seen[Step.CARRIED_OUT] - too_fast,
        "too_fast": too_fast,
        "too_fast_later": seen["later"],
    }
    sys.stdout.write(json.dumps(told))


def _workspace(number: int, channels_each: int) -> Workspace:
    first = (number - 1) * channels_each + 1
    bot = Bot("U0BOT", "B0BOT", "A0BOT", "kompis")
    channels = tuple(
        Channel(channel_of(library), f"c{library}", members=("U0BOT",))
        for library in range(first, first + channels_each)
    )
    return Workspace(
        tenant_of(number), f"Region {number}", f"region{number}", bot, (), channels, ()
    )


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    configure_logs("WARNING")
    asyncio.run(be_slack(*map(int, sys.argv[1:])))
