"""views.open, views.push, views.update and views.publish."""

from typing import Any

from bot.sandbox.blocks import rules
from bot.sandbox.errors import ApiError
from bot.sandbox.surfaces import OpenView
from bot.sandbox.webapi import places
from bot.sandbox.webapi.arguments import Arguments
from bot.sandbox.world import World


def open_view(world: World, arguments: Arguments) -> dict[str, Any]:
    """Shows a modal to whoever the trigger id stands for."""
    content = _content(arguments, "modal")
    _refuse_double(world, content)
    user = world.triggers.take(_trigger(arguments))
    return {"view": world.surfaces.open(user, content).body()}


def push(world: World, arguments: Arguments) -> dict[str, Any]:
    """Lays a modal over the one that is open."""
    content = _content(arguments, "modal")
    _refuse_double(world, content)
    user = world.triggers.take(_trigger(arguments))
    if not world.surfaces.stack(user):
        raise ApiError("not_found")
    return {"view": world.surfaces.push(user, content).body()}


def update(world: World, arguments: Arguments) -> dict[str, Any]:
    """Changes a view that is open."""
    view = _find(world, arguments)
    content = _content(arguments, "home" if view.is_home else "modal")
    _refuse_double(world, content, but=view)
    return {"view": world.surfaces.update(view, content, arguments.text("hash")).body()}


def publish(world: World, arguments: Arguments) -> dict[str, Any]:
    """Shows a user's App Home."""
    user = places.person(world, arguments, "user_id")
    content = _content(arguments, "home")
    _refuse_double(world, content, but=world.surfaces.home(user.id))
    return {"view": world.surfaces.publish(user.id, content, arguments.text("hash")).body()}


def _content(arguments: Arguments, allowed: str) -> dict[str, Any]:
    return rules.view(arguments.structure("view", "invalid_arguments"), allowed=allowed)


def _trigger(arguments: Arguments) -> str:
    # `interactivity_pointer` is the newer name of the same thing.
    return arguments.text("trigger_id") or arguments.need("interactivity_pointer")


def _find(world: World, arguments: Arguments) -> OpenView:
    view_id, external_id = arguments.text("view_id"), arguments.text("external_id")
    view = world.surfaces.find(view_id, external_id=external_id)
    if view is None:
        raise ApiError("not_found" if not view_id else "view_not_found")
    return view


def _refuse_double(world: World, content: dict[str, Any], but: OpenView | None = None) -> None:
    external_id = content.get("external_id")
    if external_id:
        other = world.surfaces.find(external_id=external_id)
        if other is not None and other is not but:
            raise ApiError("duplicate_external_id")
