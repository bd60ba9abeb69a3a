"""What the database says: reports and deliveries, read beside the bots."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, func, select

from storage.database import Database
from storage.deliveries import condition
from storage.tables import Completion, Delivery, DeliveryState, Resource, SelfAssessment

Report = tuple[int, str, date]  # a member's id, what, and the day
ASSESSMENT = "självskattningen"
_OPEN = (DeliveryState.PENDING, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True)
class Open:
    """A delivery that is not over: when somebody looks at it again."""

    delivery_id: int
    at: datetime
    in_doubt: bool


def reports(database: Database) -> list[Report]:
    """Everything that is stored, as often as it is."""
    with database.reading() as session:
        finished = session.exec(
            select(Completion, Resource.title).join(
                Resource, col(Resource.id) == col(Completion.resource_id)
            )
        ).all()
        taken = session.exec(select(SelfAssessment)).all()
    return [
        *((row.member_id, title, row.completed_on) for row, title in finished),
        *((row.member_id, ASSESSMENT, row.taken_on) for row in taken),
    ]


def open_deliveries(database: Database) -> list[Open]:
    """What is still to be sent, and what is in doubt where nobody has it in hand."""
    with database.reading() as session:
        rows = session.exec(select(Delivery).where(col(Delivery.state).in_(_OPEN))).all()
    return [_open(row) for row in rows]


def _open(row: Delivery) -> Open:
    assert row.id is not None
    in_doubt = row.state is DeliveryState.SENDING
    at = row.lease_until if in_doubt else row.next_try_at
    assert at is not None
    return Open(row.id, at, in_doubt)


def by_state(database: Database) -> dict[str, int]:
    """How many deliveries there are of each state."""
    with database.reading() as session:
        rows = session.exec(select(Delivery.state, func.count()).group_by(Delivery.state)).all()
    return {str(state): number for state, number in rows}


def periods(database: Database, kind: str, period: str) -> dict[str, str]:
    """The state of each channel's delivery of a kind for a period."""
    with database.reading() as session:
        rows = session.exec(
            select(Delivery.channel_id, Delivery.state).where(
                Delivery.kind == kind, Delivery.period == period
            )
        ).all()
    return {str(channel): str(state) for channel, state in rows}


def told_as_doubtful(database: Database, now: datetime) -> int:
    """How many deliveries `kompis doctor` shows as uncertain."""
    with database.reading() as session:
        return condition(session, now).doubtful


def outcome(database: Database, delivery_id: int) -> tuple[str, str | None]:
    """A delivery's state, and the id of its message."""
    with database.reading() as session:
        row = session.get_one(Delivery, delivery_id)
        return str(row.state), row.message_id
