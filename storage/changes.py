"""Changing the facts of a library or a region: once a request, put back and made again.

A ledger reads and writes facts by their names. What a change found and what it wrote are kept, so
that undo works for as long as nobody has changed the same facts since.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage.database import one_at_a_time
from storage.tables import Change

State = Mapping[str, Any]  # JSON values by the names of the facts; None is a fact that is not there


class Ledger(Protocol):
    """Where facts of one kind stand."""

    @property
    def kind(self) -> str:
        """What the facts are of, such as `tutoring`."""

    @property
    def library_id(self) -> int | None:
        """The library whose facts they are; None for the region's."""

    def read(self, names: Iterable[str]) -> dict[str, Any]:
        """The facts of these names as they stand."""

    def write(self, state: State) -> None:
        """Let these facts stand as given."""


@dataclass(frozen=True, slots=True)
class Made:
    """A change that was made: what stood there, and what it put there."""

    change_id: int
    library_id: int | None
    before: State
    after: State

    @property
    def changed(self) -> bool:
        """Whether anything became another than it was."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Asked:
    """The request behind a change; `region_id` is whose facts it may touch."""

    region_id: int
    request_id: str
    now: datetime


def make(session: Session, ledger: Ledger, asked: Asked, after: State) -> Made:
    """Let the facts stand as `after` says; the same request again finds what it made."""
    _lock(session, ledger, asked.region_id)
    known = session.exec(select(Change).where(Change.request_id == asked.request_id)).first()
    if known is not None:
        return _made(known)
    before = ledger.read(after)
    if before != after:
        ledger.write(after)
    row = Change(
        region_id=asked.region_id,
        library_id=ledger.library_id,
        kind=ledger.kind,
        before=json.dumps(before),
        after=json.dumps(after),
        request_id=asked.request_id,
        made_at=asked.now,
    )
    session.add(row)
    session.flush()
    return _made(row)


def made_by(session: Session, region_id: int, request_id: str, kind: str) -> Made | None:
    """The change of some kind that a request has made already; None before it has."""
    row = session.exec(select(Change).where(Change.request_id == request_id)).first()
    return None if row is None else made(session, region_id, row.id or 0, kind)


def made(session: Session, region_id: int, change_id: int, kind: str) -> Made | None:
    """A change of some kind that was made in a region; None where there is no such."""
    row = session.get(Change, change_id)
    if row is None or row.region_id != region_id or row.kind != kind:
        return None
    return _made(row)


def put_back(session: Session, ledger: Ledger, region_id: int, change: Made) -> bool:
    """Let the facts stand as before the change; False where they have been changed since."""
    return _turn(session, ledger, region_id, change.after, change.before)


def make_again(session: Session, ledger: Ledger, region_id: int, change: Made) -> bool:
    """Let the facts stand as after the change again; False where they have been changed since."""
    return _turn(session, ledger, region_id, change.before, change.after)


def forget_changes(session: Session, before: datetime) -> int:
    """Forget changes that nobody puts back any more; how many."""
    old = delete(Change).where(col(Change.made_at) < before)
    return session.connection().execute(old).rowcount


def _turn(session: Session, ledger: Ledger, region_id: int, left: State, wanted: State) -> bool:
    """From one state to the other; who is there already stays there, as by a double click."""
    _lock(session, ledger, region_id)
    stands = ledger.read(wanted)
    if stands == wanted:
        return True
    if stands != left:
        return False
    ledger.write(wanted)
    session.flush()
    return True


def _lock(session: Session, ledger: Ledger, region_id: int) -> None:
    """Two who change facts of a kind at the same moment come in turn."""
    one_at_a_time(session, ledger.kind, str(region_id), str(ledger.library_id))


def _made(row: Change) -> Made:
    assert row.id is not None  # noqa: S101 (a stored row has an id)
    return Made(row.id, row.library_id, json.loads(row.before), json.loads(row.after))
