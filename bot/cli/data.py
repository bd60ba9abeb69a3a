"""`kompis migrate`, `import` and `export`: the database from outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from bot.readiness import CannotStartError, check_schema
from bot.settings import Settings
from handlers.texts import Texts
from storage.database import Database, open_database
from storage.imports import COLUMNS, ImportContext, ImportKind, Table, import_table, read_table
from storage.journal import audit
from storage.migrate import migrate
from storage.regions import FirstRegion, RegionSettings, ensure_region
from storage.regions import the_region as first_region
from storage.shipped import LIBRARIES, RESOURCES
from storage.tables import Platform

LONG_IMPORT = 2_000  # rows from which a progress bar helps
_SHIPPED = {ImportKind.LIBRARIES: LIBRARIES, ImportKind.RESOURCES: RESOURCES}


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database of the settings, migrated. Raises CannotStartError where it is not."""
    database = open_database(settings.database_url)
    try:
        check_schema(database)
        yield database
    finally:
        database.close()


def the_region(session: Session) -> RegionSettings:
    """The first region. Raises CannotStartError on a database that has none."""
    region = first_region(session)
    if region is None:
        raise CannotStartError("start.no_region")
    return region


def register(app: typer.Typer, settings: Settings, texts: Texts) -> None:
    """Add the commands."""

    @app.command("migrate", help=texts.say("cli.migrate"))
    def run_migrate() -> None:
        database = open_database(settings.database_url)
        try:
            typer.echo(texts.say(f"cli.migrate.{migrate(database)}"))
        finally:
            database.close()

    importing = typer.Typer(help=texts.say("cli.import"), no_args_is_help=True)
    app.add_typer(importing, name="import")
    for kind in ImportKind:
        _register_import(importing, settings, texts, kind)
    from bot.cli import statistics

    statistics.register(importing, settings, texts)

    @app.command("export", help=texts.say("cli.export"))
    def run_export(
        kind: Annotated[ImportKind, typer.Argument(help=texts.say("cli.import.kind"))],
        file: Annotated[Path, typer.Argument(help=texts.say("cli.export.file"))],
    ) -> None:
        from storage.exports import ENDINGS, export_table, write_table

        if file.suffix.lower() not in ENDINGS:
            raise CannotStartError("cli.export.wrong_ending", file=str(file))
        with opened(settings) as database, database.writing() as session:
            region_id = the_region(session).region_id
            frame = export_table(session, kind, region_id)
            now, action = datetime.now(UTC), f"export.{kind.value}"
            audit(session, now, action, actor=None, object_id=region_id)
        try:
            write_table(frame, file)
        except OSError as error:
            raise CannotStartError("cli.export.no_place", file=str(file)) from error
        typer.echo(texts.say("cli.exported", n=len(frame), file=str(file)))


def _register_import(
    importing: typer.Typer, settings: Settings, texts: Texts, kind: ImportKind
) -> None:
    """Add the command that reads one kind of table."""
    columns = ", ".join(COLUMNS[kind].all)

    @importing.command(kind.value, help=texts.say("cli.import.columns", columns=columns))
    def run_import(
        file: Annotated[
            Path | None, typer.Argument(help=texts.say("cli.import.file"), show_default=False)
        ] = None,
        tenant: Annotated[
            str | None, typer.Option(help=texts.say("cli.import.tenant"), show_default=False)
        ] = None,
    ) -> None:
        path = file or _SHIPPED.get(kind)
        if path is None:
            raise typer.BadParameter(texts.say("cli.import.which_file"))
        import_file(settings, texts, kind, read_table(path), tenant)


def import_file(
    settings: Settings, texts: Texts, kind: ImportKind, table: Table, tenant: str | None
) -> None:
    """Import a table and say what it changed, with a progress bar on a long one."""
    from rich.progress import Progress

    with (
        opened(settings) as database,
        Progress(transient=True, disable=len(table.rows) < LONG_IMPORT) as progress,
        database.writing() as session,
    ):
        task = progress.add_task(kind.value, total=len(table.rows))
        region = ensure_region(
            session, FirstRegion(settings.region, settings.language, settings.timezone)
        )
        now = datetime.now(UTC)
        context = ImportContext(
            region_id=region.region_id,
            today=now.astimezone(region.zone).date(),
            now=now,
            tenant=tenant,
            platform=Platform.SLACK,
        )
        result = import_table(
            session, kind, table, context, lambda row: progress.update(task, completed=row)
        )
    typer.echo(
        texts.say(
            "cli.imported",
            added=result.added,
            changed=result.changed,
            unchanged=result.unchanged,
        )
    )
