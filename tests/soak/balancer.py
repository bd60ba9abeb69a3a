"""What stands before replicas on signed HTTP: each request goes to the next one that takes it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle

from aiohttp import ClientConnectorError, ClientError, ClientSession, web

from bot.slack.http import ADDRESS

_LARGEST = 2_000_000  # bytes
_OF_THE_LINE = frozenset({"host", "connection", "transfer-encoding", "content-length"})


@dataclass(frozen=True, slots=True)
class Balancer:
    """Its address, and how many requests went where, by port."""

    url: str
    taken: dict[int, int]


@asynccontextmanager
async def balancing(ports: Sequence[int]) -> AsyncIterator[Balancer]:
    """Serve in front of the replicas at these ports of this machine."""
    taken, turns = dict.fromkeys(ports, 0), cycle(ports)

    async def pass_on(request: web.Request) -> web.Response:
        body = await request.read()
        headers = {k: v for k, v in request.headers.items() if k.lower() not in _OF_THE_LINE}
        for _ in ports:
            port = next(turns)
            url = f"http://127.0.0.1:{port}{request.path}"
            try:
                async with session.post(url, data=body, headers=headers) as answer:
                    taken[port] += 1
                    content = await answer.read()
                    said = answer.headers.get("Content-Type", "text/plain")
                    kept = {"Content-Type": said}
                    return web.Response(body=content, status=answer.status, headers=kept)
            except ClientConnectorError:
                continue  # nobody there: the next one
            except ClientError:
                break  # it may have been taken
        return web.Response(status=502)

    app = web.Application(client_max_size=_LARGEST)
    app.router.add_post(ADDRESS, pass_on)
    runner = web.AppRunner(app)
    async with ClientSession() as session:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        try:
            yield Balancer(f"http://{host}:{port}{ADDRESS}", taken)
        finally:
            await runner.cleanup()
