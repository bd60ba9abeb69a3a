"""`/healthz` and `/readyz`. They need no key, so they tell no secret."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.health.readiness import Readiness


def health_routes(readiness: Readiness) -> list[Route]:
    """Whether the process lives, and whether it can do its work."""

    async def healthz(_: Request) -> Response:
        return JSONResponse({"alive": True})  # who answers lives: the loop turns

    async def readyz(_: Request) -> Response:
        amiss = await readiness.amiss()
        told = {"ready": not amiss, "amiss": [each.value for each in amiss]}
        return JSONResponse(told, 503 if amiss else 200)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
