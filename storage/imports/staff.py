"""`library, name, email, role` and more: who works where, since when and until when.

A member is known by the e-mail address; somebody who joined by themselves in the chat, and whose
address nobody knew, by the account. Every employment in a file is confirmed by it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from goals.progress import Source
from storage.imports.context import ImportContext, ImportResult, OnRow
from storage.imports.known import known_libraries
from storage.imports.problem import ImportRefusedError, Problem, Wrong
from storage.imports.roster import Person, Roster, read_roster
from storage.imports.rows import Read
from storage.imports.spells import Change, ClashError, History, Stint
from storage.imports.staff_rows import StaffFile, StaffRow, Told, read_staff
from storage.imports.staff_writing import MemberPlan, write_plans
from storage.imports.table import Table
from storage.tables import Role


def import_staff(
    session: Session, context: ImportContext, table: Table, on_row: OnRow | None = None
) -> ImportResult:
    """Import a staff file, all rows or none. Raises ImportRefusedError before it writes."""
    libraries = known_libraries(session, context.region_id)
    file = read_staff(table, context.today, libraries, on_row)
    if context.tenant is None:
        file = replace(file, told=tuple(replace(told, slack_user_id=None) for told in file.told))
    roster = read_roster(session, context)
    drafts = [_draft(told, roster, context.today, file.problems) for told in file.told]
    file.problems.extend(_taken_accounts(file, roster))
    if file.problems:
        raise ImportRefusedError(file.problems)
    write_plans(session, context, [draft.plan for draft in drafts])
    return _result(drafts, file.repeats)


@dataclass(frozen=True, slots=True)
class _Draft:
    """What to write for a member, and for each row of the file what it changed there."""

    plan: MemberPlan
    rows: Sequence[Change | None]


def _draft(told: Told, roster: Roster, today: date, problems: list[Problem]) -> _Draft:
    member_id = _member(told, roster)
    old = roster.people[member_id] if member_id else None
    history, changes = _laid(told, roster, member_id, today, problems)
    since = _coordinator_since(told, old, today)
    person = Person(told.name, told.email, told.email_key, told.role, since)
    if old and old.email_key == told.email_key:
        person = replace(person, email=old.email)  # another case is no change
    return _Draft(
        MemberPlan(
            member_id=member_id,
            person=person,
            differs=old != person,
            spells=tuple(history.changes()),
            account=_new_account(told, roster, member_id),
            registered_on=_new_registration(told, roster, member_id),
        ),
        changes,
    )


def _coordinator_since(told: Told, old: Person | None, today: date) -> date | None:
    """A row without a library wants a coordinator also after the last employment of the file."""
    if told.role is not Role.COORDINATOR:
        return None
    known = old.coordinator_since if old else None
    if all(row.value.library_id is not None for row in told.rows):
        return known
    left = max((row.value.left_on for row in told.rows if row.value.left_on), default=date.min)
    return known if known and known >= left else max(today, left)


def _member(told: Told, roster: Roster) -> int | None:
    """The member with the address; else the one with the account, who has no address yet."""
    known = roster.by_email.get(told.email_key)
    if known is not None or told.slack_user_id is None:
        return known
    owner = roster.accounts.get(told.slack_user_id)
    person = roster.people.get(owner) if owner is not None else None
    return owner if person and person.email_key is None else None


def _laid(
    told: Told, roster: Roster, member_id: int | None, today: date, problems: list[Problem]
) -> tuple[History, list[Change | None]]:
    """Lay the member's rows over the employments: first those that tell a known one."""
    spells = roster.spells.get(member_id, []) if member_id else []
    old_role = roster.people[member_id].role if member_id else None
    stints = [_stint(row, old_role) for row in told.rows if row.value.library_id is not None]
    history = History(spells, today, {stint.library_id for stint in stints})
    changes: list[Change | None] = []
    for stint in sorted(stints, key=lambda stint: _order(stint, history)):
        try:
            changes.append(history.lay(stint))
        except ClashError as clash:
            problems.append(Problem(stint.line, clash.column, clash.key, clash.values))
    changes += [None] * (len(told.rows) - len(changes))
    return history, changes


def _order(stint: Stint, history: History) -> tuple[bool, bool, int]:
    return not history.knows(stint), stint.starts_on is None, stint.line


def _stint(row: Read[StaffRow], old_role: Role | None) -> Stint:
    """The employment a row tells of. A new role decides anew who is chief; an old one does not."""
    value = row.value
    assert value.library_id is not None  # noqa: S101 (a coordinator's row makes no stint)
    manages = value.role is Role.MANAGER
    moved_up_or_down = old_role is not None and old_role is not value.role
    return Stint(
        line=row.line,
        library_id=value.library_id,
        starts_on=value.started_on,
        ends_on=value.left_on,
        chief=manages if value.chief is None and moved_up_or_down else value.chief,
        default_chief=manages,
    )


def _new_account(told: Told, roster: Roster, member_id: int | None) -> str | None:
    user_id = told.slack_user_id
    if user_id is None or roster.has_account(member_id, user_id):
        return None
    return user_id


def _new_registration(told: Told, roster: Roster, member_id: int | None) -> date | None:
    known = roster.registered.get(member_id) if member_id else None
    day = told.digiteket_registered_on
    if known and (known.source is not Source.SELF_REPORTED or known.on == day):
        return None
    return day


def _taken_accounts(file: StaffFile, roster: Roster) -> Iterable[Problem]:
    """An account that somebody else has, and keeps, cannot be given away."""
    moving = {_member(told, roster): told.slack_user_id for told in file.told if told.slack_user_id}
    for told in file.told:
        user_id = told.slack_user_id
        owner = roster.accounts.get(user_id) if user_id else None
        if owner is None or owner == _member(told, roster):
            continue
        if moving.get(owner, user_id) == user_id:
            value = {"value": str(user_id)}
            yield Problem(told.line, "slack_user_id", Wrong.ACCOUNT_TAKEN, value)


def _result(drafts: Iterable[_Draft], repeats: int) -> ImportResult:
    """Count rows: one is new with its member or employment, and changed with anything else."""
    added = changed = unchanged = 0
    for draft in drafts:
        for number, change in enumerate(draft.rows):
            first = number == 0
            if (change and change.old is None) or (first and draft.plan.member_id is None):
                added += 1
            elif change or (first and draft.plan.changes_member):
                changed += 1
            else:
                unchanged += 1
    return ImportResult(added, changed, unchanged + repeats)
