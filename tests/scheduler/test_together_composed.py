"""Summaries that are composed together say what each says that is composed alone, word for word."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update
from sqlmodel import Session, select

from handlers.cards import Card
from scheduler.composers import COMPOSERS
from scheduler.outbox.composing import Shared, compose_all
from storage.database import Database
from storage.deliveries import Claim, Tenant
from storage.figures import library_told, take_snapshots
from storage.library_days import backdrop, library_days
from storage.regions import region_settings
from storage.sizes import hidden_in
from storage.tables import METADATA, Channel, DeliveryKind, GoalSetting, Member, Platform
from tests.builders import noon
from tests.storage import rosters
from tests.storage.rosters import REGION_OF, Person, Plans, the_day

TENANTS = {1: "T1", 2: "T2"}  # by region
NOW = noon(the_day(0))
WEEK = timedelta(days=7)
shared_examples = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)


class Held(Database):
    """A database of which everybody reads in one transaction, which is rolled back."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """The session."""
        yield self._session


def furnish(
    session: Session, everybody: list[Person], planned: Plans, named: set[int], weeks: int
) -> None:
    """Two regions with their channels, which count in ways of their own, and what was published."""
    rosters.store(session, everybody, planned)
    region = METADATA.tables["region"]
    session.connection().execute(
        update(region).where(region.c.id == 1).values(counted_kinds="course,course_package")
    )
    session.add(GoalSetting(region_id=2, goal="self_assessment", target=50))
    for number, member in enumerate(session.exec(select(Member)).all()):
        member.show_name = number in named
    for library, home in REGION_OF.items():
        session.connection().execute(insert(METADATA.tables["channel"]), [channel(home, library)])
    session.connection().execute(insert(METADATA.tables["channel"]), [channel(1, None)])
    session.flush()
    for home in TENANTS:
        for week in range(weeks, 0, -1):
            take_snapshots(session, region_settings(session, home), the_day(0) - week * WEEK)


def channel(region: int, library: int | None) -> dict[str, object]:
    return {
        "region_id": region,
        "library_id": library,
        "platform": Platform.SLACK,
        "tenant": TENANTS[region],
        "channel_id": f"C{library or 0}",
        "linked_at": NOW,
    }


def claim(number: int, region: int, channel_id: str, kind: DeliveryKind) -> Claim:
    return Claim(
        delivery_id=number,
        attempt=1,
        key=str(number),
        kind=kind,
        region_id=region,
        tenant=Tenant(Platform.SLACK, TENANTS[region]),
        channel_id=channel_id,
        member_id=None,
        user_id=None,
        period="2026-W10",
        subject_id=None,
        due_at=NOW,
        expires_at=NOW,
        tried_at=NOW,
        lease_until=NOW,
        in_doubt=False,
        parts=0,
        message_id=None,
    )


CLAIMS = (
    *(
        claim(library, home, f"C{library}", DeliveryKind.WEEKLY_SUMMARY)
        for library, home in REGION_OF.items()
    ),
    claim(11, 1, "C0", DeliveryKind.COUNTY_SUMMARY),
    claim(12, 1, "C1", DeliveryKind.TUTORING_REMINDER),
    claim(13, 1, "C404", DeliveryKind.WEEKLY_SUMMARY),  # linked no more
    claim(14, 1, "C0", DeliveryKind.WEEKLY_SUMMARY),  # the region's, no library's
    claim(15, 2, "C1", DeliveryKind.WEEKLY_SUMMARY),  # of another region
)


def composed(session: Session, claims: Sequence[Claim], shared: Shared) -> list[Card | None]:
    return compose_all(Held(session), COMPOSERS, claims, NOW, shared)


@shared_examples
@given(
    everybody=rosters.people,
    planned=rosters.plans,
    named=st.sets(st.integers(0, 5)),
    weeks=st.integers(0, 3),
    order=st.permutations(CLAIMS),
)
def test_together_and_alone_they_say_the_same(  # noqa: PLR0917 (one for each strategy)
    database: Database,
    everybody: list[Person],
    planned: Plans,
    named: set[int],
    weeks: int,
    order: list[Claim],
) -> None:
    with database.reading() as session:
        furnish(session, everybody, planned, named, weeks)
        alone = [composed(session, [each], Shared())[0] for each in order]
        assert composed(session, order, Shared()) == alone
        said = {each.delivery_id: card for each, card in zip(order, alone, strict=True)}
        assert None not in {said[library] for library in REGION_OF}
        assert {said[13], said[14], said[15]} == {None}


@shared_examples
@given(everybody=rosters.people, planned=rosters.plans, weeks=st.integers(0, 3))
def test_the_figures_are_those_that_progress_tells(
    database: Database, everybody: list[Person], planned: Plans, weeks: int
) -> None:
    today = the_day(0)
    with database.reading() as session:
        furnish(session, everybody, planned, set(), weeks)
        regions = {home: region_settings(session, home) for home in TENANTS}
        behind = {home: backdrop(session, region, today) for home, region in regions.items()}
        days = library_days(session, {place: behind[home] for place, home in REGION_OF.items()})
        assert set(days) == set(REGION_OF)
        for place, home in REGION_OF.items():
            told = library_told(session, regions[home], place, today)
            assert (days[place].group, days[place].certified) == (told.group, told.certified)
            hidden = place in hidden_in(session, home, today).libraries
            assert days[place].private_hidden is told.private_hidden
            assert told.private_hidden is (hidden and told.group.counts.staff > 0)


def test_channels_that_nobody_knows_cost_nothing(database: Database) -> None:
    with database.reading() as session:
        rosters.store(session, [])
        assert not session.exec(select(Channel)).all()
        assert composed(session, CLAIMS[:2], Shared()) == [None, None]
