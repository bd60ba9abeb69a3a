"""What is known of a region's members before a staff file is laid over it, read at once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session

from goals.progress import Source
from storage.imports.context import ImportContext
from storage.imports.spells import Spell
from storage.tables import METADATA, Role

_MEMBER = METADATA.tables["member"]
_EMPLOYMENT = METADATA.tables["employment"]
_IDENTITY = METADATA.tables["identity"]
_REGISTRATION = METADATA.tables["registration"]


@dataclass(frozen=True, slots=True)
class Person:
    """A member's own row."""

    name: str
    email: str | None
    email_key: str | None
    role: Role
    coordinator_since: date | None


@dataclass(frozen=True, slots=True)
class Registered:
    """A registration on Digiteket; one that is confirmed keeps its day."""

    on: date
    source: Source


@dataclass(frozen=True, slots=True)
class Roster:
    """Members by id, and what hangs on them; accounts of one workspace by their user id."""

    people: Mapping[int, Person]
    by_email: Mapping[str, int]
    spells: Mapping[int, list[Spell]]
    accounts: Mapping[str, int]
    registered: Mapping[int, Registered]

    def has_account(self, member_id: int | None, user_id: str) -> bool:
        """Whether an account is a member's."""
        return member_id is not None and self.accounts.get(user_id) == member_id


def read_roster(session: Session, context: ImportContext) -> Roster:
    """Read the whole roster of the region: some thousands of rows."""
    people = _people(session, context.region_id)
    return Roster(
        people=people,
        by_email={person.email_key: key for key, person in people.items() if person.email_key},
        spells=_spells(session, context.region_id),
        accounts=_accounts(session, context),
        registered=_registered(session, context.region_id),
    )


def member_ids(session: Session, region_id: int) -> dict[str, int]:
    """The ids of the region's members by e-mail key, as they are now."""
    return {
        person.email_key: key
        for key, person in _people(session, region_id).items()
        if person.email_key
    }


def _people(session: Session, region_id: int) -> dict[int, Person]:
    columns = _MEMBER.c
    rows = session.connection().execute(
        select(
            columns.id,
            columns.name,
            columns.email,
            columns.email_key,
            columns.role,
            columns.coordinator_since,
        ).where(columns.region_id == region_id)
    )
    return {row[0]: Person(*row[1:]) for row in rows}


def _spells(session: Session, region_id: int) -> dict[int, list[Spell]]:
    columns = _EMPLOYMENT.c
    rows = session.connection().execute(
        select(_EMPLOYMENT)
        .join(_MEMBER, _MEMBER.c.id == columns.member_id)
        .where(_MEMBER.c.region_id == region_id)
        .order_by(columns.starts_on, columns.id)
    )
    spells: defaultdict[int, list[Spell]] = defaultdict(list)
    for row in rows:
        spells[row.member_id].append(
            Spell(
                library_id=row.library_id,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                chief=row.chief,
                confirmed=row.confirmed_at is not None,
                id=row.id,
            )
        )
    return dict(spells)


def _accounts(session: Session, context: ImportContext) -> dict[str, int]:
    """The accounts of the workspace, whichever region their members belong to."""
    columns = _IDENTITY.c
    rows = session.connection().execute(
        select(columns.user_id, columns.member_id).where(
            columns.platform == context.platform, columns.tenant == context.tenant
        )
    )
    return {row[0]: row[1] for row in rows}


def _registered(session: Session, region_id: int) -> dict[int, Registered]:
    columns = _REGISTRATION.c
    rows = session.connection().execute(
        select(columns.member_id, columns.registered_on, columns.source)
        .join(_MEMBER, _MEMBER.c.id == columns.member_id)
        .where(_MEMBER.c.region_id == region_id)
    )
    return {row[0]: Registered(row[1], row[2]) for row in rows}
