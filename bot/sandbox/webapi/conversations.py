"""conversations.list, info, members, open, history and replies."""

from typing import Any

from bot.sandbox.directory import Place
from bot.sandbox.errors import ApiError
from bot.sandbox.messages import Message
from bot.sandbox.timestamps import order
from bot.sandbox.webapi import places
from bot.sandbox.webapi.arguments import Arguments
from bot.sandbox.webapi.pages import page
from bot.sandbox.world import World

_KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def info(world: World, arguments: Arguments) -> dict[str, Any]:
    """One conversation."""
    place = places.known(world, arguments)
    found = _channel(world, place)
    if arguments.flag("include_num_members"):
        found["num_members"] = len(place.members)
    if arguments.flag("include_locale"):
        found["locale"] = "en-US"
    return {"channel": found}


def everything(world: World, arguments: Arguments) -> dict[str, Any]:
    """Conversations of the wanted types, page by page; private ones where the bot is in."""
    wanted = arguments.text("types", "public_channel").replace(" ", "").split(",")
    if not set(wanted) <= set(_KINDS):
        raise ApiError("invalid_types")
    kinds = {_KINDS[name] for name in wanted}
    found = [
        place
        for place in world.directory.places.values()
        if place.kind in kinds
        and (world.directory.has_bot(place) or place.kind == "channel")
        and not (place.is_archived and arguments.flag("exclude_archived"))
    ]
    channels, metadata = page([_channel(world, place) for place in found], arguments)
    return {"channels": channels} | metadata


def members(world: World, arguments: Arguments) -> dict[str, Any]:
    """The ids of who is in a conversation, page by page."""
    place = places.known(world, arguments)
    ids, metadata = page(place.members, arguments)
    return {"members": ids} | metadata


def open_im(world: World, arguments: Arguments) -> dict[str, Any]:
    """The direct message with one user."""
    if arguments.has("channel"):
        place = places.known(world, arguments)
        return {"channel": _channel(world, place), "no_op": True, "already_open": True}
    given = arguments.raw("users")
    users = given if isinstance(given, list) else arguments.text("users").split(",")
    if len(users) != 1:
        raise ApiError("method_not_supported_for_channel_type")
    if not users[0]:
        raise ApiError("users_list_not_supplied")
    user = world.directory.users.get(users[0])
    if user is None:
        raise ApiError("user_not_found")
    whole = arguments.flag("return_im")
    place = world.directory.places[user.dm]
    return {"channel": _channel(world, place) if whole else {"id": place.id}}


def history(world: World, arguments: Arguments) -> dict[str, Any]:
    """A conversation's messages, newest first; ephemerals are nobody's history."""
    place = _readable(world, arguments)
    found = [m for m in world.messages.seen(place.id) if _within(m, arguments)]
    found = [m for m in found if m.thread_ts in {None, m.ts}]
    return _listed(found[::-1], arguments) | {"pin_count": 0}


def replies(world: World, arguments: Arguments) -> dict[str, Any]:
    """A thread, its first message first."""
    place = _readable(world, arguments)
    ts = arguments.need("ts")
    thread = [m for m in world.messages.seen(place.id) if ts in {m.ts, m.thread_ts}]
    if not thread:
        raise ApiError("thread_not_found")
    return _listed([m for m in thread if _within(m, arguments)], arguments)


def _listed(found: list[Message], arguments: Arguments) -> dict[str, Any]:
    some, metadata = page(found, arguments, default=100, most=999)
    with_metadata = arguments.flag("include_all_metadata")
    bodies = [message.body(with_metadata=with_metadata) for message in some]
    more = bool(metadata["response_metadata"]["next_cursor"])
    return {"messages": bodies, "has_more": more} | (metadata if more else {})


def _readable(world: World, arguments: Arguments) -> Place:
    place = places.known(world, arguments)
    if not world.directory.has_bot(place):
        raise ApiError("not_in_channel")
    return place


def _within(message: Message, arguments: Arguments) -> bool:
    at = order(message.ts)
    try:
        oldest = order(arguments.text("oldest") or "0")
        latest = order(arguments.text("latest") or f"{10**12}")
    except ValueError:
        raise ApiError("invalid_ts_latest") from None
    inclusive = arguments.flag("inclusive")
    return oldest < at < latest or (inclusive and at in {oldest, latest})


def _channel(world: World, place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": place.id,
        "is_im": place.is_im,
        "is_archived": place.is_archived,
        "is_private": place.is_private or place.is_im,
        "created": 0,
        "updated": 0,
        "context_team_id": world.workspace.team_id,
    }
    if place.is_im:
        return found | {"user": place.partner, "is_open": True}
    return found | {
        "name": place.name,
        "name_normalized": place.name,
        "is_channel": not place.is_private,
        "is_group": place.is_private,
        "is_mpim": False,
        "is_general": False,
        "is_member": world.directory.has_bot(place),
        "topic": {"value": place.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }
