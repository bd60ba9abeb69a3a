"""`kompis import statistics`: KB's figures, from its export or straight from bibstat."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.data import opened, region_option, the_region
from bot.settings import Settings
from goals.statistics_year import published_by
from handlers.texts import Texts
from storage.imports import ImportContext
from storage.statistics.client import Bibstat, Patience
from storage.statistics.fetching import fetch as fetch_years
from storage.statistics.importing import import_statistics
from storage.statistics.workbook import read_workbook

if TYPE_CHECKING:
    from storage.statistics.reading import Reading
    from storage.statistics.result import Gap, StatisticsResult

PATIENCE = Patience()
_TOLD = 20  # sigels that are listed: KB tells of the whole country
FIRST_YEAR, LAST_YEAR = 1990, 2100  # what is typed outside them is a slip of the hand
_SPAN = re.compile(r"(\d{4})(?:[-–](\d{4}))?", re.ASCII)


def register(importing: typer.Typer, settings: Settings, texts: Texts) -> None:
    """Add the command to those that import."""

    def say(name: str) -> str:
        return texts.say(f"cli.statistics.{name}")

    @importing.command("statistics", help=texts.say("cli.statistics"))
    def run_statistics(
        file: Annotated[Path | None, typer.Argument(help=say("file"), show_default=False)] = None,
        year: Annotated[
            int | None,
            typer.Option(help=say("year"), show_default=False, min=FIRST_YEAR, max=LAST_YEAR),
        ] = None,
        fetch: Annotated[bool, typer.Option("--fetch", help=say("fetch"))] = False,
        years: Annotated[str | None, typer.Option(help=say("years"), show_default=False)] = None,
        region: Annotated[str | None, region_option(texts)] = None,
    ) -> None:
        today = datetime.now(UTC).date()
        if fetch and years and file is None and year is None:
            asked = _years(years, texts)
            _run(settings, texts, lambda: _fetched(settings, texts, asked), region)
        elif file and year and not fetch and years is None:
            if year >= today.year:
                raise typer.BadParameter(_published(year, texts))
            _run(settings, texts, lambda: read_workbook(file, year), region)
        else:
            raise typer.BadParameter(say("which"))


def _run(settings: Settings, texts: Texts, read: Callable[[], "Reading"], into: str | None) -> None:
    """Read outside the transaction, which is to be short; then keep it, and tell what came of it.

    A database that cannot take anything is told before anything is read.
    """
    with opened(settings) as database:
        with database.reading() as session:
            region = the_region(session, into)
        reading = read()
        now = datetime.now(UTC)
        today = now.astimezone(region.zone).date()
        with database.writing() as session:
            context = ImportContext(region.region_id, today, now)
            result = import_statistics(session, reading, context)
    for line in _told(result, reading, today, texts):
        typer.echo(line)


def _fetched(settings: Settings, texts: Texts, years: Sequence[int]) -> "Reading":
    with _progress(texts) as on_term:
        return fetch_years(Bibstat(settings.bibstat_url, PATIENCE), years, on_term)


@contextmanager
def _progress(texts: Texts) -> Iterator[Callable[[str, int], None]]:
    """A line a term with how much of it has been read; how much there is nobody knows before."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    tasks = {}
    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}")
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:

        def on_term(term: str, read: int) -> None:
            if term not in tasks:
                said = texts.say("cli.statistics.reading", term=term)
                tasks[term] = progress.add_task(said, total=None)
            progress.update(tasks[term], completed=read)

        yield on_term


def _years(typed: str, texts: Texts) -> tuple[int, ...]:
    """The years of `2017-2020`, or of `2012, 2017-2020`. Raises typer.BadParameter."""
    years: set[int] = set()
    for part in typed.split(","):
        found = _SPAN.fullmatch(part.strip())
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not FIRST_YEAR <= first <= last <= LAST_YEAR:
            raise typer.BadParameter(texts.say("cli.statistics.bad_years", value=typed))
        years |= set(range(first, last + 1))
    return tuple(sorted(years))


def _told(
    result: "StatisticsResult", reading: "Reading", today: date, texts: Texts
) -> Iterator[str]:
    """What changed, and then whatever a person should look at."""
    yield texts.say(
        "cli.imported", added=result.added, changed=result.changed, unchanged=result.unchanged
    )
    for year in result.empty_years:
        if published_by(year) >= today:
            none = texts.say("cli.statistics.none_yet", year=str(year))
            yield f"{none} {_published(year, texts)}"
        else:
            yield texts.say("cli.statistics.none", year=str(year))
    yield from _gaps(result.gaps, texts)
    for doubt in result.doubts:
        yield texts.say(
            "cli.statistics.doubt",
            library=doubt.library,
            year=str(doubt.year),
            children=doubt.children,
            total=doubt.total,
        )
    yield from _strangers(result, reading, texts)


def _published(year: int, texts: Texts) -> str:
    """When KB publishes the figures of a year."""
    month = texts.month(published_by(year))
    return texts.say("statistics.published_in", year=str(year), month=month)


def _gaps(gaps: Sequence["Gap"], texts: Texts) -> Iterator[str]:
    """Who lacks what, a line a year; what KB had before stands on a line of its own."""
    for year in sorted({gap.year for gap in gaps}):
        of_year = [gap for gap in gaps if gap.year == year]
        never = [(gap.library, set(gap.terms) - set(gap.kept)) for gap in of_year]
        kept = [(gap.library, set(gap.kept)) for gap in of_year]
        for key, lacking in (("missing", never), ("gone", kept)):
            named = [f"{name} ({', '.join(sorted(terms))})" for name, terms in lacking if terms]
            if named:
                libraries = texts.listed(named)
                yield texts.say(f"cli.statistics.{key}", year=str(year), libraries=libraries)


def _strangers(result: "StatisticsResult", reading: "Reading", texts: Texts) -> Iterator[str]:
    """What could not be matched or understood."""
    if reading.unreadable:
        ids = ", ".join(reading.unreadable)
        yield texts.say("cli.statistics.unreadable", n=len(reading.unreadable), ids=ids)
    if result.without_sigel:
        libraries = texts.listed(result.without_sigel)
        yield texts.say("cli.statistics.no_sigel", libraries=libraries)
    if result.strangers:
        more = "" if len(result.strangers) <= _TOLD else " …"
        sigels = ", ".join(result.strangers[:_TOLD]) + more
        yield texts.say("cli.statistics.strangers", n=len(result.strangers), sigels=sigels)
