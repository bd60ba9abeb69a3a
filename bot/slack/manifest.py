"""What the Slack app is and may do: the manifest to paste when the app is made.

Source: https://docs.slack.dev/reference/app-manifest.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.render.wording import shorten

# Every scope, and why. A test compares them with the methods and events that are used.
SCOPES = {
    "app_mentions:read": "hears when somebody writes to it in a channel",
    "channels:history": "looks in a public channel whether its own message is there, when in doubt",
    "chat:write": "answers what is written to it, and posts summaries and reminders",
    "commands": "has slash commands",
    "files:write": "sends the file that somebody asks for, in the direct message with them",
    "groups:history": "looks in a private channel whether its own message is there, when in doubt",
    "im:history": "hears direct messages to it, and finds its own messages again when in doubt",
    "im:write": "opens its conversation with somebody, to look there for a message of its own",
    "links:read": "hears of a page of Digiteket that is posted where it is a member",
    "users:read": "learns the name and the language of somebody new",
    "users:read.email": "finds somebody new on the staff list by the address",
}
EVENTS = ("app_home_opened", "app_mention", "link_shared", "message.im")
DOMAINS = ("digiteket.se",)  # whose addresses it hears of, with everything under them

_NAME = "Kompis"
_COLOUR = "#1d5c63"
_DESCRIPTION = 140  # characters
_COMMAND_DESCRIPTION = 2000
_USAGE_HINT = 1000

Json = dict[str, Any]


def manifest(
    commands: Mapping[str, tuple[str, str]], description: str, url: str | None = None
) -> Json:
    """The manifest as JSON.

    `commands` gives each slash command, with its slash or without, its description and its usage
    hint, which may be empty. Without `url` the app speaks Socket Mode; else it is where Slack
    sends everything over signed HTTP, such as `https://kompis.example.se/slack/events`.
    """
    return {
        "display_information": {
            "name": _NAME,
            "description": shorten(description, _DESCRIPTION),
            "background_color": _COLOUR,
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": _NAME, "always_online": True},
            "slash_commands": list(_commands(commands, url)),
            "unfurl_domains": list(DOMAINS),
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": _settings(url),
    }


def _commands(commands: Mapping[str, tuple[str, str]], url: str | None) -> Iterator[Json]:
    for name, (description, hint) in commands.items():
        command: Json = {
            "command": f"/{name.removeprefix('/')}",
            "description": shorten(description, _COMMAND_DESCRIPTION),
            "should_escape": True,  # else a mention is a name that nobody can look up
        }
        if hint.strip():
            command["usage_hint"] = shorten(hint, _USAGE_HINT)
        if url:
            command["url"] = url
        yield command


def _settings(url: str | None) -> Json:
    events: Json = {"bot_events": list(EVENTS)}
    interactivity: Json = {"is_enabled": True}
    if url:
        events = {"request_url": url, **events}
        interactivity |= {"request_url": url, "message_menu_options_url": url}
    return {
        "event_subscriptions": events,
        "interactivity": interactivity,
        "org_deploy_enabled": False,
        "socket_mode_enabled": url is None,
        "token_rotation_enabled": False,
    }
