"""Channels break, are told about, and are mended."""

from datetime import timedelta

from storage.deliveries import (
    BrokenChannel,
    Tenant,
    break_channel,
    broken_channel,
    broken_channels,
    keepers,
    mend_channel,
    owes,
)
from storage.tables import Member, Platform, Role
from tests import builders
from tests.storage.deliveries.office import NOW, SLACK, Office, after

TODAY = NOW.date()


def broken(office: Office, channel_id: str = "C1", *, of_library: bool = True) -> BrokenChannel:
    """A channel that has just broken."""
    office.channel(channel_id, of_library=of_library)
    known, news = office.do(break_channel, SLACK, channel_id, "is_archived", NOW)
    assert known
    assert isinstance(news, BrokenChannel)
    return news


def test_that_a_channel_breaks_is_news_once(office: Office) -> None:
    channel = broken(office)
    assert (channel.library, channel.code) == ("Nässjö stadsbibliotek", "is_archived")
    assert channel.broken_at == NOW
    assert office.do(break_channel, SLACK, "C1", "not_in_channel", after(60)) == (True, None)
    assert office.do(broken_channel, channel.row_id) == channel


def test_somebody_elses_channel_is_no_news(office: Office) -> None:
    office.channel("C1")
    for tenant in (SLACK, Tenant(Platform.SLACK, "T2"), Tenant(Platform.TEAMS, SLACK.id)):
        channel = "C9" if tenant == SLACK else "C1"
        assert office.do(break_channel, tenant, channel, "gone", NOW) == (False, None)
    assert office.do(broken_channels, builders.key(office.county)) == ()


def test_a_mended_channel_can_break_again(office: Office) -> None:
    channel = broken(office)
    assert office.do(mend_channel, channel.row_id)
    assert not office.do(mend_channel, channel.row_id)
    assert office.do(broken_channel, channel.row_id) is None
    _, news = office.do(break_channel, SLACK, "C1", "x" * 100, after(60))
    assert (news.broken_at, news.code) == (after(60), "x" * 64)


def test_mending_wakes_the_outbox(office: Office) -> None:
    channel = broken(office)
    with office.database.writing() as session:
        mend_channel(session, channel.row_id + 1)
        assert not owes(session)
        mend_channel(session, channel.row_id)
        assert owes(session)


def test_the_regions_broken_channels_are_listed(office: Office) -> None:
    first, second = broken(office, "C1"), broken(office, "C2", of_library=False)
    office.channel("C3")
    assert office.do(broken_channels, builders.key(office.county)) == (first, second)
    assert (second.library_id, second.library) == (None, None)
    assert second.region == office.county.name
    assert office.do(broken_channels, builders.key(office.county) + 1) == ()


class TestKeepers:
    """Who looks after a channel."""

    def test_the_managers_of_its_library(self, office: Office) -> None:
        channel = broken(office)
        managers = [office.member(role=Role.MANAGER, at=office.library) for _ in range(2)]
        office.member(role=Role.STAFF, at=office.library)
        office.member(role=Role.COORDINATOR)
        office.member(role=Role.MANAGER, at=office.library, account=None)
        with office.database.writing() as session:
            elsewhere = builders.library(session, None)
        office.member(role=Role.MANAGER, at=elsewhere)
        assert office.do(keepers, channel, (), TODAY) == tuple(managers)

    def test_not_those_who_have_left_or_wait_to_be_confirmed(self, office: Office) -> None:
        channel = broken(office)
        coordinator = office.member(role=Role.COORDINATOR)
        tomorrow = TODAY + timedelta(days=1)
        with office.database.writing() as session:
            for more in ({"ends_on": TODAY}, {"starts_on": tomorrow}, {"confirmed": False}):
                person = builders.member(session, office.county, role=Role.MANAGER)
                builders.employed(session, person, office.library, **more)
                builders.identity(session, person)
        assert office.do(keepers, channel, (), TODAY) == (coordinator,)

    def test_the_coordinators_of_the_regions_own(self, office: Office) -> None:
        channel = broken(office, of_library=False)
        office.member(role=Role.MANAGER, at=office.library)
        office.member(role=Role.COORDINATOR, account=None)
        on_roster, named = office.member(role=Role.COORDINATOR), office.member()
        with office.database.reading() as session:
            key = session.get_one(Member, named).email_key
        assert office.do(keepers, channel, (), TODAY) == (on_roster,)
        assert office.do(keepers, channel, [key, "nobody@example.se"], TODAY) == (on_roster, named)

    def test_coordinators_of_another_region_are_not_told(self, office: Office) -> None:
        channel = broken(office)
        with office.database.writing() as session:
            stranger = builders.member(session, role=Role.COORDINATOR)
            builders.identity(session, stranger)
        assert office.do(keepers, channel, (), TODAY) == ()
