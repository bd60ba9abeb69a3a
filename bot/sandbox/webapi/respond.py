"""What may be posted to a response URL. Source: "Handling user interaction"."""

from bot.sandbox.errors import ApiError
from bot.sandbox.messages import Message
from bot.sandbox.responses import Occasion
from bot.sandbox.webapi.arguments import Arguments
from bot.sandbox.webapi.chat import read_content
from bot.sandbox.world import World

_GONE = frozenset({"invalid_url", "expired_url", "used_url"})


def answer(world: World, key: str, arguments: Arguments) -> None:
    """Posts, replaces or deletes; counts as a use once accepted.

    Raises ApiError: invalid_url, expired_url, used_url, and those of a message's content.
    """
    occasion = world.responses.check(key)
    original = _original(world, occasion)
    if arguments.flag("delete_original"):
        if original is not None:
            world.messages.delete(original)
    elif arguments.flag("replace_original") and original is not None:
        content = read_content(arguments, or_else=original)
        blocks = content.blocks if arguments.has("blocks") else ()
        edited = world.timestamps.next()
        world.messages.edit(original, text=content.text, blocks=blocks, edited=edited)
    else:
        # A slash command has no original message: its answers are always new ones.
        post(world, occasion, arguments)
    world.responses.count(key)


def post(world: World, occasion: Occasion, arguments: Arguments) -> Message:
    """Posts a new message: for all when `response_type` is in_channel, else for the one user."""
    kind = arguments.text("response_type", "ephemeral")
    if kind not in {"ephemeral", "in_channel"}:
        raise ApiError("invalid_response_type")
    only_for = occasion.user if kind == "ephemeral" else None
    thread = arguments.text("thread_ts") or occasion.thread_ts
    content = read_content(arguments)
    return world.post_as_bot(occasion.channel, content, only_for=only_for, thread_ts=thread)


def status(error: ApiError) -> int:
    """The HTTP status that goes with a refusal."""
    return 404 if error.code in _GONE else 400


def _original(world: World, occasion: Occasion) -> Message | None:
    if occasion.ts is None:
        return None
    return world.messages.find(occasion.channel, occasion.ts, user=occasion.user)
