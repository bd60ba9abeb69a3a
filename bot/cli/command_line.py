"""The commands, each registered by the module that it stands in, and running one."""

import sys
from collections.abc import Sequence

import typer

from bot.cli import running
from bot.cli.trouble import tell
from bot.settings import Settings, read_settings
from handlers.texts import DEFAULT_LANGUAGE, Texts, texts_in


def run() -> int:
    """Read the settings, run what was typed, and tell what went wrong; the exit code."""
    texts = texts_in(DEFAULT_LANGUAGE)
    try:
        settings = read_settings()
        texts = texts_in(settings.language)
        build(settings, texts, sys.argv[1:])()
    except Exception as error:  # what is known is told; the rest is raised again
        if not tell(error, texts):
            raise
        return 1
    return 0


def build(settings: Settings, texts: Texts, typed: Sequence[str] = ()) -> typer.Typer:
    """The command line in the language of `texts`.

    Where what is `typed` starts the bot, the other commands are not there: a bot is to be ready
    soon, and to hold no more than it needs.
    """
    app = typer.Typer(
        name="kompis",
        help=texts.say("cli.help"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    running.register(app, settings, texts)
    if tuple(typed) not in running.STARTS:
        from bot.cli import ask, data, doctor, exporting, manifest, regions, secrets, tick

        for module in (data, exporting, regions, secrets, ask, manifest, doctor, tick):
            module.register(app, settings, texts)
    return app
