"""What staff have proposed and a coordinator decides: approved, said no to, or merged.

A proposal that is the same as another resource gives its completions to that one. Who has finished
both keeps the one that counts; the other stays where it was, and is neither shown nor counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, update
from sqlmodel import Session, col, select

from goals.record import ResourceKind
from storage.changes import State
from storage.keys import address_key, title_key
from storage.tables import Completion, Invitation, Member, Resource, ResourceStatus

KIND = "proposal"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A resource that waits for a decision: who named it, and how many have finished it."""

    resource_id: int
    title: str
    url: str | None
    kind: ResourceKind
    proposer: str | None
    proposer_id: int | None
    finished: int


_WAITING = (
    col(Resource.status) == ResourceStatus.PROPOSED,
    col(Resource.rejected_at).is_(None),
    col(Resource.merged_into).is_(None),
)


def count_proposals(session: Session, region_id: int) -> int:
    """How many proposals of a region wait for a decision."""
    statement = select(func.count()).where(Resource.region_id == region_id, *_WAITING)
    return session.exec(statement).one()


def proposals(
    session: Session, region_id: int, *, beyond: int = 0, most: int = 10
) -> tuple[Proposal, ...]:
    """Proposals in the order they came; those after the id `beyond`."""
    return _proposals(session, region_id, col(Resource.id) > beyond, most)


def proposal(session: Session, region_id: int, resource_id: int) -> Proposal | None:
    """One proposal that waits; None where it is none, or is decided."""
    found = _proposals(session, region_id, col(Resource.id) == resource_id, 1)
    return found[0] if found else None


def _proposals(session: Session, region_id: int, which: Any, most: int) -> tuple[Proposal, ...]:
    finished = (
        select(func.count())
        .where(Completion.resource_id == Resource.id)
        .correlate(Resource)
        .scalar_subquery()
    )
    rows = session.exec(
        select(Resource, Member.name, finished)
        .outerjoin(Member, col(Member.id) == col(Resource.proposed_by))
        .where(Resource.region_id == region_id, which, *_WAITING)
        .order_by(col(Resource.id))
        .limit(most)
    )
    return tuple(
        Proposal(
            resource_id=row.id or 0,
            title=row.title,
            url=row.url,
            kind=ResourceKind(row.kind),
            proposer=name,
            proposer_id=row.proposed_by,
            finished=heads,
        )
        for row, name, heads in rows
    )


def same_resource(
    session: Session, region_id: int, title: str, url: str | None, *, but: int
) -> int | None:
    """The id of another resource of the region with this title or address, if there is one."""
    same = col(Resource.title_key) == title_key(title)
    key = address_key(url or "")
    if key is not None:
        same = or_(same, col(Resource.url_key) == key)
    return session.exec(
        select(Resource.id).where(Resource.region_id == region_id, same, Resource.id != but)
    ).first()


@dataclass(frozen=True, slots=True)
class ProposalLedger:
    """The decisions about a region's proposals; a fact is named by the resource's id."""

    session: Session
    region_id: int
    now: datetime
    kind: str = KIND
    library_id: int | None = None

    def read(self, names: Iterable[str]) -> dict[str, Any]:
        """The resources of these ids as they stand."""
        return {name: self._fact(int(name)) for name in names}

    def _fact(self, resource_id: int) -> dict[str, Any] | None:
        row = self.session.get(Resource, resource_id)
        if row is None or row.region_id != self.region_id:
            return None
        return {
            "title": row.title,
            "url": row.url,
            "kind": str(row.kind),
            "leadership": row.leadership,
            "approved": row.status == ResourceStatus.APPROVED,
            "rejected": row.rejected_at is not None,
            "merged_into": row.merged_into,
        }

    def write(self, state: State) -> None:
        """Let the resources stand as decided; completions go along with what is merged."""
        for name, fact in state.items():  # who is reporting it meanwhile is waited for
            row = self.session.get_one(Resource, int(name), with_for_update=True)
            self._decide(row, fact)
        self.session.flush()

    def _decide(self, row: Resource, fact: dict[str, Any]) -> None:
        assert row.id is not None  # noqa: S101 (a stored row has an id)
        if row.merged_into is not None and fact["merged_into"] is None:
            _give_back(self.session, row.id, row.merged_into)
        if row.merged_into is None and fact["merged_into"] is not None:
            _give(self.session, row.id, fact["merged_into"])
        row.title, row.title_key = fact["title"], title_key(fact["title"])
        row.url, row.url_key = fact["url"], address_key(fact["url"] or "")
        row.kind, row.leadership = fact["kind"], fact["leadership"]
        row.status = ResourceStatus.APPROVED if fact["approved"] else ResourceStatus.PROPOSED
        row.rejected_at = self.now if fact["rejected"] else None
        row.merged_into = fact["merged_into"]
        row.changed_at = self.now
        self.session.add(row)


def _give(session: Session, proposal_id: int, resource_id: int) -> None:
    """Move what nobody has of the other resource; remember what it was reported as."""
    connection = session.connection()
    for table in (Completion, Invitation):
        theirs = select(table.member_id).where(table.resource_id == resource_id)
        moving = update(table).where(
            col(table.resource_id) == proposal_id, col(table.member_id).not_in(theirs)
        )
        values: dict[str, Any] = {"resource_id": resource_id}
        if table is Completion:
            values["merged_from"] = proposal_id
        connection.execute(moving.values(values))


def _give_back(session: Session, proposal_id: int, resource_id: int) -> None:
    """Move back what was reported as the proposal."""
    session.connection().execute(
        update(Completion)
        .where(
            col(Completion.resource_id) == resource_id,
            col(Completion.merged_from) == proposal_id,
        )
        .values(resource_id=proposal_id, merged_from=None)
    )
