"""What the bot serves, for whoever runs it: the workspaces and the channels that are linked."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from storage.deliveries import Tenant
from storage.tables import Channel, Installation, Library, Region


@dataclass(frozen=True, slots=True)
class ServedChannel:
    """A linked channel: the platform's id, whose it is, and what broke it, None where it works."""

    tenant: Tenant
    channel_id: str
    whose: str
    broken_code: str | None


def served_tenants(session: Session) -> tuple[Tenant, ...]:
    """Every workspace and tenant that is served for some region."""
    rows = session.exec(select(Installation).order_by(col(Installation.id)))
    return tuple(Tenant(row.platform, row.tenant) for row in rows)


def served_channels(session: Session) -> tuple[ServedChannel, ...]:
    """Every linked channel of all regions."""
    rows = session.exec(
        select(Channel, Library.name, Region.name)
        .join(Region, col(Region.id) == col(Channel.region_id))
        .outerjoin(Library, col(Library.id) == col(Channel.library_id))
        .order_by(col(Channel.id))
    )
    return tuple(
        ServedChannel(
            Tenant(channel.platform, channel.tenant),
            channel.channel_id,
            library or region,
            (channel.broken_code or "unknown") if channel.broken_at else None,
        )
        for channel, library, region in rows
    )
