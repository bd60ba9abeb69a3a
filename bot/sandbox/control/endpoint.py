"""The HTTP side of the control API."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.sandbox.control import (
    actions,
    breaking,
    commands,
    looking,
    messages,
    moving,
    options,
    views,
)
from bot.sandbox.control.body import Body
from bot.sandbox.control.filling import States
from bot.sandbox.errors import ControlError
from bot.sandbox.lines import Lines
from bot.sandbox.world import World

Answer = Awaitable[Any]


class Control:
    """One method per address; what goes wrong becomes a plain sentence."""

    def __init__(self, world: World, lines: Lines) -> None:
        self._world = world
        self._lines = lines
        self._states = States()

    def routes(self) -> list[Route]:
        """The addresses under /sandbox/."""
        world, states, lines = self._world, self._states, self._lines
        posts: dict[str, Callable[[Body], Any]] = {
            "command": lambda body: commands.run(world, body),
            "message": lambda body: messages.write(world, body),
            "action": lambda body: actions.press(world, body, states),
            "view": lambda body: views.act(world, body, states),
            "options": lambda body: options.suggest(world, body, states),
            "home": lambda body: messages.open_home(world, body),
            "membership": lambda body: looking.set_member(world, body),
            "archive": lambda body: looking.set_archived(world, body),
            "clock": lambda body: moving.move(world, body),
            "faults": lambda body: breaking.add(world, body, lines),
        }
        gets: dict[str, Callable[[Body], Any]] = {
            "workspace": lambda _body: looking.workspace(world),
            "messages": lambda body: messages.listed(world, body),
            "views": lambda body: looking.views(world, body),
            "home": lambda body: looking.home(world, body),
            "faults": lambda _body: breaking.listed(world),
        }
        made = [
            Route(f"/sandbox/{name}", self._post(do), methods=["POST"])
            for name, do in posts.items()
        ]
        made += [
            Route(f"/sandbox/{name}", self._get(do), methods=["GET"]) for name, do in gets.items()
        ]
        cleared = self._get(lambda _body: breaking.clear(world))
        made.append(Route("/sandbox/faults", cleared, methods=["DELETE"]))
        made.append(Route("/sandbox/stream", self._stream, methods=["GET"]))
        return made

    def _post(self, do: Callable[[Body], Any]) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            kind = request.headers.get("content-type", "").partition(";")[0].strip()
            if kind != "application/json":
                # A foreign page may send anything but this without being asked first.
                raise ControlError("Send JSON, with the content type application/json.")
            return await _answer(do(Body.parse(self._world, await request.body())))

        return endpoint

    def _get(self, do: Callable[[Body], Any]) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            return await _answer(do(Body(self._world, dict(request.query_params))))

        return endpoint

    async def _stream(self, request: Request) -> Response:
        user = Body(self._world, dict(request.query_params)).user()
        headers = {"Cache-Control": "no-store"}
        events = looking.stream(self._world, user)
        return StreamingResponse(events, media_type="text/event-stream", headers=headers)


async def _answer(result: Any) -> Response:
    if isinstance(result, Awaitable):
        result = await result
    return JSONResponse(result if isinstance(result, dict) else result.body())


async def refuse(_request: Request, error: Exception) -> Response:
    """A ControlError as its sentence."""
    if not isinstance(error, ControlError):
        raise error
    return JSONResponse(error.body(), error.status)
