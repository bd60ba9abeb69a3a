"""Which methods there are, which token each wants, and which scope."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.webapi import chat, conversations, files, people, sockets, views
from bot.sandbox.webapi.arguments import Arguments
from bot.sandbox.world import World

Call = Callable[[World, Arguments], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Method:
    """One method; any one of `scopes` is enough, and none are needed when it is empty."""

    call: Call
    scopes: frozenset[str] = frozenset()
    wants_app_token: bool = False


def _method(call: Call, *scopes: str) -> Method:
    return Method(call, frozenset(scopes))


_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")

METHODS: dict[str, Method] = {
    "api.test": _method(lambda _world, _arguments: {}),
    "apps.connections.open": Method(sockets.open_connection, wants_app_token=True),
    "auth.test": _method(people.auth_test),
    "bots.info": _method(people.bot_info, "users:read"),
    "chat.delete": _method(chat.delete, "chat:write"),
    "chat.postEphemeral": _method(chat.post_ephemeral, "chat:write"),
    "chat.postMessage": _method(chat.post_message, "chat:write"),
    "chat.update": _method(chat.update, "chat:write"),
    "conversations.history": _method(conversations.history, *_HISTORY),
    "conversations.info": _method(conversations.info, *_READ),
    "conversations.list": _method(conversations.everything, *_READ),
    "conversations.members": _method(conversations.members, *_READ),
    "conversations.open": _method(conversations.open_im, "im:write", "mpim:write"),
    "conversations.replies": _method(conversations.replies, *_HISTORY),
    "files.completeUploadExternal": _method(files.complete, "files:write"),
    "files.getUploadURLExternal": _method(files.upload_address, "files:write"),
    "team.info": _method(people.team_info, "team:read"),
    "users.info": _method(people.info, "users:read"),
    "users.list": _method(people.everyone, "users:read"),
    "users.lookupByEmail": _method(people.lookup_by_email, "users:read.email"),
    "views.open": _method(views.open_view),
    "views.publish": _method(views.publish),
    "views.push": _method(views.push),
    "views.update": _method(views.update),
}
