"""`kompis demo` and `kompis serve`: what runs until it is stopped."""

import asyncio
from typing import Annotated

import typer

from bot.readiness import CannotStartError
from bot.settings import Settings, data_folder
from handlers.texts import Texts

STARTS = (("serve",), ("demo",))  # what is typed to start a bot, without more


def register(app: typer.Typer, settings: Settings, texts: Texts) -> None:
    """Add the commands."""

    @app.command(help=texts.say("cli.demo"))
    def demo(
        port: Annotated[
            int, typer.Option(help=texts.say("cli.demo.port"), min=1, max=65535)
        ] = 8642,
        reset: Annotated[bool, typer.Option("--reset", help=texts.say("cli.demo.reset"))] = False,
    ) -> None:
        from bot.demo.run import run_demo
        from bot.logs import configure_logs
        from bot.sandbox.errors import PortTakenError

        configure_logs("WARNING")
        running = run_demo(
            host="127.0.0.1",
            port=port,
            folder=data_folder() / "demo",
            reset=reset,
            language=settings.language,
            announce=lambda address: typer.echo(texts.say("cli.demo.ready", address=address)),
        )
        try:
            asyncio.run(running)
        except KeyboardInterrupt:
            typer.echo(f"\n{texts.say('serve.stopped')}")
        except PortTakenError as error:
            raise CannotStartError("start.port_taken", port=str(port)) from error

    @app.command(help=texts.say("cli.serve"))
    def serve() -> None:
        from bot.cli.keys import keys_of, stored_in
        from bot.logs import configure_logs
        from bot.serve import serve as serve_bot

        configure_logs(settings.log_level)
        asyncio.run(
            serve_bot(
                settings,
                keys_of(settings, stored_in(settings.database_url)),
                lambda key, **values: typer.echo(texts.say(key, **values)),
            )
        )
