"""`kompis doctor`: everything that can be looked at, a line each."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

import typer

from bot.clock import system_clock
from bot.doctor import (
    Finding,
    Health,
    elsewhere,
    examine_database,
    examine_teams,
    examine_workspace,
)
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
        known = _Known() if findings[0].health is Health.WRONG else _known(database)
        return [*findings, *_on_slack(keys, known), *_on_teams(database, keys, known)]
    finally:
        database.close()


@dataclass(frozen=True, slots=True)
class _Known:
    """What the database tells of tenants and channels."""

    tenants: tuple[Tenant, ...] = ()
    channels: tuple[ServedChannel, ...] = ()

    def on(self, platform: Platform) -> tuple[list[Tenant], list[ServedChannel]]:
        """Those of a platform."""
        return (
            [each for each in self.tenants if each.platform is platform],
            [each for each in self.channels if each.tenant.platform is platform],
        )


def _known(database: Database) -> _Known:
    with database.reading() as session:
        return _Known(served_tenants(session), served_channels(session))


def _on_slack(keys: Keys, known: _Known) -> Iterable[Finding]:
    there = known.on(Platform.SLACK)
    if keys.slack is None:
        return elsewhere("slack", *there)
    return asyncio.run(examine_workspace(keys.slack, *there))


def _on_teams(database: Database, keys: Keys, known: _Known) -> Iterable[Finding]:
    there = known.on(Platform.TEAMS)
    if not keys.teams:
        return elsewhere("teams", *there)
    return asyncio.run(examine_teams(database, keys.teams, *there))
