"""`kompis migrate` and `import`: the database from outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import Session

from bot.readiness import CannotStartError, check_schema
from bot.settings import Settings
from handlers.texts import Texts
from storage.database import Database, open_database
from storage.imports import COLUMNS, ImportContext, ImportKind, Table, import_table, read_table
from storage.migrate import migrate
from storage.regions import FirstRegion, RegionSettings, ensure_region, regions
from storage.regions import the_region as find_region
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


def the_region(session: Session, name: str | None = None) -> RegionSettings:
    """The region of a name, or the first one.

    Raises CannotStartError on a database that has none, and for a name that no region has.
    """
    region = find_region(session, name)
    if region is not None:
        return region
    known = ", ".join(each.name for each in regions(session))
    if name is None or not known:
        raise CannotStartError("start.no_region")
    raise CannotStartError("cli.region.unknown", region=name, known=known)


def region_option(texts: Texts) -> Any:
    """`--region`, for a database that serves several."""
    return typer.Option(help=texts.say("cli.region.option"), show_default=False)


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
        region: Annotated[str | None, region_option(texts)] = None,
    ) -> None:
        path = file or _SHIPPED.get(kind)
        if path is None:
            raise typer.BadParameter(texts.say("cli.import.which_file"))
        import_file(settings, texts, kind, read_table(path), tenant, region)


def import_file(  # noqa: PLR0917 (what was typed)
    settings: Settings,
    texts: Texts,
    kind: ImportKind,
    table: Table,
    tenant: str | None,
    into: str | None,
) -> None:
    """Import a table and say what it changed, with a progress bar on a long one."""
    from rich.progress import Progress

    with (
        opened(settings) as database,
        Progress(transient=True, disable=len(table.rows) < LONG_IMPORT) as progress,
        database.writing() as session,
    ):
        task = progress.add_task(kind.value, total=len(table.rows))
        first = FirstRegion(settings.region, settings.language, settings.timezone)
        region = ensure_region(session, first) if into is None else the_region(session, into)
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
