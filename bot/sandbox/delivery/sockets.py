"""Socket Mode: each envelope goes to one of at most ten sockets, and waits for its ack.

Source: docs.slack.dev, "Using Socket Mode".
"""

import asyncio
import logging
import secrets
import uuid
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected

from bot.sandbox import jsontext
from bot.sandbox.delivery.transport import Ack, Kind, Retry
from bot.sandbox.faults import ACK_KIND, FaultBox
from bot.sandbox.hub import Hub
from bot.sandbox.timing import Timing

MOST_SOCKETS = 10

logger = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Socket:
    """One open socket, and the envelopes whose ack is still to come."""

    websocket: WebSocket
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)


class SocketTransport:
    """The bot's sockets; envelopes go round among them."""

    def __init__(self, app_id: str, timing: Timing, hub: Hub, faults: FaultBox) -> None:
        self._app_id = app_id
        self._timing = timing
        self._hub = hub
        self._faults = faults
        self._tickets: dict[str, float] = {}
        self._sockets: list[Socket] = []

    @property
    def connected(self) -> int:
        """How many sockets are open."""
        return len(self._sockets)

    def ticket(self) -> str:
        """A ticket that opens one socket, soon."""
        ticket = secrets.token_urlsafe(16)
        self._tickets[ticket] = asyncio.get_running_loop().time() + self._timing.ticket
        return ticket

    async def serve(self, websocket: WebSocket) -> None:
        """Holds one socket open until either side lets go."""
        expires = self._tickets.pop(websocket.query_params.get("ticket", ""), 0.0)
        if expires < asyncio.get_running_loop().time():
            await websocket.close(1008)
            return
        await websocket.accept()
        if len(self._sockets) >= MOST_SOCKETS:
            await _disconnect(websocket, "too_many_websockets")
            await websocket.close()
            return
        socket = Socket(websocket)
        self._sockets.append(socket)
        try:
            await websocket.send_json(self._hello())
            self._tell()
            while True:
                self._acknowledge(socket, await websocket.receive_text())
        except (WebSocketDisconnect, WebSocketDisconnected, KeyError):
            # The second where a delivery found the line broken first. KeyError: a binary frame,
            # which Slack does not read either.
            pass
        finally:
            self._forget(socket)

    async def send(self, kind: Kind, payload: dict[str, Any], retry: Retry | None) -> Ack:
        """Delivers to the next socket and waits for its ack."""
        if not self._sockets:
            return Ack(failure="connection_failed")
        socket = self._sockets.pop(0)
        self._sockets.append(socket)
        envelope = _envelope(kind, payload, retry)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        socket.waiting[envelope["envelope_id"]] = answer
        try:
            await socket.websocket.send_json(envelope)
            given = await asyncio.wait_for(answer, self._timing.ack)
        except TimeoutError:
            return Ack(failure="timeout")
        except (ConnectionError, RuntimeError, WebSocketDisconnect):
            return Ack(failure="connection_failed")
        finally:
            socket.waiting.pop(envelope["envelope_id"], None)
        if self._faults.take(kind, frozenset({ACK_KIND})):
            return Ack(failure="timeout")
        return Ack(payload=given)

    async def refresh(self) -> None:
        """Asks every socket to be replaced by a new one, as Slack does now and then."""
        for socket in list(self._sockets):
            await _disconnect(socket.websocket, "refresh_requested")

    async def close(self) -> None:
        """Closes every socket."""
        for socket in list(self._sockets):
            self._forget(socket)
            await _quietly(socket.websocket.close(1001))

    def clients(self) -> list[tuple[str, int]]:
        """The far ends of the open sockets."""
        return [(c.host, c.port) for s in self._sockets if (c := s.websocket.client)]

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self._sockets),
            "connection_info": {"app_id": self._app_id},
            "debug_info": {
                "host": "sandbox",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
        }

    def _acknowledge(self, socket: Socket, text: str) -> None:
        try:
            message = jsontext.parse(text)
            answer = socket.waiting.pop(message["envelope_id"])
        except (ValueError, KeyError, TypeError):
            logger.info("a socket sent something that acknowledges nothing")
            return
        if not answer.done():
            answer.set_result(message.get("payload"))

    def _forget(self, socket: Socket) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
            self._tell()
        for answer in socket.waiting.values():
            if not answer.done():
                answer.set_exception(ConnectionError("the socket was closed"))
        socket.waiting.clear()

    def _tell(self) -> None:
        self._hub.publish({"type": "connected", "sockets": self.connected})


def _envelope(kind: Kind, payload: dict[str, Any], retry: Retry | None) -> dict[str, Any]:
    envelope: dict[str, Any] = {
        "envelope_id": str(uuid.uuid4()),
        "type": str(kind),
        "accepts_response_payload": kind is not Kind.EVENT,
        "payload": payload,
    }
    if kind is Kind.EVENT:
        envelope["retry_attempt"] = retry.number if retry else 0
        envelope["retry_reason"] = retry.reason if retry else ""
    return envelope


async def _disconnect(websocket: WebSocket, reason: str) -> None:
    message = {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
    await _quietly(websocket.send_json(message))


async def _quietly(sending: Any) -> None:
    try:
        await sending
    except (RuntimeError, WebSocketDisconnect):
        logger.debug("a socket was gone already")
