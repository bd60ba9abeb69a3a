"""`kompis region`: the counties that one database serves, each in workspaces of its own."""

from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer
from sqlmodel import Session

from bot.cli.data import opened, the_region
from bot.readiness import CannotStartError
from bot.settings import Settings
from handlers.texts import LANGUAGES, Texts
from storage.coordinators import set_role
from storage.deliveries import Tenant
from storage.keys import email_key, is_email, name_key, title_key
from storage.people import add_member, member_by_email
from storage.regions import (
    FirstRegion,
    RegionSettings,
    add_region,
    link_installation,
    regions,
    tenants_of,
)
from storage.tables import Platform, Role

LONGEST_NAME, LONGEST_TENANT = 200, 64


def register(app: typer.Typer, settings: Settings, texts: Texts) -> None:
    """Add the commands."""
    group = typer.Typer(help=texts.say("cli.region"), no_args_is_help=True)
    app.add_typer(group, name="region")
    tenant_option = typer.Option(help=texts.say("cli.region.tenant"), show_default=False)
    platform_option = typer.Option(help=texts.say("cli.region.platform"))
    email_option = typer.Option(help=texts.say("cli.region.coordinator"), show_default=False)

    @group.command("add", help=texts.say("cli.region.add"))
    def run_add(  # noqa: PLR0917 (what can be typed)
        name: Annotated[str, typer.Argument(help=texts.say("cli.region.name"))],
        language: Annotated[
            str, typer.Option(help=texts.say("cli.region.language"))
        ] = settings.language,
        timezone: Annotated[
            str, typer.Option(help=texts.say("cli.region.timezone"))
        ] = settings.timezone,
        tenant: Annotated[str | None, tenant_option] = None,
        platform: Annotated[Platform, platform_option] = Platform.SLACK,
        coordinator: Annotated[str | None, email_option] = None,
    ) -> None:
        new = _checked(FirstRegion(" ".join(name.split()), language, timezone))
        _check_email(coordinator)
        with opened(settings) as database, database.writing() as session:
            _check_new(session, new.name)
            _check_free(session, platform, tenant)
            region = add_region(session, new)
            if tenant is not None:
                _link(session, region, platform, tenant)
            if coordinator is not None:
                _appoint(session, region, coordinator)
        typer.echo(texts.say("cli.region.added", region=new.name))

    @group.command("list", help=texts.say("cli.region.list"))
    def run_list() -> None:
        with opened(settings) as database, database.reading() as session:
            known = regions(session)
            if not known:
                raise CannotStartError("start.no_region")
            for region in known:
                typer.echo(_line(session, region, texts))

    @group.command("link", help=texts.say("cli.region.link"))
    def run_link(
        name: Annotated[str, typer.Argument(help=texts.say("cli.region.name"))],
        tenant: Annotated[str, typer.Argument(help=texts.say("cli.region.tenant"))],
        platform: Annotated[Platform, platform_option] = Platform.SLACK,
    ) -> None:
        with opened(settings) as database, database.writing() as session:
            region = the_region(session, name)
            _link(session, region, platform, tenant)
        typer.echo(texts.say("cli.region.linked", region=region.name, tenant=tenant))


def _checked(new: FirstRegion) -> FirstRegion:
    """The same. Raises CannotStartError for what no region can have."""
    if not title_key(new.name) or len(new.name) > LONGEST_NAME:
        raise CannotStartError("cli.region.no_name")
    if new.language not in LANGUAGES:
        raise CannotStartError("cli.region.no_language", language=new.language)
    try:
        ZoneInfo(new.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # a folder is no zone
        raise CannotStartError("cli.region.no_timezone", timezone=new.timezone) from error
    return new


def _check_email(email: str | None) -> None:
    if email is not None and not is_email(email):
        raise CannotStartError("cli.region.no_email", email=email)


def _check_new(session: Session, name: str) -> None:
    if name_key(name) in {name_key(region.name) for region in regions(session)}:
        raise CannotStartError("cli.region.known", region=name)


def _check_free(session: Session, platform: Platform, tenant: str | None) -> None:
    """A new region takes no workspace from another: `link` does that, when it is asked to."""
    wanted = f"{platform.value} {Tenant.typed(platform, tenant or '').id}"
    for region in regions(session):
        if wanted in tenants_of(session, region.region_id):
            raise CannotStartError("cli.region.taken", tenant=wanted, region=region.name)


def _link(session: Session, region: RegionSettings, platform: Platform, tenant: str) -> None:
    if not tenant.strip() or len(tenant.strip()) > LONGEST_TENANT:
        raise CannotStartError("cli.region.no_tenant")
    known = Tenant.typed(platform, tenant).id
    link_installation(session, region.region_id, platform, known, known)


def _appoint(session: Session, region: RegionSettings, email: str) -> None:
    """The region's first coordinator, who names the others."""
    now = datetime.now(UTC)
    member_id = member_by_email(session, region.region_id, email_key(email))
    if member_id is None:
        name, _, _domain = email.partition("@")  # until a staff file tells the name
        member_id = add_member(session, region.region_id, name, email, now)
    set_role(session, member_id, Role.COORDINATOR, now.astimezone(region.zone).date())


def _line(session: Session, region: RegionSettings, texts: Texts) -> str:
    tenants = tenants_of(session, region.region_id)
    return texts.say(
        "cli.region.line",
        region=region.name,
        language=region.language,
        timezone=region.zone.key,
        tenants=", ".join(tenants) or texts.say("cli.region.no_tenants"),
    )
