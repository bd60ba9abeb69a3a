"""Writing what a staff file changes: members first, then what hangs on them, all in bulk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, delete, insert
from sqlmodel import Session

from goals.progress import Source
from storage.bulk import Upsert, update_by_id, write
from storage.imports.context import ImportContext
from storage.imports.roster import Person, member_ids
from storage.imports.spells import Change, Spell
from storage.tables import METADATA

_MEMBER = METADATA.tables["member"]
_EMPLOYMENT = METADATA.tables["employment"]
_IDENTITY = METADATA.tables["identity"]

_PERSON = ("name", "email", "email_key", "role", "coordinator_since")
_ADD_MEMBER = Upsert(_MEMBER, ("region_id", "email_key"), ("name", "role", "coordinator_since"))
_CHANGE_MEMBER = update_by_id(_MEMBER, _PERSON)
_ADD_EMPLOYMENT = insert(_EMPLOYMENT)
_CHANGE_EMPLOYMENT = update_by_id(_EMPLOYMENT, ("starts_on", "ends_on", "chief"))
_CONFIRM_EMPLOYMENT = update_by_id(_EMPLOYMENT, ("confirmed_at", "confirmed_by"))
_DROP_EMPLOYMENT = delete(_EMPLOYMENT).where(_EMPLOYMENT.c.id == bindparam("row_id"))
_DROP_ACCOUNTS = delete(_IDENTITY).where(
    _IDENTITY.c.member_id == bindparam("owner_id"),
    _IDENTITY.c.platform == bindparam("on_platform"),
    _IDENTITY.c.tenant == bindparam("in_tenant"),
)
_ADD_ACCOUNT = insert(_IDENTITY)
_REGISTER = Upsert(
    METADATA.tables["registration"],
    ("member_id",),
    ("registered_on", "reported_at"),
    where=METADATA.tables["registration"].c.source == Source.SELF_REPORTED,
)


@dataclass(frozen=True, slots=True)
class MemberPlan:
    """What is to be written of one member; None and empty are nothing."""

    member_id: int | None
    person: Person
    differs: bool
    spells: tuple[Change, ...]
    account: str | None
    registered_on: date | None

    @property
    def changes_member(self) -> bool:
        """Whether anything but employments that rows name is written."""
        return self.differs or self.account is not None or self.registered_on is not None


def write_plans(session: Session, context: ImportContext, plans: Sequence[MemberPlan]) -> None:
    """Write every plan."""
    _write_members(session, context, plans)
    ids = member_ids(session, context.region_id)
    owned = [(ids[plan.person.email_key or ""], plan) for plan in plans]
    changes = [(key, change) for key, plan in owned for change in plan.spells]
    _write_spells(session, context, changes)
    _write_accounts(session, context, {key: plan.account for key, plan in owned if plan.account})
    _REGISTER.run(
        session,
        (
            {
                "member_id": key,
                "registered_on": plan.registered_on,
                "source": Source.SELF_REPORTED,
                "reported_at": context.now,
            }
            for key, plan in owned
            if plan.registered_on
        ),
    )


def _write_members(session: Session, context: ImportContext, plans: Iterable[MemberPlan]) -> None:
    new = [plan.person for plan in plans if plan.member_id is None]
    fixed = {"region_id": context.region_id, "created_at": context.now}
    _ADD_MEMBER.run(session, (_person(person) | fixed for person in new))
    known = (plan for plan in plans if plan.member_id is not None and plan.differs)
    updates = (_person(plan.person) | {"row_id": plan.member_id} for plan in known)
    write(session, _CHANGE_MEMBER, updates)


def _person(person: Person) -> dict[str, object]:
    return {name: getattr(person, name) for name in _PERSON}


def _write_spells(
    session: Session, context: ImportContext, changes: Sequence[tuple[int, Change]]
) -> None:
    confirmation = {"confirmed_at": context.now, "confirmed_by": context.actor_id}
    dropped = [old.id for _, (old, new) in _pairs(changes) if old and new is None]
    write(session, _DROP_EMPLOYMENT, ({"row_id": key} for key in dropped))
    kept = [(old, new) for _, (old, new) in _pairs(changes) if old and new]
    write(session, _CHANGE_EMPLOYMENT, (_span(new) | {"row_id": old.id} for old, new in kept))
    confirmed = (old.id for old, new in kept if new.confirmed and not old.confirmed)
    write(session, _CONFIRM_EMPLOYMENT, (confirmation | {"row_id": key} for key in confirmed))
    added = [(key, new) for key, (old, new) in _pairs(changes) if new and old is None]
    write(
        session,
        _ADD_EMPLOYMENT,
        (
            _span(new) | confirmation | {"member_id": key, "library_id": new.library_id}
            for key, new in added
        ),
    )


def _pairs(
    changes: Sequence[tuple[int, Change]],
) -> Iterable[tuple[int, tuple[Spell | None, Spell | None]]]:
    return ((key, (change.old, change.new)) for key, change in changes)


def _span(spell: Spell) -> dict[str, object]:
    return {"starts_on": spell.starts_on, "ends_on": spell.ends_on, "chief": spell.chief}


def _write_accounts(session: Session, context: ImportContext, accounts: Mapping[int, str]) -> None:
    """Give members their accounts; what they had in the workspace before goes first."""
    place = {"on_platform": context.platform, "in_tenant": context.tenant}
    write(session, _DROP_ACCOUNTS, ({"owner_id": key} | place for key in accounts))
    fixed = {"platform": context.platform, "tenant": context.tenant}
    rows = ({"member_id": key, "user_id": user_id} | fixed for key, user_id in accounts.items())
    write(session, _ADD_ACCOUNT, rows)
