"""What the database tells: its schema, broken channels, and messages that are late or in doubt."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.exc import OperationalError

from bot.doctor.finding import Finding, right, wrong
from storage.database import Database
from storage.deliveries import Condition, condition
from storage.migrate import SchemaState, schema_state
from storage.regions import the_region
from storage.served import ServedChannel, served_channels


def examine_database(database: Database, now: datetime) -> list[Finding]:
    """Everything that can be told without the chat."""
    try:
        state = schema_state(database)
    except OperationalError as error:
        cause = str(error.orig).splitlines()[0]
        return [wrong("doctor.database_away", cause=cause)]
    if state is not SchemaState.CURRENT:
        return [wrong(f"start.schema_{state}")]
    with database.reading() as session:
        if the_region(session) is None:
            return [right("doctor.database"), wrong("start.no_region")]
        return [
            right("doctor.database"),
            *_channels(served_channels(session)),
            *_deliveries(condition(session, now)),
        ]


def _channels(channels: tuple[ServedChannel, ...]) -> Iterator[Finding]:
    for each in channels:
        if each.broken_code is not None:
            yield wrong(
                "doctor.channel_broken",
                whose=each.whose,
                channel=each.channel_id,
                code=each.broken_code,
            )
    if not channels:
        yield wrong("doctor.no_channels")


def _deliveries(found: Condition) -> Iterator[Finding]:
    trouble = (
        ("doctor.overdue", found.overdue),
        ("doctor.doubtful", found.doubtful),
        ("doctor.failed", found.failed),
    )
    for key, number in trouble:
        if number:
            yield wrong(key, n=number)
    if not any(number for _, number in trouble):
        yield right("doctor.deliveries")
