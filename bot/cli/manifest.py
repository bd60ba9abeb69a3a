"""`kompis manifest`: what the app is made from, for Slack as JSON, for Teams as a package."""

import json
import re
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from bot.readiness import CannotStartError
from bot.settings import Settings
from bot.teams.address import Endpoint, endpoint_of, is_page
from bot.teams.manifest import TeamsApp
from handlers.commands import COMMANDS
from handlers.texts import Texts
from storage.keys import guid_key

PACKAGE = Path("kompis-teams.zip")
_VERSION = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.(?:0|[1-9][0-9]{0,8})){2}")


def register(app: typer.Typer, settings: Settings, texts: Texts) -> None:
    """Add the commands."""
    group = typer.Typer(help=texts.say("cli.manifest"), no_args_is_help=True)
    app.add_typer(group, name="manifest")

    @group.command("slack", help=texts.say("cli.manifest.slack"))
    def run_slack(
        url: Annotated[
            str | None, typer.Option(help=texts.say("cli.manifest.url"), show_default=False)
        ] = None,
    ) -> None:
        if url is not None and not url.startswith("https://"):
            raise CannotStartError("cli.manifest.no_address", url=url)
        typer.echo(json.dumps(slack_manifest(texts, url), ensure_ascii=False, indent=2))

    @group.command("teams", help=texts.say("cli.manifest.teams"))
    def run_teams(  # noqa: PLR0917 (what can be typed)
        endpoint: Annotated[str, typer.Option(help=texts.say("cli.manifest.endpoint"))],
        client_id: Annotated[
            str | None, typer.Option(help=texts.say("cli.manifest.client_id"), show_default=False)
        ] = None,
        developer: Annotated[
            str, typer.Option(help=texts.say("cli.manifest.developer"))
        ] = settings.region,
        website: Annotated[
            str | None, typer.Option(help=texts.say("cli.manifest.website"), show_default=False)
        ] = None,
        privacy: Annotated[
            str | None, typer.Option(help=texts.say("cli.manifest.privacy"), show_default=False)
        ] = None,
        app_version: Annotated[
            str, typer.Option(help=texts.say("cli.manifest.app_version"))
        ] = version("kompis"),
        to: Annotated[Path, typer.Option(help=texts.say("cli.manifest.to"))] = PACKAGE,
    ) -> None:
        from bot.teams.package import package

        where = _public(endpoint)
        made = TeamsApp(
            client_id=_checked_id(client_id or settings.teams_client_id),
            host=where.host,
            developer=_named(developer),
            website=_page(website or where.site),
            privacy=_page(privacy or website or where.site),
            version=_numbered(app_version),
        )
        try:
            to.write_bytes(package(made))
        except OSError as error:
            raise CannotStartError("cli.export.no_place", file=str(to)) from error
        typer.echo(texts.say("cli.manifest.packed", file=str(to), endpoint=where.messages))
        if website is None or privacy is None:
            typer.echo(texts.say("cli.manifest.own_pages", page=made.privacy))


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


def _public(address: str) -> Endpoint:
    found = endpoint_of(address)
    if found is None:
        raise CannotStartError("cli.manifest.no_endpoint", address=address)
    return found


def _checked_id(client_id: str | None) -> str:
    if not client_id:
        raise CannotStartError("cli.manifest.no_client_id")
    key = guid_key(client_id)
    if key is None:
        raise CannotStartError("cli.manifest.bad_client_id", client_id=client_id)
    return key


def _named(developer: str) -> str:
    name = " ".join(developer.split())
    if not name:
        raise CannotStartError("cli.manifest.no_developer")
    return name


def _numbered(app_version: str) -> str:
    if not _VERSION.fullmatch(app_version):
        raise CannotStartError("cli.manifest.bad_version", version=app_version)
    return app_version


def _page(address: str) -> str:
    if not is_page(address):
        raise CannotStartError("cli.manifest.no_page", address=address)
    return address
