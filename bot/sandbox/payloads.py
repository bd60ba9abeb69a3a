"""What Slack sends to a bot, in Slack's own shapes. Source: docs.slack.dev, payload references."""

import secrets
from typing import TYPE_CHECKING, Any

from bot.sandbox.directory import Place
from bot.sandbox.messages import Message
from bot.sandbox.surfaces import OpenView
from bot.sandbox.workspace import User

if TYPE_CHECKING:
    from bot.sandbox.world import World


def command(world: "World", user: User, place: Place, name: str, text: str) -> dict[str, Any]:
    """The form fields of a slash command, without `response_url` and `trigger_id`."""
    team = world.workspace
    return {
        "token": world.secrets.verification_token,
        "team_id": team.team_id,
        "team_domain": team.domain,
        "channel_id": place.id,
        "channel_name": channel_name(place),
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": team.bot.app_id,
        "is_enterprise_install": "false",
    }


def interaction(world: "World", kind: str, user: User) -> dict[str, Any]:
    """What every interaction begins with."""
    team = world.workspace
    return {
        "type": kind,
        "team": {"id": team.team_id, "domain": team.domain},
        "user": {
            "id": user.id,
            "username": user.name,
            "name": user.name,
            "team_id": team.team_id,
        },
        "api_app_id": team.bot.app_id,
        "token": world.secrets.verification_token,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def in_message(world: "World", message: Message) -> dict[str, Any]:
    """Where an interaction with a message took place; an ephemeral's content is not sent."""
    place = world.directory.places[message.channel]
    ephemeral = message.only_for is not None
    where: dict[str, Any] = {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": ephemeral,
        },
        "channel": {"id": place.id, "name": channel_name(place)},
    }
    if message.thread_ts is not None:
        where["container"]["thread_ts"] = message.thread_ts
    if not ephemeral:
        team = {"team": world.workspace.team_id}
        where["message"] = message.body(with_metadata=True) | team
    return where


def in_view(view: OpenView) -> dict[str, Any]:
    """Where an interaction with a view took place."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view.body()}


def message_event(message: Message, place: Place) -> dict[str, Any]:
    """A `message` event."""
    body = message.body()
    return body | {"channel": place.id, "channel_type": place.kind, "event_ts": message.ts}


def mention_event(message: Message) -> dict[str, Any]:
    """An `app_mention` event."""
    body = message.body() | {"type": "app_mention"}
    return body | {"channel": message.channel, "event_ts": message.ts}


def link_event(message: Message, place: Place, links: list[dict[str, Any]]) -> dict[str, Any]:
    """A `link_shared` event: it says where the links are, and nothing else of the message."""
    event: dict[str, Any] = {
        "type": "link_shared",
        "channel": place.id,
        "is_bot_user_member": True,
        "user": message.user,
        "message_ts": message.ts,
        "unfurl_id": f"{place.id}.{message.ts}.{secrets.token_hex(8)}",
        "source": "conversations_history",
        "links": links,
        "event_ts": message.ts,
    }
    return event | ({"thread_ts": message.thread_ts} if message.thread_ts else {})


def home_event(world: "World", user: User) -> dict[str, Any]:
    """An `app_home_opened` event."""
    view = world.surfaces.home(user.id)
    event: dict[str, Any] = {
        "type": "app_home_opened",
        "user": user.id,
        "channel": user.dm,
        "tab": "home",
        "event_ts": world.timestamps.next(),
    }
    return event | ({"view": view.body()} if view else {})


def event_callback(world: "World", event: dict[str, Any]) -> dict[str, Any]:
    """The envelope around an event; its `event_id` stays the same when it comes again."""
    team, bot = world.workspace.team_id, world.workspace.bot
    return {
        "token": world.secrets.verification_token,
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": bot.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": "Ev" + secrets.token_hex(5).upper(),
        "event_time": int(world.clock().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": bot.user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-" + secrets.token_hex(16),
    }


def channel_name(place: Place) -> str:
    """What payloads call the conversation."""
    if place.is_im:
        return "directmessage"
    return "privategroup" if place.is_private else place.name
