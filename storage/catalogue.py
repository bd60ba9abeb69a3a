"""The resources of a region: what can be reported, and what staff have proposed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as select_model

from goals.record import ResourceKind
from storage.keys import address_key, title_key
from storage.tables import Resource, ResourceStatus

LONGEST_TITLE = 300  # characters, as the table has it


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A resource as people are shown it."""

    resource_id: int
    title: str
    url: str | None
    kind: ResourceKind
    topic: str | None
    approved: bool


_REGION = col(Resource.region_id) == bindparam("region_id")
_VERSION = select(func.max(col(Resource.changed_at)), func.max(col(Resource.id))).where(_REGION)


def catalogue_version(session: Session, region_id: int) -> tuple[object, ...]:
    """A value that is another one when the region's catalogue has changed."""
    return tuple(session.connection().execute(_VERSION, {"region_id": region_id}).one())


def catalogue(session: Session, region_id: int) -> tuple[CatalogueEntry, ...]:
    """Every resource of a region, proposed ones too."""
    rows = session.exec(select_model(Resource).where(Resource.region_id == region_id))
    return tuple(_entry(resource) for resource in rows)


def entry(session: Session, region_id: int, resource_id: int) -> CatalogueEntry | None:
    """One resource of a region, or None when the region has no such."""
    resource = session.get(Resource, resource_id)
    if resource is None or resource.region_id != region_id:
        return None
    return _entry(resource)


def propose(
    session: Session, region_id: int, title: str, member_id: int, now: datetime
) -> CatalogueEntry:
    """A resource that staff have named and the catalogue lacks; one of that name is found.

    The name may be an address on Digiteket.
    It counts once a coordinator approves it. Raises ValueError for a title without a letter.
    """
    address = address_key(title)
    key = title_key(title)[:LONGEST_TITLE]
    if not key:
        raise ValueError("a title needs letters")
    same = col(Resource.title_key) == key
    if address:
        same = or_(same, col(Resource.url_key) == address)
    known = session.exec(
        select_model(Resource).where(Resource.region_id == region_id, same)
    ).first()
    resource = known or Resource(
        region_id=region_id,
        title=title.strip()[:LONGEST_TITLE],
        title_key=key,
        url=f"https://{address}" if address else None,
        url_key=address,
        kind=ResourceKind.COURSE,
        status=ResourceStatus.PROPOSED,
        proposed_by=member_id,
        changed_at=now,
    )
    session.add(resource)
    session.flush()
    return _entry(resource)


def _entry(resource: Resource) -> CatalogueEntry:
    assert resource.id is not None  # noqa: S101 (a stored row has an id)
    return CatalogueEntry(
        resource_id=resource.id,
        title=resource.title,
        url=resource.url,
        kind=ResourceKind(resource.kind),
        topic=resource.topic,
        approved=resource.status == ResourceStatus.APPROVED,
    )
