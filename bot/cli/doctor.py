"""`kompis doctor`: everything that can be looked at, a line each."""

import asyncio

import typer

from bot.clock import system_clock
from bot.doctor import (
    Finding,
    Health,
    examine_database,
    examine_registrations,
    examine_workspace,
)
from bot.doctor.finding import wrong
from bot.readiness import CannotStartError
from bot.settings import Settings
from handlers.texts import Texts
from storage.database import Database, open_database
from storage.deliveries import Tenant
from storage.registrations import stored_registrations, unregistered
from storage.served import ServedChannel, served_channels, served_tenants


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
    from bot.cli.keys import slack_keys

    database = open_database(settings.database_url)
    try:
        findings = examine_database(database, system_clock())
        readable = findings[0].health is not Health.WRONG
        if readable:
            findings += _registrations(database, settings)
        try:
            keys = slack_keys(settings)
        except CannotStartError as error:
            return [*findings, wrong(error.key, **error.values)]
        known = _known(database) if readable else ((), ())
        return [*findings, *asyncio.run(examine_workspace(keys, *known))]
    finally:
        database.close()


def _registrations(database: Database, settings: Settings) -> list[Finding]:
    with database.reading() as session:
        known = stored_registrations(session), unregistered(session)
    return examine_registrations(*known, settings.secrets_key, settings.teams_tenant_id)


def _known(database: Database) -> tuple[tuple[Tenant, ...], tuple[ServedChannel, ...]]:
    with database.reading() as session:
        return served_tenants(session), served_channels(session)
