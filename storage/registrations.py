"""The bot's registrations, one a Teams tenant, and taking an installation away.

Secrets are stored sealed, and this knows no key: what is here is of no use without one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.tables import Channel, Conversation, Identity, Installation, Platform


@dataclass(frozen=True, slots=True, repr=False)
class StoredRegistration:
    """A registration in a tenant that is served for a region; never shown as it stands."""

    tenant: str
    client_id: str
    sealed_secret: str
    region_id: int


def stored_registrations(session: Session) -> tuple[StoredRegistration, ...]:
    """Every registration, the first first."""
    return tuple(
        StoredRegistration(row.tenant, row.client_id, row.sealed_secret, row.region_id)
        for row in _in_order(session)
        if row.client_id is not None and row.sealed_secret is not None
    )


def unregistered(session: Session) -> tuple[str, ...]:
    """The Teams tenants that are linked to a region, and have no registration of their own."""
    return tuple(row.tenant for row in _in_order(session) if row.client_id is None)


def register(session: Session, tenant: str, client_id: str, sealed_secret: str) -> None:
    """Keep a registration for a tenant that is linked, instead of the one before."""
    row = session.exec(_teams().where(Installation.tenant == tenant)).one()
    row.client_id, row.sealed_secret = client_id, sealed_secret


def renew_secrets(session: Session, renew: Callable[[StoredRegistration], str]) -> int:
    """Store every secret as it is sealed anew; how many there are."""
    known = stored_registrations(session)
    for each in known:
        register(session, each.tenant, each.client_id, renew(each))
    return len(known)


@dataclass(frozen=True, slots=True)
class Unlinked:
    """How much went away with an installation."""

    channels: int
    accounts: int


def unlink_installation(session: Session, platform: Platform, tenant: str) -> Unlinked | None:
    """Serve a workspace or tenant no more; None where it was not served.

    Its registration goes with it, and so do its channels, people's accounts there, and how they
    were reached. The people
    and all that they have reported stay; those who come back are known by their e-mail addresses.
    """
    row = session.exec(
        select(Installation).where(Installation.platform == platform, Installation.tenant == tenant)
    ).first()
    if row is None:
        return None
    channels = session.exec(
        select(Channel).where(Channel.platform == platform, Channel.tenant == tenant)
    ).all()
    accounts = session.exec(
        select(Identity).where(Identity.platform == platform, Identity.tenant == tenant)
    ).all()
    reached = session.exec(
        select(Conversation).where(Conversation.platform == platform, Conversation.tenant == tenant)
    ).all()
    for each in (*channels, *accounts, *reached, row):
        session.delete(each)
    return Unlinked(len(channels), len(accounts))


def _in_order(session: Session) -> tuple[Installation, ...]:
    return tuple(session.exec(_teams().order_by(col(Installation.id))))


def _teams() -> SelectOfScalar[Installation]:
    return select(Installation).where(Installation.platform == Platform.TEAMS)
