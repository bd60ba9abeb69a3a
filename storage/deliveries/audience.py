"""Whom a delivery is for: the region's settings, and which languages they would rather read."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from storage.deliveries.claiming import Claim
from storage.regions import RegionSettings, region_settings
from storage.tables import Identity, Member


@dataclass(frozen=True, slots=True)
class Audience:
    """A region, and the wishes for a language, the strongest first; None where there is none."""

    region: RegionSettings
    languages: tuple[str | None, ...]


def audience(session: Session, claim: Claim) -> Audience:
    """A channel reads its region's language; a member their own choice, else the platform's."""
    region = region_settings(session, claim.region_id)
    if claim.member_id is None:
        return Audience(region, (region.language,))
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
    return Audience(region, (member.language, locale, region.language))
