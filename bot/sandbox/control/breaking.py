"""Faults that are asked for over the control API."""

from typing import Any

from bot.sandbox.control.body import Body
from bot.sandbox.delivery.sockets import SocketTransport
from bot.sandbox.delivery.transport import Kind
from bot.sandbox.errors import ControlError
from bot.sandbox.faults import ACK_KIND, EVERYTHING, HTTP_KINDS, Fault
from bot.sandbox.lines import Lines
from bot.sandbox.webapi.methods import METHODS
from bot.sandbox.world import World

MOST_TIMES = 10_000

_SOCKET_KINDS = frozenset({"drop_sockets", "refresh_sockets"})


async def add(world: World, body: Body, lines: Lines) -> dict[str, Any]:
    """Notes a fault, or does at once what concerns the sockets."""
    kind = body.text("kind")
    if kind in _SOCKET_KINDS:
        await _sockets(world, kind, lines)
    else:
        world.faults.add(_fault(kind, body))
    return listed(world)


def listed(world: World) -> dict[str, Any]:
    """What is still to come."""
    return {"ok": True, "faults": world.faults.bodies()}


def clear(world: World) -> dict[str, Any]:
    """Nothing goes wrong any more."""
    world.faults.clear()
    return listed(world)


def _fault(kind: str, body: Body) -> Fault:
    method = body.text("method")
    if kind == ACK_KIND:
        allowed = {*Kind, EVERYTHING}
    elif kind in HTTP_KINDS:
        allowed = {*METHODS, "response_url", "upload", EVERYTHING}
    else:
        known = sorted({*HTTP_KINDS, *_SOCKET_KINDS, ACK_KIND})
        raise ControlError(f"There is no fault {kind}; there are: {', '.join(known)}.")
    if method not in allowed:
        raise ControlError(f"{kind} does not happen to {method}.")
    times, after = body.values.get("times", 1), body.values.get("retry_after", 1)
    if not isinstance(times, int) or not 1 <= times <= MOST_TIMES:
        raise ControlError(f'"times" must be between 1 and {MOST_TIMES}.')
    if not isinstance(after, int) or after < 0:
        raise ControlError('"retry_after" must be a whole number of seconds.')
    seconds = body.seconds("seconds", 600) if "seconds" in body.values else 1.0
    return Fault(method, kind, times, after, seconds)


async def _sockets(world: World, kind: str, lines: Lines) -> None:
    transport = world.courier.transport
    if not isinstance(transport, SocketTransport):
        raise ControlError("The bot is reached over HTTP, there are no sockets.")
    if kind == "refresh_sockets":
        await transport.refresh()
    else:
        for client in transport.clients():
            lines.cut_from(client)
