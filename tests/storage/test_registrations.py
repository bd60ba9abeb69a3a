"""Registrations of bots in Teams tenants, as they are stored."""

import pytest
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlmodel import select

from storage.database import Database
from storage.regions import link_installation, tenants_of
from storage.registrations import (
    Unlinked,
    register,
    renew_secrets,
    stored_registrations,
    unlink_installation,
    unregistered,
)
from storage.tables import (
    Channel,
    Completion,
    Conversation,
    Identity,
    Installation,
    Member,
    Platform,
)
from tests.builders import (
    channel,
    completed,
    conversation,
    identity,
    installation,
    key,
    library,
    region,
    resource,
    staff,
)

HABO, EKSJO = (f"00000000-0000-0000-0000-00000000000{number}" for number in (1, 2))
BOT, OTHER_BOT = (f"00000000-0000-0000-0000-0000000000b{number}" for number in (1, 2))


def test_a_registration_is_kept_and_changed(database: Database) -> None:
    with database.writing() as session:
        county = region(session)
        installation(session, county)
        installation(session, county, platform=Platform.TEAMS, tenant=HABO)
        assert stored_registrations(session) == ()
        register(session, HABO, BOT, "sealed")
    with database.writing() as session:
        (known,) = stored_registrations(session)
        assert (known.tenant, known.client_id, known.sealed_secret) == (HABO, BOT, "sealed")
        assert known.region_id == key(county)
        register(session, HABO, OTHER_BOT, "sealed anew")
        (known,) = stored_registrations(session)
        assert (known.client_id, known.sealed_secret) == (OTHER_BOT, "sealed anew")


def test_what_is_stored_does_not_show_itself(database: Database) -> None:
    with database.writing() as session:
        registered = {"client_id": BOT, "sealed_secret": "sealed"}
        installation(session, region(session), platform=Platform.TEAMS, tenant=HABO, **registered)
        assert "sealed" not in repr(stored_registrations(session))


def test_a_tenant_that_is_not_linked_has_no_registration(database: Database) -> None:
    with database.writing() as session:
        installation(session, region(session), tenant=HABO)  # a workspace of the same name
        with pytest.raises(NoResultFound):
            register(session, HABO, BOT, "sealed")


def test_the_tenants_that_have_none(database: Database) -> None:
    with database.writing() as session:
        county = region(session)
        installation(session, county)
        for tenant in (HABO, EKSJO):
            installation(session, county, platform=Platform.TEAMS, tenant=tenant)
        register(session, HABO, BOT, "sealed")
        assert unregistered(session) == (EKSJO,)


def test_a_tenant_keeps_its_registration_in_another_region(database: Database) -> None:
    with database.writing() as session:
        county, other = region(session), region(session)
        installation(session, county, platform=Platform.TEAMS, tenant=HABO)
        register(session, HABO, BOT, "sealed")
        link_installation(session, key(other), Platform.TEAMS, HABO, HABO)
        (known,) = stored_registrations(session)
        assert (known.region_id, known.client_id) == (key(other), BOT)


def test_every_secret_is_sealed_anew(database: Database) -> None:
    with database.writing() as session:
        county = region(session)
        for tenant in (HABO, EKSJO):
            installation(session, county, platform=Platform.TEAMS, tenant=tenant)
            register(session, tenant, BOT, f"old {tenant}")
        assert renew_secrets(session, lambda each: f"new {each.tenant}") == 2
    with database.reading() as session:
        assert [each.sealed_secret for each in stored_registrations(session)] == [
            f"new {HABO}",
            f"new {EKSJO}",
        ]


@pytest.mark.parametrize("half", [{"client_id": BOT}, {"sealed_secret": "sealed"}])
def test_half_a_registration_is_refused(database: Database, half: dict[str, str]) -> None:
    with database.writing() as session:
        county = region(session)
        with pytest.raises(IntegrityError):
            installation(session, county, platform=Platform.TEAMS, tenant=HABO, **half)
        session.rollback()


def test_an_installation_goes_with_its_channels_and_accounts(database: Database) -> None:
    """The people stay, and what they have reported; other tenants are not touched."""
    with database.writing() as session:
        county = region(session)
        place = library(session, county)
        eva = staff(session, place, "Eva Ek")
        completed(session, eva, resource(session, county))
        for tenant in (HABO, EKSJO):
            installation(session, county, platform=Platform.TEAMS, tenant=tenant)
            channel(session, county, place, platform=Platform.TEAMS, tenant=tenant)
            conversation(session, identity(session, eva, platform=Platform.TEAMS, tenant=tenant))
        installation(session, county, tenant=HABO)
        identity(session, eva, tenant=HABO)
        register(session, HABO, BOT, "sealed")
        assert unlink_installation(session, Platform.TEAMS, HABO) == Unlinked(1, 1)
    with database.reading() as session:
        assert tenants_of(session, key(county)) == (f"slack {HABO}", f"teams {EKSJO}")
        assert stored_registrations(session) == ()
        assert [each.tenant for each in session.exec(select(Channel))] == [EKSJO]
        assert [each.tenant for each in session.exec(select(Conversation))] == [EKSJO]
        left = {(each.platform, each.tenant) for each in session.exec(select(Identity))}
        assert left == {(Platform.TEAMS, EKSJO), (Platform.SLACK, HABO)}
        assert len(session.exec(select(Member)).all()) == 1
        assert len(session.exec(select(Completion)).all()) == 1


def test_what_is_not_linked_cannot_go(database: Database) -> None:
    with database.writing() as session:
        installation(session, region(session), tenant=HABO)
        assert unlink_installation(session, Platform.TEAMS, HABO) is None
        assert len(session.exec(select(Installation)).all()) == 1
