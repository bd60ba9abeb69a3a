"""What the database tells: its schema, broken channels, and messages that are late or in doubt."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.doctor.finding import Finding, note, right, wrong
from storage.database import Database
from storage.deliveries import Condition, Outgoing, condition, uncertain
from storage.migrate import USABLE, SchemaState, schema_state
from storage.regions import the_region
from storage.served import ServedChannel, served_channels

MOST_TOLD = 20  # messages that nobody can tell of, one by one
_READ_ONLY = text("SHOW transaction_read_only")


def examine_database(database: Database, now: datetime) -> list[Finding]:
    """Everything that can be told without the chat."""
    try:
        state = schema_state(database)
        if state not in USABLE:
            return [wrong(f"start.schema_{state}")]
        return [_schema(state), *_writing(database), *_inside(database, now)]
    except DBAPIError as error:
        return [wrong("doctor.database_away", cause=_cause(error))]


def _cause(error: DBAPIError) -> str:
    return str(error.orig).splitlines()[0]


def _schema(state: SchemaState) -> Finding:
    if state is SchemaState.AHEAD:
        return note("doctor.database_ahead")
    return right("doctor.database")


def _writing(database: Database) -> Iterator[Finding]:
    """A writing transaction is begun, and given up again."""
    try:
        with database.engine.connect() as plain:
            connection = plain.execution_options(begin="BEGIN IMMEDIATE")
            with connection.begin() as writing:
                if connection.dialect.name == "postgresql":
                    read_only = connection.execute(_READ_ONLY).scalar_one() == "on"
                    if read_only:
                        yield wrong("doctor.database_read_only", cause="read-only transaction")
                writing.rollback()
    except DBAPIError as error:
        yield wrong("doctor.database_read_only", cause=_cause(error))


def _inside(database: Database, now: datetime) -> Iterator[Finding]:
    with database.reading() as session:
        if the_region(session) is None:
            yield wrong("start.no_region")
            return
        channels = served_channels(session)
        yield from _channels(channels)
        yield from _deliveries(condition(session, now))
        yield from _uncertain(uncertain(session, now, MOST_TOLD), channels)


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


def _uncertain(
    messages: tuple[Outgoing, ...], channels: tuple[ServedChannel, ...]
) -> Iterator[Finding]:
    """Where to look for each: only a person can, who may say it in the bot's stead."""
    whose = {each.channel_id: f"{each.whose} ({each.channel_id})" for each in channels}
    for one in messages:
        told = {"kind": one.kind, "period": one.period}
        if one.channel_id is None:
            yield note("doctor.uncertain_person", member=one.member_id or 0, **told)
        else:
            to = whose.get(one.channel_id, one.channel_id)
            yield note("doctor.uncertain", whose=to, **told)
