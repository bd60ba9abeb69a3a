"""The conversations that the bot was let into, and the service that each is reached by.

Slack reaches everybody by an id. Teams wants the address of a service beside it, which it tells
when the bot is installed and with everything that somebody writes, and which can change.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, delete, exists, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from storage.deliveries import Tenant
from storage.tables import Conversation, ConversationKind, Identity
from storage.types import UTCDateTime

FRESH = timedelta(days=1)  # what was seen so lately is not written down anew


@dataclass(frozen=True, slots=True)
class Reference:
    """A conversation as it is reached.

    Of a personal one `user_id` is the person's, as in `Identity`, and `account_id` what the
    platform calls that person to this bot. A channel's id is that of the channel, not of a thread
    in it, and `team_id` that of its team.
    """

    tenant: Tenant
    kind: ConversationKind
    conversation_id: str
    service_url: str
    user_id: str | None = None
    account_id: str | None = None
    team_id: str | None = None


_TABLE = Conversation.__table__  # type: ignore[attr-defined]
_TOLD = ("kind", "service_url", "user_id", "account_id", "team_id")


def _remember(insert: Any) -> Any:
    """Insert a row, or take over what is new; nothing where all of it is known, and fresh."""
    told = {name: insert.excluded[name] for name in (*_TOLD, "seen_at")}
    stale = _TABLE.c.seen_at < bindparam("fresh_since", type_=UTCDateTime)
    changed = (_TABLE.c[name].is_distinct_from(insert.excluded[name]) for name in _TOLD)
    return insert.on_conflict_do_update(
        index_elements=["platform", "tenant", "conversation_id"],
        set_=told,
        where=or_(stale, *changed),
    )


_REMEMBER = {
    "sqlite": _remember(sqlite.insert(_TABLE)),
    "postgresql": _remember(postgresql.insert(_TABLE)),
}
_IN_TENANT = (
    _TABLE.c.platform == bindparam("of_platform"),
    _TABLE.c.tenant == bindparam("of_tenant"),
)
_KNOWN = select(_TABLE).where(*_IN_TENANT)
_BY_ID = _KNOWN.where(_TABLE.c.conversation_id == bindparam("of_id"))
_BY_PERSON = (
    _KNOWN.where(
        _TABLE.c.kind == ConversationKind.PERSONAL, _TABLE.c.user_id == bindparam("of_user")
    )
    .order_by(_TABLE.c.seen_at.desc(), _TABLE.c.id.desc())
    .limit(1)
)
_LATEST = _KNOWN.order_by(_TABLE.c.seen_at.desc(), _TABLE.c.id.desc()).limit(1)


def remember_conversation(session: Session, known: Reference, now: datetime) -> None:
    """Write down how a conversation is reached, as it was told at a moment."""
    connection = session.connection()
    row = {name: getattr(known, name) for name in _TOLD} | {
        "platform": known.tenant.platform,
        "tenant": known.tenant.id,
        "conversation_id": known.conversation_id,
        "seen_at": now,
    }
    given = {**row, "fresh_since": now - FRESH}
    connection.execute(_REMEMBER[connection.dialect.name], given)


def conversation_of(session: Session, tenant: Tenant, conversation_id: str) -> Reference | None:
    """A conversation by its id, such as a channel; None for one that is not known."""
    return _one(session, _BY_ID, _of(tenant) | {"of_id": conversation_id})


def personal_conversation(session: Session, tenant: Tenant, user_id: str) -> Reference | None:
    """The conversation with a person, the latest of several; None where there was none yet."""
    return _one(session, _BY_PERSON, _of(tenant) | {"of_user": user_id})


def service_of(session: Session, tenant: Tenant) -> str | None:
    """The address of the service that a tenant was last heard of by; None before the first time."""
    found = _one(session, _LATEST, _of(tenant))
    return None if found is None else found.service_url


def forget_conversation(session: Session, tenant: Tenant, conversation_id: str) -> bool:
    """Forget a conversation that the bot was shut out of; whether it was known."""
    return _forget(session, tenant, col(Conversation.conversation_id) == conversation_id) > 0


def forget_personal(session: Session, tenant: Tenant, user_id: str) -> int:
    """Forget the conversations with a person; how many."""
    return _forget(session, tenant, col(Conversation.user_id) == user_id)


def forget_strangers(session: Session, before: datetime) -> int:
    """Forget the chats of those whom nobody knows, and who have not written since; how many.

    Whoever installs the bot is remembered, and it may be installed for a whole organisation.
    """
    known = exists().where(
        col(Identity.platform) == col(Conversation.platform),
        col(Identity.tenant) == col(Conversation.tenant),
        col(Identity.user_id) == col(Conversation.user_id),
    )
    personal = col(Conversation.kind) == ConversationKind.PERSONAL
    old = delete(Conversation).where(personal, col(Conversation.seen_at) < before, ~known)
    session.flush()
    return session.connection().execute(old).rowcount


def conversations_of_team(session: Session, tenant: Tenant, team_id: str) -> tuple[Reference, ...]:
    """The channels of a team that are known."""
    rows = session.connection().execute(
        _KNOWN.where(_TABLE.c.team_id == bindparam("of_team")).order_by(_TABLE.c.id),
        _of(tenant) | {"of_team": team_id},
    )
    return tuple(map(_reference, rows))


def _forget(session: Session, tenant: Tenant, which: Any) -> int:
    here = (col(Conversation.platform) == tenant.platform, col(Conversation.tenant) == tenant.id)
    session.flush()
    return session.connection().execute(delete(Conversation).where(*here, which)).rowcount


def _of(tenant: Tenant) -> dict[str, str]:
    return {"of_platform": tenant.platform, "of_tenant": tenant.id}


def _one(session: Session, statement: Any, given: dict[str, str]) -> Reference | None:
    row = session.connection().execute(statement, given).first()
    return None if row is None else _reference(row)


def _reference(row: Row[*tuple[Any, ...]]) -> Reference:
    return Reference(
        tenant=Tenant(row.platform, row.tenant),
        kind=ConversationKind(row.kind),
        conversation_id=row.conversation_id,
        service_url=row.service_url,
        user_id=row.user_id,
        account_id=row.account_id,
        team_id=row.team_id,
    )
