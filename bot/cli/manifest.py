"""`kompis manifest slack`: what to paste when the Slack app is made."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from bot.readiness import CannotStartError
from bot.settings import Settings
from handlers.commands import COMMANDS
from handlers.texts import Texts


class For(StrEnum):
    """The platforms that a manifest can be made for."""

    SLACK = "slack"


def register(app: typer.Typer, settings: Settings, texts: Texts) -> None:
    """Add the command."""

    @app.command(help=texts.say("cli.manifest"))
    def manifest(
        platform: Annotated[For, typer.Argument(help=texts.say("cli.manifest.platform"))],
        url: Annotated[
            str | None, typer.Option(help=texts.say("cli.manifest.url"), show_default=False)
        ] = None,
    ) -> None:
        if url is not None and not url.startswith("https://"):
            raise CannotStartError("cli.manifest.no_address", url=url)
        typer.echo(json.dumps(slack_manifest(texts, url), ensure_ascii=False, indent=2))


def slack_manifest(texts: Texts, url: str | None) -> dict[str, object]:
    """The manifest, for Socket Mode, or for signed HTTP at `url`."""
    from bot.slack.http import ADDRESS
    from bot.slack.listeners.commands import slash_routes
    from bot.slack.manifest import manifest

    described = {
        name: (texts.say(f"command.{route}"), texts.say(f"command.{route}.hint"))
        for name, route in slash_routes(COMMANDS).items()
    }
    address = url and f"{url.rstrip('/').removesuffix(ADDRESS)}{ADDRESS}"
    return manifest(described, texts.say("app.description"), address)
