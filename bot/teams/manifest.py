"""What the Teams app is and may do: the manifest in the package that an administrator uploads.

Source: https://learn.microsoft.com/microsoft-365/extensibility/schema/, version 1.29, which is the
first with slash commands. It asks for no resource-specific permission: Kompis reads what is written
to it and nothing else, and whom a conversation consists of is told to whatever bot is in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.render.wording import shorten
from handlers.commands import COMMANDS
from handlers.routes import Command
from handlers.texts import Texts
from handlers.words import SPOKEN

SCHEMA = "1.29"
DEFAULT, OTHER = "sv", "en"  # the manifest's own language, and that of the file beside it
COLOUR_ICON, OUTLINE_ICON = "color.png", "outline.png"
TRANSLATION = f"{OTHER}.json"

_ADDRESS = f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA}"
_NAME = "Kompis"
_COLOUR = "#1d5c63"
_SCOPES = ("personal", "groupChat", "team")
_ALONE = "personal"  # where a private answer is no matter, and a slash says nothing more
_DEVELOPER, _SHORT, _FULL = 32, 80, 4_000  # characters
_DIALOG_TITLE, _DIALOG_DESCRIPTION = 32, 128

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TeamsApp:
    """One municipality's app. `client_id` is that of its bot's registration, and the app's own id.

    `host` is the bot's on the internet, without a port. `developer` is who answers for the app, and
    `website` and `privacy` are pages of theirs.
    """

    client_id: str
    host: str
    developer: str
    website: str
    privacy: str
    version: str


def listed(commands: Sequence[Command] = COMMANDS) -> tuple[Command, ...]:
    """The commands that people are shown: those that a word or a slash reaches."""
    return tuple(each for each in commands if each.slash or each in SPOKEN)


def dialogs(commands: Sequence[Command] = COMMANDS) -> tuple[str, ...]:
    """The forms that Teams opens from where one writes: the routes, which are the commands' ids."""
    return tuple(f"{each.name}.form" for each in commands if each.slash and "form" in each.routes)


def manifest(app: TeamsApp, texts: Texts, commands: Sequence[Command] = COMMANDS) -> Json:
    """The manifest as JSON, in the language of `texts`."""
    return {
        "$schema": f"{_ADDRESS}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA,
        "version": app.version,
        "id": app.client_id,
        "localizationInfo": {
            "defaultLanguageTag": DEFAULT,
            "additionalLanguages": [{"languageTag": OTHER, "file": TRANSLATION}],
        },
        "developer": {
            "name": shorten(app.developer, _DEVELOPER),
            "websiteUrl": app.website,
            "privacyUrl": app.privacy,
            "termsOfUseUrl": app.website,
        },
        "name": {"short": _NAME, "full": _NAME},
        "description": {
            "short": shorten(texts.say("app.description"), _SHORT),
            "full": shorten(texts.say("app.description.full"), _FULL),
        },
        "icons": {"color": COLOUR_ICON, "outline": OUTLINE_ICON},
        "accentColor": _COLOUR,
        "defaultInstallScope": _ALONE,
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
        "bots": [_bot(app, texts, commands)],
        "composeExtensions": [_extension(app, texts, commands)],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [app.host],
    }


def _bot(app: TeamsApp, texts: Texts, commands: Sequence[Command]) -> Json:
    """The bot; files are sent to one person, who takes them into the own OneDrive."""
    return {
        "botId": app.client_id,
        "scopes": list(_SCOPES),
        "isNotificationOnly": False,
        "supportsFiles": True,
        "supportsTargetedMessages": True,
        "commandLists": [
            {
                "scopes": [scope],
                "triggers": ["mention"] if scope == _ALONE else ["mention", "slash"],
                "commands": [_command(each, texts) for each in listed(commands)],
            }
            for scope in _SCOPES
        ],
    }


def _command(command: Command, texts: Texts) -> Json:
    """The word that a message begins with, and what it does."""
    word = texts.say(f"command.{command.name}.word")
    hint = f"command.{command.name}.hint"
    told = hint in texts and word in {command.name, *command.aliases}
    usage = f": {texts.say(hint)}" if told else ""
    return {"title": word, "description": texts.say(f"command.{command.name}") + usage}


def _extension(app: TeamsApp, texts: Texts, commands: Sequence[Command]) -> Json:
    return {
        "botId": app.client_id,
        "commands": [_dialog(each, texts) for each in dialogs(commands)],
    }


def _dialog(route: str, texts: Texts) -> Json:
    """What opens a form; what is in the form is asked for then."""
    name, _, _part = route.partition(".")
    return {
        "id": route,
        "type": "action",
        "title": shorten(texts.say(f"command.{name}.word").capitalize(), _DIALOG_TITLE),
        "description": shorten(texts.say(f"command.{name}"), _DIALOG_DESCRIPTION),
        "context": ["compose", "commandBox"],
        "triggers": ["slash"],
        "fetchTask": True,
    }


def translation(made: Json) -> Json:
    """The texts of a manifest that was made in another language, by where they stand in it.

    Source: https://learn.microsoft.com/microsoft-365/extensibility/schema/localization-schema.
    """
    return {
        "$schema": f"{_ADDRESS}/MicrosoftTeams.Localization.schema.json",
        "name.short": made["name"]["short"],
        "name.full": made["name"]["full"],
        "description.short": made["description"]["short"],
        "description.full": made["description"]["full"],
        **dict(_translated("bots[0].commandLists", made["bots"][0]["commandLists"])),
        **dict(_translated("composeExtensions", made["composeExtensions"])),
    }


def _translated(path: str, lists: Sequence[Json]) -> Iterator[tuple[str, str]]:
    for number, each in enumerate(lists):
        for place, command in enumerate(each["commands"]):
            for field in ("title", "description"):
                yield f"{path}[{number}].commands[{place}].{field}", command[field]
