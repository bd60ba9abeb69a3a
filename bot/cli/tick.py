"""`kompis tick`: everything that is due at a time, once, or what it would be."""

import asyncio
from contextlib import suppress
from datetime import date, datetime
from typing import Annotated

import typer

from bot.cli.data import opened, the_region
from bot.clock import system_clock
from bot.settings import Settings
from handlers.texts import Texts
from storage.database import Database

_YEARS = range(2000, 2200)  # of which every calendar here can tell


def register(app: typer.Typer, settings: Settings, texts: Texts) -> None:
    """Add the command."""

    def moment(typed: str) -> datetime:
        return _typed(typed, texts)

    @app.command(help=texts.say("cli.tick"))
    def tick(
        at: Annotated[
            datetime | None,
            typer.Option(
                parser=moment,
                help=texts.say("cli.tick.at"),
                metavar="TIME",
                show_default=False,
            ),
        ] = None,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help=texts.say("cli.tick.dry_run"))
        ] = False,
    ) -> None:
        with opened(settings) as database:
            moment = _moment(database, at)
            lines = (
                _planned(database, moment, texts)
                if dry_run
                else _done(settings, database, moment, texts)
            )
        for line in lines or [texts.say("tick.nothing")]:
            typer.echo(line)


def _typed(typed: str, texts: Texts) -> datetime:
    """A day and a time as ISO 8601 writes them, with or without a zone; a day alone is no time."""
    at: datetime | None = None
    with suppress(ValueError):
        at = datetime.fromisoformat(typed.strip())
    if at is None or at.year not in _YEARS or _is_day(typed.strip()):
        raise typer.BadParameter(texts.say("cli.tick.not_a_time", value=typed))
    return at


def _is_day(typed: str) -> bool:
    try:
        date.fromisoformat(typed)
    except ValueError:
        return False
    return True


def _moment(database: Database, at: datetime | None) -> datetime:
    """The moment itself; without a zone, the one that clocks in the first region show so."""
    if at is None:
        return system_clock()
    if at.tzinfo is not None:
        return at
    with database.reading() as session:
        return at.replace(tzinfo=the_region(session).zone)


def _planned(database: Database, moment: datetime, texts: Texts) -> list[str]:
    from bot.ticking_once import planned

    return [
        texts.say("tick.channel", kind=one.kind, period=one.period, whose=one.whose, channel=one.to)
        if one.whose
        else texts.say(
            "tick.people", kind=one.kind, period=one.period, n=len(one.members), ids=one.to
        )
        for one in planned(database, moment)
    ]


def _done(settings: Settings, database: Database, moment: datetime, texts: Texts) -> list[str]:
    from bot.cli.keys import keys_of
    from bot.logs import configure_logs
    from bot.ticking_once import tick_once

    keys = keys_of(settings)
    configure_logs(settings.log_level)
    became = asyncio.run(tick_once(database, keys, settings, moment))
    return [texts.say("tick.became", kind=kind, n=n, state=state) for kind, state, n in became]
