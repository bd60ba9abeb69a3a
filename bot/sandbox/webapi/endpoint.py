"""The HTTP side of the Web API: one address per method, and the response URLs."""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Fault
from bot.sandbox.jsontext import Answer
from bot.sandbox.lines import Lines
from bot.sandbox.pace import PACED, TooFastError
from bot.sandbox.watching import Step
from bot.sandbox.webapi import respond
from bot.sandbox.webapi.arguments import Arguments, read
from bot.sandbox.webapi.methods import METHODS, Method
from bot.sandbox.world import World

Work = Callable[[], Response]


class WebApi:
    """Answers the bot's calls, with the faults that were asked for."""

    def __init__(self, world: World, lines: Lines) -> None:
        self._world = world
        self._lines = lines

    async def call(self, request: Request) -> Response:
        """One call of one method. Slack answers errors with 200 too."""
        name = request.path_params["method"]
        body = await request.body()

        def work() -> Response:
            try:
                return Answer({"ok": True, **self._carry_out(name, request, body)})
            except ApiError as error:
                return Answer(error.body())
            except TooFastError as error:
                self._world.watch(Step.TOO_FAST, name)
                return _rate_limited(error.retry_after)

        return await self._with_faults(name, request, work)

    async def respond(self, request: Request) -> Response:
        """One answer to a response URL."""
        body = await request.body()
        key = request.path_params["key"]

        def work() -> Response:
            try:
                respond.answer(self._world, key, read("application/json", body, {}))
            except ApiError as error:
                return Answer(error.body(), respond.status(error))
            return PlainTextResponse("ok")

        return await self._with_faults("response_url", request, work)

    async def upload(self, request: Request) -> Response:
        """The raw bytes of one file, to the address that was given for it."""
        body = await request.body()

        def work() -> Response:
            if self._world.files.receive(request.path_params["key"], body):
                return PlainTextResponse(f"OK - {len(body)}")
            return PlainTextResponse("Not Found", 404)

        return await self._with_faults("upload", request, work)

    async def download(self, request: Request) -> Response:
        """A file that has been shared; never as a page of the sandbox's own."""
        file = self._world.files.shared(request.path_params["file"])
        if file is None or file.content is None:
            return PlainTextResponse("Not Found", 404)
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(file.content, media_type=file.media_type, headers=headers)

    def _carry_out(self, name: str, request: Request, body: bytes) -> dict[str, Any]:
        content_type = request.headers.get("content-type", "")
        arguments = read(content_type, body, request.query_params)
        method = METHODS.get(name)
        if method is None:
            raise ApiError("unknown_method", req_method=name)
        self._authorize(method, request, arguments)
        if name in PACED:
            self._world.gate.pass_through(arguments.text("channel"))
        return method.call(self._world, arguments)

    def _authorize(self, method: Method, request: Request, arguments: Arguments) -> None:
        known = self._world.secrets
        token = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        token = token or arguments.text("token")
        if not token:
            raise ApiError("not_authed")
        if token not in {known.bot_token, known.app_token}:
            raise ApiError("invalid_auth")
        if (token == known.app_token) != method.wants_app_token:
            raise ApiError("not_allowed_token_type")
        granted = self._world.workspace.bot.scopes
        if granted is not None and method.scopes and not method.scopes & granted:
            needed, provided = ",".join(sorted(method.scopes)), ",".join(sorted(granted))
            raise ApiError("missing_scope", needed=needed, provided=provided)

    async def _with_faults(self, name: str, request: Request, carry_out: Work) -> Response:
        self._world.watch(Step.CALLED, name)

        def work() -> Response:
            response = carry_out()
            self._world.watch(Step.CARRIED_OUT, name)
            return response

        fault = self._world.faults.take(name)
        if fault is None:
            return work()
        if fault.kind in _REFUSALS:
            return _REFUSALS[fault.kind](fault)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
            return work()
        if fault.kind == "lost_answer":
            work()
        return self._lines.cut(request)


def _rate_limited(retry_after: int) -> Response:
    headers = {"Retry-After": str(retry_after)}
    return Answer({"ok": False, "error": "ratelimited"}, 429, headers=headers)


def _broken(_fault: Fault) -> Response:
    return PlainTextResponse("Internal Server Error", 500)


_REFUSALS: dict[str, Callable[[Fault], Response]] = {
    "429": lambda fault: _rate_limited(fault.retry_after),
    "500": _broken,
}
