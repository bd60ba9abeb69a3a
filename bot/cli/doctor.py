"""`kompis doctor`: everything that can be looked at, a line each."""

import asyncio
from collections.abc import Sequence

import typer

from bot.clock import system_clock
from bot.doctor import Finding, Health, examine_database, examine_teams, examine_workspace
from bot.doctor.finding import wrong
from bot.keys import Keys
from bot.readiness import CannotStartError
from bot.settings import Settings
from handlers.texts import Texts
from storage.database import Database, open_database
from storage.deliveries import Tenant
from storage.served import ServedChannel, served_channels, served_tenants
from storage.tables import Platform


def register(app: typer.Typer, settings: Settings, texts: Texts) -> None:
    """Add the command."""

    @app.command(help=texts.say("cli.doctor"))
    def doctor() -> None:
        findings = _examine(settings)
        for each in findings:
            typer.echo(each.told(texts))
        ill = sum(each.health is Health.WRONG for each in findings)
        typer.echo(texts.say("doctor.well") if not ill else texts.say("doctor.ill", n=ill))
        if ill:
            raise typer.Exit(1)


def _examine(settings: Settings) -> list[Finding]:
    from bot.cli.keys import keys_of

    database = open_database(settings.database_url)
    try:
        findings = examine_database(database, system_clock())
        try:
            keys = keys_of(settings)
        except CannotStartError as error:
            return [*findings, wrong(error.key, **error.values)]
        known = ((), ()) if findings[0].health is Health.WRONG else _known(database)
        return [*findings, *asyncio.run(_platforms(keys, *known))]
    finally:
        database.close()


async def _platforms(
    keys: Keys, tenants: Sequence[Tenant], channels: Sequence[ServedChannel]
) -> list[Finding]:
    """What each platform that the settings name tells."""
    slack = [each for each in tenants if each.platform is Platform.SLACK]
    found = await examine_workspace(keys.slack, slack, channels) if keys.slack else []
    return [*found, *await examine_teams(keys.teams, tenants, channels)]


def _known(database: Database) -> tuple[tuple[Tenant, ...], tuple[ServedChannel, ...]]:
    with database.reading() as session:
        return served_tenants(session), served_channels(session)
