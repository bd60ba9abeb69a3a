"""Microsoft's services on loopback: tokens, keys, and a connector that keeps what is posted.

It can be told to refuse what comes next, to say that it is too much, or to hang up.
"""

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.teams.keys import Cloud, TeamsKeys

KEYS = TeamsKeys("11111111-aaaa-4aaa-8aaa-111111111111", "the secret of no app", "tenant-1")
ISSUER = "https://api.botframework.com"
KEY_ID = "key-1"
Json = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """What is answered instead of doing something; status 0 hangs up.

    `done`: it is done all the same, and only the answer is lost. `within`: the word for why, where
    the code is a mere number.
    """

    status: int
    code: str = "ServiceError"
    retry_after: str | None = None
    done: bool = False
    within: str = ""


@dataclass(frozen=True)
class Call:
    """One thing that the bot did. `activity` is what it posted, `body` all that it sent."""

    method: str
    conversation: str
    activity_id: str
    body: Json
    targeted: bool
    token: str

    @property
    def activity(self) -> Json:
        """What was posted."""
        found: Json = self.body.get("activity", self.body)
        return found

    @property
    def card(self) -> Json:
        """The Adaptive Card in it."""
        [attachment] = self.activity["attachments"]
        assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
        card: Json = attachment["content"]
        return card


@cache
def _pair(name: str) -> rsa.RSAPrivateKey:
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _number(value: int) -> str:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class FakeTeams:
    """What there is, and what was done.

    `members` are by account id, as the connector tells them; `teams` are the channels of each.
    """

    url: str = ""
    keys: list[TeamsKeys] = field(default_factory=lambda: [KEYS])
    members: dict[str, Json] = field(default_factory=dict)
    teams: dict[str, list[str]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)  # conversations, and people's ids
    refused_kinds: set[str] = field(default_factory=set)  # of attachments
    uploads: list[bytes] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    token_faults: list[Fault] = field(default_factory=list)
    dead_ends: set[str] = field(default_factory=set)
    tokens_asked: int = 0
    keys_away: bool = False
    odd_token: tuple[int, bytes] | None = None  # answered to whoever asks for a token
    other_tokens: set[str] = field(default_factory=set)  # that are taken too
    refused_tokens: set[str] = field(default_factory=set)
    slow: float = 0.0  # seconds that an answer takes once something is done
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    expires_in: int = 3600

    @property
    def cloud(self) -> Cloud:
        """Where it is, for the bot."""
        metadata = f"{self.url}/v1/.well-known/openidconfiguration"
        return Cloud(login=self.url, metadata=metadata, issuer=ISSUER, service=self.service_url)

    @property
    def service_url(self) -> str:
        """Where the connector is."""
        return f"{self.url}/emea/"

    @property
    def posts(self) -> list[Call]:
        """What was posted, in order."""
        return [call for call in self.calls if call.method == "POST"]

    def fail(self, *faults: Fault) -> None:
        """Let the next calls of the connector fail, one by one."""
        self.faults += faults

    async def until_calls(self, number: int) -> None:
        """Wait until so much was done."""
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(lambda: len(self.calls) >= number)

    def hang_up_on(self, conversation: str) -> None:
        """Let nothing that is posted in a conversation be answered."""
        self.dead_ends.add(conversation)

    def token(self, *, signed_by: str = "ours", key_id: str = KEY_ID, **claims: Any) -> str:
        """A token as Teams sends it, with claims of its own where they are given."""
        now = int(time.time())
        said = {
            "iss": ISSUER,
            "aud": KEYS.client_id,
            "serviceurl": self.service_url,
            "nbf": now - 10,
            "iat": now - 10,
            "exp": now + 600,
            **claims,
        }
        kept = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(kept, _pair(signed_by), "RS256", headers={"kid": key_id})

    async def on_token(self, request: web.Request) -> web.Response:
        """Give the app a token, where its secret is right."""
        self.tokens_asked += 1
        if self.token_faults:
            return _failed(request, self.token_faults.pop(0))
        if self.odd_token is not None:
            return web.Response(status=self.odd_token[0], body=self.odd_token[1])
        form = await request.post()
        for known in self.keys:
            if request.match_info["tenant"] != known.tenant:
                continue
            if form["client_id"] != known.client_id:
                return _no(700016, "unauthorized_client")
            if form["client_secret"] != known.client_secret:
                return _no(7000215, "invalid_client")
            assert form["grant_type"] == "client_credentials"
            token = f"bot-token-{self.tokens_asked}"
            return web.json_response({"access_token": token, "expires_in": self.expires_in})
        return _no(90002, "invalid_request")

    async def on_keys(self, _: web.Request) -> web.Response:
        """The keys that tokens are signed with."""
        if self.keys_away:
            return web.Response(status=503)
        public = _pair("ours").public_key().public_numbers()
        key = {"kty": "RSA", "use": "sig", "kid": KEY_ID, "endorsements": ["msteams"]}
        numbers = {"n": _number(public.n), "e": _number(public.e)}
        return web.json_response({"keys": [key | numbers]})

    async def on_upload(self, request: web.Request) -> web.Response:
        """A file that somebody has said yes to; its address is open, and needs no token."""
        content = await request.read()
        size = len(content)
        assert request.headers["Content-Range"] == f"bytes 0-{size - 1}/{size}"
        assert "Authorization" not in request.headers
        self.uploads.append(content)
        return web.json_response({}, status=201)

    async def on_call(self, request: web.Request) -> web.Response:
        """What the bot asks of the connector."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        known = token.startswith("bot-token-") or token in self.other_tokens
        if not known or token in self.refused_tokens:
            return _refused(Fault(401, "Unauthorized"))
        fault = self.faults.pop(0) if self.faults else None
        if request.match_info.get("conversation") in self.dead_ends:
            fault = Fault(0)
        if fault is None or fault.done:
            answer = await self._do(request, token)
        if fault is None:
            return answer
        return _failed(request, fault)

    def _looked_up(self, account: str | None, team: str) -> web.Response:
        if account is not None:
            found = self.members.get(account)
            return _refused(Fault(404, "NotFound")) if found is None else web.json_response(found)
        channels = self.teams.get(team)
        if channels is None:
            return _refused(Fault(404, "ConversationNotFound"))
        return web.json_response({"conversations": [{"id": each} for each in channels]})

    async def _do(self, request: web.Request, token: str) -> web.Response:
        told = request.match_info
        if request.method == "GET":
            if told.get("conversation") in self.closed:
                return _refused(Fault(403, "BotNotInConversationRoster"))
            return self._looked_up(told.get("account"), told.get("team", ""))
        body = await request.json() if request.can_read_body else {}
        targeted = request.query.get("isTargetedActivity") == "true"
        conversation, activity_id = told.get("conversation", ""), told.get("activity", "")
        self.calls.append(Call(request.method, conversation, activity_id, body, targeted, token))
        number = len(self.calls)
        async with self.changed:
            self.changed.notify_all()
        if self.slow:
            await asyncio.sleep(self.slow)
        whom = {each["id"] for each in body.get("members", ())}
        kinds = {each["contentType"] for each in body.get("attachments", ())}
        if self.closed & {conversation, *whom} or self.refused_kinds & kinds:
            self.calls.pop()
            return _refused(Fault(403, "BotNotInConversationRoster"))
        if not conversation and not body["isGroup"]:
            return web.json_response({"id": f"a:opened-{body['members'][0]['id']}"}, status=201)
        if not conversation:
            channel = body["channelData"]["channel"]["id"]
            made = {"id": f"{channel};messageid={number}", "activityId": str(number)}
            return web.json_response(made, status=201)
        return web.json_response({"id": activity_id or str(number)})


def _no(number: int, code: str) -> web.Response:
    told = {"error": code, "error_description": "Why not.", "error_codes": [number]}
    return web.json_response(told, status=401 if code == "invalid_client" else 400)


def _failed(request: web.Request, fault: Fault) -> web.Response:
    if fault.status == 0:
        assert request.transport is not None
        request.transport.abort()
    return _refused(fault)


def _refused(fault: Fault) -> web.Response:
    told: Json = {"error": {"code": fault.code, "message": "A text of Teams' own."}}
    if fault.within:
        why = json.dumps({"subCode": fault.within, "details": "A text of Teams' own."})
        told = {"errorCode": int(fault.code), "message": why}
    headers = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
    return web.json_response(told, status=fault.status or 500, headers=headers)


@asynccontextmanager
async def fake_teams(**more: Any) -> AsyncIterator[FakeTeams]:
    """Microsoft's services, on a port of their own."""
    fake = FakeTeams(**more)
    pages = web.Application()
    conversations = "/emea/v3/conversations"
    pages.router.add_post("/{tenant}/oauth2/v2.0/token", fake.on_token)
    pages.router.add_get("/v1/.well-known/keys", fake.on_keys)
    pages.router.add_put("/upload/{number}", fake.on_upload)
    pages.router.add_post(conversations, fake.on_call)
    pages.router.add_post(f"{conversations}/{{conversation}}/activities", fake.on_call)
    activity = f"{conversations}/{{conversation}}/activities/{{activity}}"
    pages.router.add_put(activity, fake.on_call)
    pages.router.add_delete(activity, fake.on_call)
    pages.router.add_get(f"{conversations}/{{conversation}}/members/{{account}}", fake.on_call)
    pages.router.add_get("/emea/v3/teams/{team}/conversations", fake.on_call)
    runner = web.AppRunner(pages)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield fake
    finally:
        await runner.cleanup()
