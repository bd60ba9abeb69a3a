"""Which languages somebody who is owed something would rather read it in."""

from sqlmodel import Session, col, select

from storage.deliveries.claiming import Claim
from storage.tables import Identity, Member

Languages = tuple[str | None, ...]


def languages(session: Session, claim: Claim) -> Languages:
    """A member's own choice, else the platform's; none of a channel, which reads its region's."""
    if claim.member_id is None:
        return ()
    member = session.get_one(Member, claim.member_id)
    locale = session.exec(
        select(Identity.locale)
        .where(
            Identity.member_id == claim.member_id,
            Identity.platform == claim.tenant.platform,
            Identity.tenant == claim.tenant.id,
        )
        .order_by(col(Identity.id).desc())
    ).first()
    return (member.language, locale)
