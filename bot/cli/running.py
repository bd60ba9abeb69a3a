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
            int, typer.Option(help=texts.say("cli.demo.port"), min=1, max=65534)
        ] = 8642,
        reset: Annotated[bool, typer.Option("--reset", help=texts.say("cli.demo.reset"))] = False,
        teams: Annotated[bool, typer.Option("--teams", help=texts.say("cli.demo.teams"))] = False,
        name: Annotated[
            str | None, typer.Option("--as", help=texts.say("cli.demo.as"), metavar="NAME")
        ] = None,
    ) -> None:
        from bot.logs import configure_logs

        configure_logs("WARNING")
        begin = _teams_demo if teams else _slack_demo
        try:
            asyncio.run(begin(port, reset, name, settings, texts))
        except KeyboardInterrupt:
            typer.echo(f"\n{texts.say('serve.stopped')}")

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


async def _slack_demo(
    port: int, reset: bool, _: str | None, settings: Settings, texts: Texts
) -> None:
    """Whoever looks at the page chooses there who they are."""
    from bot.demo.run import run_demo
    from bot.sandbox.errors import PortTakenError

    try:
        await run_demo(
            host="127.0.0.1",
            port=port,
            folder=data_folder() / "demo",
            reset=reset,
            language=settings.language,
            announce=lambda address: typer.echo(texts.say("cli.demo.ready", address=address)),
        )
    except PortTakenError as error:
        raise CannotStartError("start.port_taken", port=str(port)) from error


async def _teams_demo(
    port: int, reset: bool, name: str | None, settings: Settings, texts: Texts
) -> None:
    from bot.demo.teams.playground import fetched
    from bot.demo.teams.run import run_teams_demo

    await run_teams_demo(
        port=port,
        folder=data_folder() / "demo-teams",
        playground=fetched(),
        reset=reset,
        language=settings.language,
        announce=lambda at: typer.echo(
            texts.say("cli.demo.teams_ready", address=at.url, clock=at.clock_url)
        ),
        name=name,
    )
