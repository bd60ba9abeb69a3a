"""The resources of a region: what can be reported, and what staff have proposed."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as select_model

from goals.record import ResourceKind
from storage.keys import address_key, is_on_digiteket, title_key
from storage.tables import Resource, ResourceStatus

LONGEST_TITLE = 300  # characters, as the table has it
_LONGEST_ADDRESS = 500 - len("https://")
_BREAKS = frozenset({"Cc", "Zl", "Zp"})  # control characters, line and paragraph separators
_JOINER = "\u200d"


class NoTitleError(Exception):
    """Words that name no resource."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A resource as people are shown it."""

    resource_id: int
    title: str
    url: str | None
    kind: ResourceKind
    topic: str | None
    approved: bool
    rejected: bool = False  # a coordinator has said that it does not count


_REGION = col(Resource.region_id) == bindparam("region_id")
_VERSION = select(
    func.max(col(Resource.changed_at)), func.max(col(Resource.id)), func.count(col(Resource.id))
).where(_REGION)


def catalogue_version(session: Session, region_id: int) -> tuple[object, ...]:
    """A value that is another one when the region's catalogue has changed."""
    return tuple(session.connection().execute(_VERSION, {"region_id": region_id}).one())


def catalogue(session: Session, region_id: int) -> tuple[CatalogueEntry, ...]:
    """Every resource of a region, proposed ones too; not what was said no to, or merged."""
    rows = session.exec(
        select_model(Resource).where(
            Resource.region_id == region_id,
            col(Resource.rejected_at).is_(None),
            col(Resource.merged_into).is_(None),
        )
    )
    return tuple(_entry(resource) for resource in rows)


def entry(session: Session, region_id: int, resource_id: int) -> CatalogueEntry | None:
    """One resource of a region, or None when the region has no such.

    What was merged into another resource is that one.
    """
    resource = session.get(Resource, resource_id)
    if resource is None or resource.region_id != region_id:
        return None
    return _entry(_meant(session, resource))


def _meant(session: Session, resource: Resource) -> Resource:
    """The resource that a proposal was merged into, and that one into, as far as it goes."""
    seen = {resource.id}
    while resource.merged_into is not None and resource.merged_into not in seen:
        seen.add(resource.merged_into)
        resource = session.get_one(Resource, resource.merged_into)
    return resource


def propose(
    session: Session, region_id: int, title: str, member_id: int, now: datetime
) -> CatalogueEntry:
    """A resource that staff have named and the catalogue lacks; one of that name is found, or
    what it was merged into.

    The name may be an address on Digiteket, and is cut to what its column holds. It counts once a
    coordinator approves it. Raises NoTitleError for a name without a letter or digit, and for an
    address on Digiteket that names no page there.
    """
    named = _Named.by(title)
    same = col(Resource.title_key) == named.key
    if named.address:
        same = or_(same, col(Resource.url_key) == named.address)
    known = session.exec(
        select_model(Resource)
        .where(Resource.region_id == region_id, same)
        .order_by((col(Resource.url_key) == named.address).desc().nulls_last(), col(Resource.id))
        .with_for_update(read=True, key_share=True)  # nobody takes back what is about to be claimed
    ).first()
    resource = known or Resource(
        region_id=region_id,
        title=named.title,
        title_key=named.key,
        url=f"https://{named.address}" if named.address else None,
        url_key=named.address,
        kind=ResourceKind.COURSE,
        status=ResourceStatus.PROPOSED,
        proposed_by=member_id,
        changed_at=now,
    )
    session.add(resource)
    session.flush()
    return _entry(_meant(session, resource))


@dataclass(frozen=True, slots=True)
class _Named:
    """What somebody called a resource, on one line, and what that is compared by."""

    title: str
    key: str
    address: str | None

    @classmethod
    def by(cls, words: str) -> "_Named":
        address = address_key(words)
        if address is None and is_on_digiteket(words):
            raise NoTitleError("Digiteket's front page is no resource")
        if address is not None and len(address) > _LONGEST_ADDRESS:
            address = None
        title = _one_line(address or words)[:LONGEST_TITLE].strip()
        key = title_key(title)[:LONGEST_TITLE]
        if not key:
            raise NoTitleError("a title needs letters or digits")
        return cls(title, key, address)


def _one_line(words: str) -> str:
    """Words without what cannot be seen or turns the text around; joiners of emoji stay."""
    seen = "".join(
        " " if unicodedata.category(char) in _BREAKS else char
        for char in words
        if unicodedata.category(char) != "Cf" or char == _JOINER
    )
    return " ".join(seen.split())


def _entry(resource: Resource) -> CatalogueEntry:
    assert resource.id is not None  # noqa: S101 (a stored row has an id)
    return CatalogueEntry(
        resource_id=resource.id,
        title=resource.title,
        url=resource.url,
        kind=ResourceKind(resource.kind),
        topic=resource.topic,
        approved=resource.status == ResourceStatus.APPROVED,
        rejected=resource.rejected_at is not None,
    )
