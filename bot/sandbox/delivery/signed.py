"""Signed HTTP: each delivery is a POST to the bot's request URL.

Source: docs.slack.dev, "Verifying requests from Slack" and "The Events API".
"""

import hashlib
import hmac
import json
import secrets
import time
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp

from bot.sandbox import jsontext
from bot.sandbox.delivery.transport import Ack, Kind, Retry
from bot.sandbox.faults import ACK_KIND, FaultBox
from bot.sandbox.guard import require_loopback
from bot.sandbox.hub import Hub
from bot.sandbox.keys import Secrets
from bot.sandbox.timing import Timing

_FORM = "application/x-www-form-urlencoded"


class SignedTransport:
    """Posts to one address, once that has answered the `url_verification` challenge.

    Raises NotLoopbackError for an address that is not this machine's.
    """

    def __init__(
        self, request_url: str, known: Secrets, timing: Timing, hub: Hub, faults: FaultBox
    ) -> None:
        require_loopback(urlsplit(request_url).hostname or "")
        self._url = request_url
        self._secrets = known
        self._hub = hub
        self._faults = faults
        self._verified = False
        self._timeout = aiohttp.ClientTimeout(total=timing.ack)
        self._session: aiohttp.ClientSession | None = None

    @property
    def connected(self) -> int:
        """1 once the request URL has answered its challenge."""
        return int(self._verified)

    async def send(self, kind: Kind, payload: dict[str, Any], retry: Retry | None) -> Ack:
        """Posts once; an answer other than 2xx, or none in time, is a failure."""
        if not self._verified and not await self._verify():
            return Ack(failure="connection_failed")
        body, content_type = _written(kind, payload)
        ack = await self._post(body, content_type, retry)
        if not ack.failure and self._faults.take(kind, frozenset({ACK_KIND})):
            return Ack(failure="timeout")
        return ack

    async def close(self) -> None:
        """Lets go of the connections."""
        if self._session is not None:
            await self._session.close()

    async def _verify(self) -> bool:
        challenge = secrets.token_urlsafe(24)
        token = self._secrets.verification_token
        asked = {"token": token, "challenge": challenge, "type": "url_verification"}
        ack = await self._post(json.dumps(asked).encode(), "application/json", None)
        said = ack.payload.get("challenge") if isinstance(ack.payload, dict) else ack.payload
        self._verified = not ack.failure and said == challenge
        if self._verified:
            self._hub.publish({"type": "connected", "sockets": 1})
        return self._verified

    async def _post(self, body: bytes, content_type: str, retry: Retry | None) -> Ack:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        headers = {"Content-Type": content_type, **self._signed(body)}
        if retry is not None:
            reason = "http_timeout" if retry.reason == "timeout" else retry.reason
            headers |= {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": reason}
        try:
            async with self._session.post(self._url, data=body, headers=headers) as response:
                no_retry = response.headers.get("X-Slack-No-Retry") == "1"
                if not response.ok:
                    return Ack(failure="http_error", no_retry=no_retry)
                return Ack(payload=_read(response.content_type, await response.text()))
        except TimeoutError:
            return Ack(failure="timeout")
        except aiohttp.ClientError:
            return Ack(failure="connection_failed")

    def _signed(self, body: bytes) -> dict[str, str]:
        # The bot compares with the machine's clock, so the workspace's would not do.
        timestamp = str(int(time.time()))
        secret = self._secrets.signing_secret.encode()
        digest = hmac.new(secret, f"v0:{timestamp}:".encode() + body, hashlib.sha256)
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": f"v0={digest.hexdigest()}",
        }


def _written(kind: Kind, payload: dict[str, Any]) -> tuple[bytes, str]:
    if kind is Kind.EVENT:
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind is Kind.COMMAND else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), _FORM


def _read(content_type: str, text: str) -> Any:
    if content_type == "application/json" and text:
        try:
            return jsontext.parse(text)
        except ValueError:
            return text
    return text or None
