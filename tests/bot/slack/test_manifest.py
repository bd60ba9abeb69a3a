"""The Slack app asks for what it uses, and for nothing else."""

import re
from pathlib import Path

import pytest

import bot.slack
from bot.slack.manifest import EVENTS, SCOPES, manifest

NAMES = (
    "training",
    "utbildning",
    "assessment",
    "sjalvskattning",
    "progress",
    "framsteg",
    "/kompis",
)
COMMANDS = dict.fromkeys(NAMES, ("Registrera en lärresurs", "[vad] [när]"))

# What a method needs, from its page at https://docs.slack.dev/reference/methods. The bot reads
# histories and threads of channels and of direct messages; a wider use has to be written here
# first.
NEEDED_BY_METHOD: dict[str, set[str]] = {
    "api_test": set(),
    "apps_connections_open": set(),  # by the app's token
    "auth_test": set(),
    "chat_delete": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": {"im:history", "channels:history", "groups:history"},
    "conversations_open": {"im:write"},
    "conversations_replies": {"im:history", "channels:history", "groups:history"},
    "files_upload_v2": {"files:write"},  # files.getUploadURLExternal and its completion
    "users_info": {"users:read", "users:read.email"},
    "users_lookupByEmail": {"users:read.email"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}
NEEDED_BY_EVENT = {
    "app_home_opened": set[str](),
    "app_mention": {"app_mentions:read"},
    "link_shared": {"links:read"},
    "message.im": {"im:history"},
}
_METHOD = re.compile(
    r"\.((?:api|apps|auth|bookmarks|chat|conversations|files|pins|reactions|reminders|team|"
    r"usergroups|users|views)_\w+)\("
)
_BY_NAME = re.compile(r"\.api_call\(\s*(?:\"([\w.]+)\")?")  # empty for one that is not written out


def methods_used() -> set[str]:
    """The Web API methods that stand in the code of bot/slack and of the start-up."""
    folder = Path(bot.slack.__file__).parent
    files = [*folder.rglob("*.py"), *folder.parent.glob("*.py")]
    texts = [file.read_text(encoding="utf-8") for file in files]
    own = {name for text in texts for name in _METHOD.findall(text)} - {"api_call"}
    by_name = {name.replace(".", "_") for text in texts for name in _BY_NAME.findall(text)}
    return own | by_name


def test_the_scopes_are_those_that_are_used() -> None:
    used = methods_used()
    assert used <= NEEDED_BY_METHOD.keys(), "say in the table what the new method needs"
    needed = {"commands"}.union(
        *(NEEDED_BY_METHOD[method] for method in used), *(NEEDED_BY_EVENT[name] for name in EVENTS)
    )
    assert needed == SCOPES.keys()


def test_the_manifest_for_socket_mode() -> None:
    made = manifest(COMMANDS, "En kollega i chatten")
    assert made["settings"] == {
        "event_subscriptions": {
            "bot_events": ["app_home_opened", "app_mention", "link_shared", "message.im"]
        },
        "interactivity": {"is_enabled": True},
        "org_deploy_enabled": False,
        "socket_mode_enabled": True,
        "token_rotation_enabled": False,
    }
    assert made["oauth_config"]["scopes"]["bot"] == sorted(SCOPES)
    assert made["features"]["app_home"]["messages_tab_read_only_enabled"] is False
    assert "shortcuts" not in made["features"]
    assert made["features"]["unfurl_domains"] == ["digiteket.se"]


def test_mentions_after_a_command_are_told_by_id() -> None:
    commands = manifest(COMMANDS, "En kollega")["features"]["slash_commands"]
    assert all(command["should_escape"] for command in commands)


def test_the_manifest_for_signed_http_says_where() -> None:
    url = "https://kompis.example.se/slack/events"
    made = manifest(COMMANDS, "En kollega i chatten", url)
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == url
    assert made["settings"]["interactivity"] == {
        "is_enabled": True,
        "request_url": url,
        "message_menu_options_url": url,
    }
    assert {command["url"] for command in made["features"]["slash_commands"]} == {url}


def test_every_command_has_its_slash_its_words_and_its_hint() -> None:
    commands = manifest(COMMANDS, "En kollega")["features"]["slash_commands"]
    assert [command["command"] for command in commands] == [
        "/training",
        "/utbildning",
        "/assessment",
        "/sjalvskattning",
        "/progress",
        "/framsteg",
        "/kompis",
    ]
    assert commands[0]["description"] == "Registrera en lärresurs"
    assert commands[0]["usage_hint"] == "[vad] [när]"


def test_no_hint_is_no_key_and_long_words_are_shortened() -> None:
    made = manifest({"kompis": ("x" * 3000, "")}, "y" * 200)
    (command,) = made["features"]["slash_commands"]
    assert "usage_hint" not in command
    assert len(command["description"]) == 2000
    assert len(made["display_information"]["description"]) == 140


@pytest.mark.parametrize("scope", sorted(SCOPES))
def test_every_scope_says_why(scope: str) -> None:
    assert len(SCOPES[scope].split()) >= 3
