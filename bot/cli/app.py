"""The commands, each registered by the module that it stands in."""

import typer

from bot.cli import ask, data, manifest, run
from bot.settings import Settings
from handlers.texts import Texts


def build(settings: Settings, texts: Texts) -> typer.Typer:
    """The command line in the language of `texts`."""
    app = typer.Typer(
        name="kompis",
        help=texts.say("cli.help"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for module in (run, data, ask, manifest):
        module.register(app, settings, texts)
    return app
