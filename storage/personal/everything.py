"""Everything that is stored about one person, as sections of rows: for that person alone.

Others are told by their role, never by name, and not at all where the row is about them. A test
compares SECTIONS with every column that refers to a member, so that no table is forgotten.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    type_coerce,
)
from sqlmodel import Session

from goals.record import Area
from storage.journal import ABOUT_A_LIBRARY
from storage.personal.erasing import with_member
from storage.tables import METADATA, Role

Row = Mapping[str, Any]
Statement = Select[*tuple[Any, ...]]

SELF = "self"  # who did something, where it was the person
_ME = bindparam("member", type_=Integer)
_MEMBER, _EMPLOYMENT, _AUDIT, _CONVERSATION = (
    METADATA.tables[name] for name in ("member", "employment", "audit_event", "conversation")
)
_REACHED = ("platform", "tenant", "conversation_id", "account_id", "service_url")
_NAMED = {  # what a row refers to, and what is told of that
    "resource_id": ("resource", ("title", "url")),
    "library_id": ("library", ("name",)),
}


def everything_about(
    session: Session, member_id: int, coordinators: Collection[str] = ()
) -> dict[str, list[Row]]:
    """Every section by its name, its rows by time; days, moments and decimals as they are.

    The person themselves are the one row of the section `member`. `coordinators` are the e-mail
    keys of those who are coordinators whatever their role.
    """
    session.flush()
    given = {"member": member_id, "coordinators": list(coordinators)}
    connection = session.connection()
    return {
        name: [dict(row) for row in connection.execute(statement, given).mappings()]
        for name, statement in SECTIONS.items()
    }


def _rows(whose: str, names: str, *, who: str | None = None) -> Statement:
    """The rows of a table that refer to the person in a column, `table.column`.

    Columns are named in order, and rows are ordered by the first; `who` is one that holds somebody
    else's id, told as a role.
    """
    table_name, _, column = whose.partition(".")
    table = METADATA.tables[table_name]
    columns = [table.c[name] for name in names.split()]
    others = [] if who is None else [_role(table.c[who]).label(who)]
    statement = select(*_told(table), *columns, *others).select_from(_beside(table))
    return statement.where(table.c[column] == _ME).order_by(columns[0], *table.primary_key)


def _told(table: FromClause) -> list[ColumnElement[Any]]:
    """The names of the library and of the resource that a row is about."""
    return [
        METADATA.tables[other].c[name].label(other if name == "name" else name)
        for column, (other, names) in _NAMED.items()
        if column in table.c
        for name in names
    ]


def _beside(table: FromClause) -> FromClause:
    joined = table
    for column, (other, _) in _NAMED.items():
        if column in table.c:
            named = METADATA.tables[other]
            joined = joined.join(named, named.c.id == table.c[column])
    return joined


def _role(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Somebody by their role; `self` for the person, nothing for Kompis itself."""
    named = _MEMBER.c.email_key.in_(bindparam("coordinators", expanding=True))
    role = case((named, Role.COORDINATOR.value), else_=type_coerce(_MEMBER.c.role, String))
    theirs = select(role).where(_MEMBER.c.id == column).scalar_subquery()
    return case((column == _ME, SELF), else_=theirs)


def _audit(*conditions: ColumnElement[bool], **others: ColumnElement[Any]) -> Statement:
    labelled = (column.label(name) for name, column in others.items())
    columns = (_AUDIT.c.at, _AUDIT.c.action, *labelled)
    return select(*columns).where(*conditions).order_by(_AUDIT.c.at, _AUDIT.c.id)


def _seen_as_staff() -> ColumnElement[bool]:
    """Whether an event is about all the staff of a library where the person was among them."""
    day = func.date(_AUDIT.c.at)
    among_them = and_(
        _EMPLOYMENT.c.member_id == _ME,
        _EMPLOYMENT.c.library_id == _AUDIT.c.object_id,
        _EMPLOYMENT.c.confirmed_at <= _AUDIT.c.at,
        _EMPLOYMENT.c.starts_on <= day,
        or_(_EMPLOYMENT.c.ends_on.is_(None), _EMPLOYMENT.c.ends_on > day),
    )
    return and_(
        _AUDIT.c.action.in_(sorted(ABOUT_A_LIBRARY)),
        _AUDIT.c.subject_id.is_(None),
        exists().where(among_them).correlate(_AUDIT),
    )


SECTIONS: Mapping[str, Statement] = {
    "member": _rows(
        "member.id",
        "created_at name email role coordinator_since language reminders snoozed_until show_name"
        " growth_asked_on",
    ),
    "accounts": _rows("identity.member_id", "platform tenant user_id locale"),
    "conversations": select(
        *(_CONVERSATION.c[name] for name in ("seen_at", *_REACHED)),
    )
    .where(with_member(_ME))
    .order_by(_CONVERSATION.c.seen_at, _CONVERSATION.c.id),
    "employments": _rows(
        "employment.member_id", "starts_on ends_on chief confirmed_at", who="confirmed_by"
    ),
    "leaves": _rows("leave.member_id", "starts_on ends_on"),
    "registrations": _rows("registration.member_id", "registered_on source reported_at"),
    "completions": _rows("completion.member_id", "completed_on source reported_at"),
    "self_assessments": _rows(
        "self_assessment.member_id", f"taken_on {' '.join(Area)} source reported_at"
    ),
    "growth_reports": _rows("growth_report.member_id", "reported_on developed reported_at"),
    "invitations_received": _rows(
        "invitation.member_id", "invited_at completed_on", who="invited_by"
    ),
    "invitations_made": _rows("invitation.invited_by", "invited_at completed_on"),
    "messages": _rows("delivery.member_id", "due_at kind state sent_at"),
    "proposed_resources": _rows("resource.proposed_by", "changed_at title status"),
    "reported_plans": _rows("action_plan.reported_by", "reported_at status adopted_on"),
    "reported_tutoring": _rows("tutoring_count.reported_by", "reported_at month adults children"),
    "reported_milestones": _rows("milestone.reported_by", "reported_at goal done_on"),
    "confirmed_employments": _rows("employment.confirmed_by", "confirmed_at"),
    "erasure_requests": _rows(
        "erasure_request.member_id", "asked_at decided_at granted", who="decided_by"
    ),
    "decided_erasures": _rows("erasure_request.decided_by", "decided_at granted"),
    "seen_or_changed_by": _audit(
        or_(_AUDIT.c.subject_id == _ME, _seen_as_staff()), by=_role(_AUDIT.c.actor_id)
    ),
    "done_with_others": _audit(_AUDIT.c.actor_id == _ME, _AUDIT.c.subject_id.is_distinct_from(_ME)),
}
