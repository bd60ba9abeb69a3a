"""Looking on: the workspace, the views, App Home, and the stream of what happens."""

import json
from collections.abc import AsyncIterator
from typing import Any

from bot.sandbox.control import moving
from bot.sandbox.control.body import Body
from bot.sandbox.directory import Place
from bot.sandbox.errors import ControlError
from bot.sandbox.workspace import User
from bot.sandbox.world import World


def workspace(world: World) -> dict[str, Any]:
    """Everything that a client needs to draw itself."""
    team, bot = world.workspace, world.workspace.bot
    channels = [place for place in world.directory.places.values() if not place.is_im]
    return {
        "ok": True,
        "team": {"id": team.team_id, "name": team.team_name, "domain": team.domain},
        "bot": {
            "user_id": bot.user_id,
            "bot_id": bot.bot_id,
            "app_id": bot.app_id,
            "name": bot.name,
            "real_name": bot.real_name or bot.name,
        },
        "users": [_user(user) for user in team.users],
        "channels": [_channel(place) for place in channels],
        "commands": [
            {"command": c.command, "description": c.description, "usage_hint": c.usage_hint}
            for c in team.commands
        ],
        **moving.told(world),
        "connected": world.courier.transport.connected,
    }


async def views(world: World, body: Body) -> dict[str, Any]:
    """The user's modals, the visible one last; waits for one when asked to."""
    user = body.user()
    wait = body.seconds("wait", world.timing.longest_wait)
    stack = await world.hub.wait_for(lambda: world.surfaces.stack(user.id), wait)
    return {"ok": True, "views": [view.body() for view in stack]}


async def home(world: World, body: Body) -> dict[str, Any]:
    """The user's App Home; waits for one when asked to."""
    user = body.user()
    wait = body.seconds("wait", world.timing.longest_wait)
    view = await world.hub.wait_for(lambda: world.surfaces.home(user.id), wait)
    return {"ok": True, "view": view.body() if view else None}


def set_member(world: World, body: Body) -> dict[str, Any]:
    """Puts somebody, or the bot, into a channel or out of it."""
    place, name = body.channel(), body.text("user")
    if name != world.workspace.bot.user_id and name not in world.directory.users:
        raise ControlError(f"There is no user {name}.")
    if place.is_im:
        raise ControlError("A direct message keeps its two members.")
    if name in place.members:
        place.members.remove(name)
    if body.values.get("member", True):
        place.members.append(name)
    world.hub.publish({"type": "workspace"})
    return {"ok": True}


def set_archived(world: World, body: Body) -> dict[str, Any]:
    """Archives a channel, or takes it back."""
    place = body.channel()
    if place.is_im:
        raise ControlError("A direct message cannot be archived.")
    place.is_archived = bool(body.values.get("archived", True))
    world.hub.publish({"type": "workspace"})
    return {"ok": True}


async def stream(world: World, user: User) -> AsyncIterator[str]:
    """Server-sent events for one user."""
    first = {"type": "connected", "sockets": world.courier.transport.connected}
    async for event in world.hub.stream(user.id, first, world.timing.keepalive):
        yield ": still here\n\n" if event is None else f"data: {json.dumps(event)}\n\n"


def _channel(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "topic": place.topic,
        "is_private": place.is_private,
        "is_archived": place.is_archived,
        "members": list(place.members),
    }


def _user(user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name or user.name,
        "email": user.email,
        "title": user.title,
        "locale": user.locale,
        "tz": user.tz,
        "is_admin": user.is_admin,
        "dm": user.dm,
    }
