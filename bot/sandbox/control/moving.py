"""Moving the workspace's clock, stop by stop, while everybody who looks on is told of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.sandbox.control.body import Body
from bot.sandbox.errors import ControlError
from bot.sandbox.world import World

FURTHEST = timedelta(days=3660)  # at a time: ten years


async def move(world: World, body: Body) -> dict[str, Any]:
    """Moves the clock to a moment. Whoever asks is answered once it is there."""
    if world.moving_to is not None:
        raise ControlError("The clock is being moved already. Wait until it is there.", 409)
    goal = _moment(world, body)
    world.moving_to = goal
    try:
        await _travel(world, goal)
    finally:
        world.moving_to = None
        _tell(world)
    return {"ok": True} | told(world)


def told(world: World) -> dict[str, Any]:
    """The time in the workspace, and where the clock is being moved to, or None."""
    goal = world.moving_to
    return {
        "now": world.clock().isoformat(),
        "moving_to": None if goal is None else goal.isoformat(),
    }


async def _travel(world: World, goal: datetime) -> None:
    clock, travel = world.clock, world.travel
    _tell(world)
    await travel.settle()
    for stop in (*travel.stops(clock(), goal), goal):
        clock.move(stop)
        _tell(world)
        await travel.settle()


def _tell(world: World) -> None:
    world.hub.publish({"type": "clock"} | told(world))


def _moment(world: World, body: Body) -> datetime:
    """A moment that the clock can be moved to, in UTC."""
    text, now = body.text("at"), world.clock()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ControlError('"at" must be a moment, such as 2026-05-04T09:00:00+02:00.') from None
    if at.tzinfo is None:
        raise ControlError('"at" needs a time zone, such as 2026-05-04T09:00:00+02:00.')
    if at < now:
        raise ControlError(f"The clock only moves forward: it is {now.isoformat()} already.")
    if at - now > FURTHEST:
        raise ControlError(f"The clock moves at most {FURTHEST.days} days at a time.")
    return at.astimezone(UTC)
