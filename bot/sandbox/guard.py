"""Who may talk to the sandbox: this machine alone, and not too much at once."""

import ipaddress
from urllib.parse import urlsplit

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.sandbox.errors import ControlError, NotLoopbackError

LARGEST_BODY = 1_000_000


def require_loopback(host: str) -> None:
    """Raises NotLoopbackError for an address that others can reach."""
    if not is_loopback(host):
        raise NotLoopbackError(host)


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """Refuses foreign hosts (DNS rebinding), foreign origins, and bodies that are too large."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, or answers it with a sentence."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        sentence = _foreign(scope)
        if sentence is not None:
            await _refuse(ControlError(sentence, 403), scope, receive, send)
            return
        try:
            await self._app(scope, _bounded(receive), send)
        except _TooLargeError:
            error = ControlError(f"A body holds at most {LARGEST_BODY} bytes.", 413)
            await _refuse(error, scope, receive, send)


class _TooLargeError(Exception):
    """More came than is taken."""


def _foreign(scope: Scope) -> str | None:
    headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
    if not is_loopback(_hostname("//" + headers.get("host", ""))):
        return "The sandbox answers to 127.0.0.1 and localhost only."
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers["host"]:
        return "The sandbox answers its own page only."
    return None


def _hostname(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _bounded(receive: Receive) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > LARGEST_BODY:
                raise _TooLargeError
        return message

    return bounded


async def _refuse(error: ControlError, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await JSONResponse(error.body(), error.status)(scope, receive, send)
