"""Moments and results come back as they went in, or do not go in."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError
from sqlmodel import Session

from storage.database import Database
from storage.types import Hundredths, UTCDateTime

VALUES = Table("value", MetaData(), Column("at", UTCDateTime), Column("mean", Hundredths))
STOCKHOLM = ZoneInfo("Europe/Stockholm")

zones = st.sampled_from([UTC, STOCKHOLM, timezone(timedelta(hours=-9, minutes=-30))])
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=zones)  # noqa: DTZ001
hundredths = st.integers(-32_768, 32_767).map(lambda value: Decimal(value).scaleb(-2))


def stored(session: Session, column: str, value: object) -> object:
    """What comes back of a value."""
    connection = session.connection()
    VALUES.create(connection)
    connection.execute(insert(VALUES), {column: value})
    kept = connection.execute(select(VALUES.c[column])).scalar_one()
    session.rollback()
    return kept


shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)


@shared
@given(moment=moments)
def test_a_moment_comes_back_in_utc(empty_database: Database, moment: datetime) -> None:
    with empty_database.reading() as session:
        kept = stored(session, "at", moment)
    assert kept == moment.astimezone(UTC)
    assert isinstance(kept, datetime)
    assert kept.tzinfo is UTC or kept.utcoffset() == timedelta(0)


@shared
@given(mean=hundredths)
def test_a_result_comes_back_exactly(empty_database: Database, mean: Decimal) -> None:
    with empty_database.reading() as session:
        assert stored(session, "mean", mean) == mean


@pytest.mark.parametrize("column", ["at", "mean"])
def test_nothing_comes_back_as_nothing(empty_database: Database, column: str) -> None:
    with empty_database.reading() as session:
        assert stored(session, column, None) is None


def test_a_moment_without_a_zone_is_refused(empty_database: Database) -> None:
    naive = datetime(2026, 3, 2, 9)  # noqa: DTZ001
    with (
        empty_database.reading() as session,
        pytest.raises(StatementError, match="a moment needs a time zone"),
    ):
        stored(session, "at", naive)


@pytest.mark.parametrize("mean", ["4.255", "0.001"])
def test_a_third_decimal_is_refused(empty_database: Database, mean: str) -> None:
    with (
        empty_database.reading() as session,
        pytest.raises(StatementError, match="at most two decimals"),
    ):
        stored(session, "mean", Decimal(mean))
