"""Teams over HTTP: `/api/messages` on our own web server. Who comes in is checked at the door.

What is no activity from Teams about a tenant that is served gets 401, and nothing of it is read
but what the door needs.
"""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.teams.activities import Json
from bot.teams.address import MESSAGES
from bot.teams.door import Door, KeysAwayError, NotLetInError
from bot.teams.hearing import Hearing

_LARGEST = 1_000_000  # bytes; what Teams posts is a tenth of it at most


def teams_routes(hearing: Hearing, door: Door) -> list[Route]:
    """The one address that Teams posts to."""

    async def activities(request: Request) -> Response:
        sent = await _read(request)
        if isinstance(sent, Response):
            return sent
        try:
            await door.let_in(request.headers.get("authorization", ""), sent)
        except NotLetInError:
            return Response(status_code=401)
        except KeysAwayError:
            return Response(status_code=503)
        status, answer = await hearing.hear(sent)
        return Response(status_code=status) if answer is None else JSONResponse(answer, status)

    return [Route(MESSAGES, activities, methods=["POST"])]


async def _read(request: Request) -> Json | Response:
    """The activity. What comes without a token is not even read."""
    if not request.headers.get("authorization"):
        return Response(status_code=401)
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > _LARGEST:
        return Response(status_code=413)
    try:
        sent = json.loads(await request.body())
    except (ValueError, RecursionError):
        return Response(status_code=400)
    return sent if isinstance(sent, dict) else Response(status_code=400)
