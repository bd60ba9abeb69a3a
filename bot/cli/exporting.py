"""`kompis export`: tables that can be imported again, and reports to hand over."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from bot.cli.data import opened, region_option, the_region
from bot.readiness import CannotStartError
from bot.settings import Settings
from handlers.report.picture import FileType, picture
from handlers.report.workbook import workbook
from handlers.texts import Texts, plain_spaces
from storage.exports import ENDINGS, export_table, write_table
from storage.imports import ImportKind
from storage.journal import audit
from storage.regions import RegionSettings, libraries_of, named
from storage.report import Report, county_report, library_report

_WORKBOOK = ".xlsx"
_PICTURES = {f".{file_type}": file_type for file_type in FileType}


def register(app: typer.Typer, settings: Settings, texts: Texts) -> None:
    """Add the commands: one a kind of table, and the report."""
    exporting = typer.Typer(help=texts.say("cli.export"), no_args_is_help=True)
    app.add_typer(exporting, name="export")
    for kind in ImportKind:
        _register_table(exporting, settings, texts, kind)
    _register_report(exporting, settings, texts)


def _register_table(
    exporting: typer.Typer, settings: Settings, texts: Texts, kind: ImportKind
) -> None:
    @exporting.command(kind.value, help=texts.say("cli.export.table"))
    def run_export(
        file: Annotated[Path, typer.Argument(help=texts.say("cli.export.file"))],
        region: Annotated[str | None, region_option(texts)] = None,
    ) -> None:
        _check_ending(file, ENDINGS)
        with opened(settings) as database, database.writing() as session:
            region_id = the_region(session, region).region_id
            frame = export_table(session, kind, region_id)
            now, action = datetime.now(UTC), f"export.{kind.value}"
            audit(session, now, action, actor=None, object_id=region_id)
        _written(file, lambda: write_table(frame, file))
        typer.echo(texts.say("cli.exported", n=len(frame), file=str(file)))


def _register_report(exporting: typer.Typer, settings: Settings, texts: Texts) -> None:
    on_help = texts.say("cli.on")

    @exporting.command("report", help=texts.say("cli.export.report"))
    def run_report(
        file: Annotated[Path, typer.Argument(help=texts.say("cli.export.report_file"))],
        region: Annotated[str | None, region_option(texts)] = None,
        library: Annotated[
            str | None, typer.Option(help=texts.say("cli.progress.library"), show_default=False)
        ] = None,
        on: Annotated[
            datetime | None,
            typer.Option(formats=["%Y-%m-%d"], help=on_help, metavar="DATE", show_default=False),
        ] = None,
    ) -> None:
        ending = file.suffix.lower()
        _check_ending(file, {_WORKBOOK, *_PICTURES})
        now = datetime.now(UTC)
        with opened(settings) as database, database.reading() as session:
            place = the_region(session, region)
            day = on.date() if on else now.astimezone(place.zone).date()
            report = _report(session, place, library, day)
        if ending == _WORKBOOK:
            content = workbook(report, texts, now)
        else:
            content = picture(report, texts, _PICTURES[ending])
        _written(file, lambda: file.write_bytes(content))
        told = texts.say("cli.export.reported", scope=report.about.name, day=day, file=str(file))
        typer.echo(plain_spaces(told))


def _report(session: Session, region: RegionSettings, library: str | None, day: date) -> Report:
    """Whoever has the database is told of each library, as the coordinator is."""
    if library is None:
        return county_report(session, region, day, each_library=True)
    place = named(library, libraries_of(session, region.region_id))
    if place is None:
        raise CannotStartError("cli.progress.unknown_library", library=library)
    return library_report(session, region, place, day)


def _check_ending(file: Path, endings: "frozenset[str] | set[str]") -> None:
    if file.suffix.lower() not in endings:
        listed = ", ".join(sorted(endings))
        raise CannotStartError("cli.export.wrong_ending", file=str(file), endings=listed)


def _written(file: Path, write: Callable[[], object]) -> None:
    """Write, and tell where that cannot be done."""
    try:
        write()
    except OSError as error:
        raise CannotStartError("cli.export.no_place", file=str(file)) from error
