"""`kompis secrets`: the key that other municipalities' secrets are sealed with, and its change."""

import typer

from bot.cli.data import opened
from bot.settings import Settings
from handlers.texts import Texts


def register(app: typer.Typer, settings: Settings, texts: Texts) -> None:
    """Add the commands."""
    group = typer.Typer(help=texts.say("cli.secrets"), no_args_is_help=True)
    app.add_typer(group, name="secrets")

    @group.command("key", help=texts.say("cli.secrets.key"))
    def run_key() -> None:
        from bot.seal import new_key

        typer.echo(new_key())

    @group.command("renew", help=texts.say("cli.secrets.renew"))
    def run_renew() -> None:
        from bot.seal import seal_of
        from bot.teams.registrations import opened_secret
        from storage.registrations import renew_secrets

        seal = seal_of(settings.secrets_key)
        with opened(settings) as database, database.writing() as session:
            number = renew_secrets(session, lambda each: seal.close(opened_secret(each, seal)))
        typer.echo(texts.say("cli.secrets.renewed", n=number))
