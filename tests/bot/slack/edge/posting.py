"""Payloads as Slack posts them: signed, straight into Bolt; and ready-made ones from files."""

import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

SECRET = "a signing secret of no workspace"
_PAYLOADS = Path(__file__).parent / "payloads"


def payload(name: str, **places: str) -> dict[str, Any]:
    """A payload by its file's name, with `{response_url}` and the like filled in."""
    text = (_PAYLOADS / f"{name}.json").read_text(encoding="utf-8")
    for place, value in places.items():
        text = text.replace(f"{{{place}}}", value)
    found: dict[str, Any] = json.loads(text)
    return found


def names() -> list[str]:
    """Every payload that there is."""
    return sorted(path.stem for path in _PAYLOADS.glob("*.json"))


async def post(
    app: AsyncApp,
    body: Mapping[str, Any],
    *,
    secret: str = SECRET,
    age: float = 0,
    headers: Mapping[str, str] | None = None,
) -> BoltResponse:
    """Post a payload, signed `age` seconds ago, as its kind is posted."""
    text, content_type = written(body)
    stamp = str(int(time.time() - age))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=text)
    assert signature is not None
    sent = {
        "content-type": content_type,
        "x-slack-signature": signature,
        "x-slack-request-timestamp": stamp,
        **(headers or {}),
    }
    listed: dict[str, str | Sequence[str]] = {name: [value] for name, value in sent.items()}
    return await app.async_dispatch(AsyncBoltRequest(body=text, headers=listed))


def written(body: Mapping[str, Any]) -> tuple[str, str]:
    """Events as JSON, commands as a form, interactions as JSON in a form."""
    form = "application/x-www-form-urlencoded"
    if "command" in body:
        return urlencode(body), form
    if "event" in body or body.get("type") == "url_verification":
        return json.dumps(body), "application/json"
    return urlencode({"payload": json.dumps(body)}), form
