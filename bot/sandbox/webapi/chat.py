"""chat.postMessage, chat.postEphemeral, chat.update and chat.delete."""

from typing import Any

from bot.sandbox import payloads
from bot.sandbox.blocks import rules
from bot.sandbox.errors import ApiError
from bot.sandbox.messages import Message
from bot.sandbox.webapi import places
from bot.sandbox.webapi.arguments import Arguments
from bot.sandbox.world import Content, World


def post_message(world: World, arguments: Arguments) -> dict[str, Any]:
    """Posts a message."""
    place = places.to_post_in(world, arguments)
    content = read_content(arguments)
    thread = arguments.text("thread_ts") or None
    message = world.post_as_bot(place.id, content, thread_ts=thread)
    return {"channel": place.id, "ts": message.ts, "message": _with_bot(world, message)}


def post_ephemeral(world: World, arguments: Arguments) -> dict[str, Any]:
    """Posts a message that one member of the channel sees."""
    place = places.to_post_in(world, arguments)
    user = places.person(world, arguments)
    if user.id not in place.members:
        raise ApiError("user_not_in_channel")
    content = read_content(arguments)
    thread = arguments.text("thread_ts") or None
    message = world.post_as_bot(place.id, content, only_for=user.id, thread_ts=thread)
    return {"message_ts": message.ts}


def update(world: World, arguments: Arguments) -> dict[str, Any]:
    """Changes a message of the bot's own; blocks that are not given are kept."""
    message = _own(world, arguments, "cant_update_message")
    content = read_content(arguments, or_else=message)
    edited = world.timestamps.next()
    changed = world.messages.edit(
        message,
        text=content.text,
        blocks=content.blocks,
        metadata=content.metadata,
        edited=edited,
    )
    _tell(world, changed, "message_changed", edited, {"message": changed.body()})
    shown = _with_bot(world, changed)
    return {"channel": changed.channel, "ts": changed.ts, "text": changed.text, "message": shown}


def delete(world: World, arguments: Arguments) -> dict[str, Any]:
    """Takes a message of the bot's own away."""
    message = _own(world, arguments, "cant_delete_message")
    world.messages.delete(message)
    ts = world.timestamps.next()
    _tell(world, message, "message_deleted", ts, {"deleted_ts": message.ts})
    return {"channel": message.channel, "ts": message.ts}


def read_content(arguments: Arguments, or_else: Message | None = None) -> Content:
    """Text, blocks and metadata, checked; `or_else` is the message that is being changed.

    Raises ApiError: no_text, msg_too_long, invalid_blocks, invalid_blocks_format,
    msg_blocks_too_long, markdown_text_conflict, invalid_metadata_format, invalid_attachments.
    """
    text, blocks = _text_and_blocks(arguments)
    described = rules.metadata(arguments.structure("metadata", "invalid_metadata_format"))
    if arguments.has("attachments") and arguments.structure("attachments", "invalid_attachments"):
        raise ApiError("invalid_attachments", ("attachments are legacy: use blocks",))
    if not text.strip() and not blocks:
        raise ApiError("no_text")
    if or_else is not None:
        blocks = or_else.blocks if blocks is None else blocks
        described = described if arguments.has("metadata") else or_else.metadata
    return Content(text, blocks or (), described)


def _text_and_blocks(
    arguments: Arguments,
) -> tuple[str, tuple[dict[str, Any], ...] | None]:
    text = rules.message_text(arguments.raw("text"))
    given = arguments.structure("blocks", "invalid_blocks_format")
    if arguments.has("markdown_text"):
        if text or given is not None:
            raise ApiError("markdown_text_conflict")
        text = rules.message_text(arguments.raw("markdown_text"))
        given = [{"type": "markdown", "text": text}]
    return text, None if given is None else tuple(rules.message_blocks(given))


def _own(world: World, arguments: Arguments, otherwise: str) -> Message:
    place = places.known(world, arguments)
    message = world.messages.find(place.id, arguments.need("ts"))
    if message is None:
        raise ApiError("message_not_found")
    if message.bot_id != world.workspace.bot.bot_id:
        raise ApiError(otherwise)
    if place.is_archived:
        raise ApiError("is_archived")
    return message


def _tell(world: World, message: Message, subtype: str, ts: str, more: dict[str, Any]) -> None:
    event = payloads.message_event(message, world.directory.places[message.channel])
    where = {key: event[key] for key in ("channel", "channel_type")}
    change = {"type": "message", "subtype": subtype, "hidden": True, "ts": ts, "event_ts": ts}
    world.tell_bot_soon({**change, **where, **more})


def _with_bot(world: World, message: Message) -> dict[str, Any]:
    bot = world.workspace.bot
    profile = {"id": bot.bot_id, "app_id": bot.app_id, "name": bot.name, "deleted": False}
    team = {"team": world.workspace.team_id}
    return message.body() | team | {"bot_profile": profile | {"team_id": team["team"]}}
