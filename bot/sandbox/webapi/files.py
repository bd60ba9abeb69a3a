"""files.getUploadURLExternal, files.completeUploadExternal, and what is uploaded between them.

Source: https://docs.slack.dev/reference/methods/files.completeUploadExternal.
"""

import re
from typing import Any

from bot.sandbox.errors import ApiError
from bot.sandbox.files import File
from bot.sandbox.guard import LARGEST_BODY
from bot.sandbox.webapi import places
from bot.sandbox.webapi.arguments import Arguments
from bot.sandbox.world import Content, World

LONGEST_ALT = 1_000
_CHANNEL = re.compile("[CGD][A-Z0-9]+")  # no user's id, as in chat.postMessage


def upload_address(world: World, arguments: Arguments) -> dict[str, Any]:
    """An address that the bytes of one file can be posted to."""
    name = arguments.need("filename")
    arguments.need("length")
    length = arguments.number("length", 0, LARGEST_BODY)
    alt = arguments.text("alt_txt")
    if len(alt) > LONGEST_ALT:
        raise ApiError("alt_txt_too_large")
    key, file = world.files.expect(name, length, alt)
    return {"upload_url": f"{world.base_url}/upload/v1/{key}", "file_id": file.id}


def complete(world: World, arguments: Arguments) -> dict[str, Any]:
    """Shares uploaded files as one message; without a channel they stay private."""
    named = [_named(each) for each in _list(arguments)]
    channel = arguments.text("channel_id")
    if channel and not _CHANNEL.fullmatch(channel):
        pattern = "input must match regex pattern: ^[CGD][A-Z0-9]{8,}$ [json-pointer:/channel_id]"
        raise ApiError("invalid_arguments", (pattern,))
    place = places.to_post_in(world, Arguments({"channel": channel})) if channel else None
    files = [(world.files.uploaded(file_id), title) for file_id, title in named]
    for file, title in files:
        file.completed, file.title = True, title or file.name
    if place is not None:
        _share(world, place.id, [file for file, _ in files], arguments)
    return {"files": [{"id": file.id, "title": file.title} for file, _ in files]}


def _list(arguments: Arguments) -> list[Any]:
    given = arguments.structure("files", "invalid_arguments")
    if not isinstance(given, list) or not given:
        raise ApiError("invalid_arguments", ("missing required field: files [json-pointer:]",))
    return given


def _named(entry: Any) -> tuple[str, str]:
    """A file's id and its title."""
    known = isinstance(entry, dict) and isinstance(entry.get("id"), str)
    if not known or not isinstance(entry.get("title", ""), str):
        raise ApiError("invalid_arguments", ("missing required field: id [json-pointer:/files]",))
    return entry["id"], entry.get("title", "")


def _share(world: World, channel: str, files: list[File], arguments: Arguments) -> None:
    world.post_as_bot(
        channel,
        Content(arguments.text("initial_comment")),
        thread_ts=arguments.text("thread_ts") or None,
        files=tuple(file.body(world.base_url) for file in files),
    )
