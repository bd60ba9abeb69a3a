"""Which tenants the bot answers for, and with what."""

import pytest
from pydantic import SecretStr

from bot.readiness import CannotStartError
from bot.seal import new_key, seal_of
from bot.teams.registrations import registrations
from storage.database import Database
from storage.registrations import register, stored_registrations
from storage.tables import Platform
from tests.builders import installation, key, region

HABO, EKSJO = (f"00000000-0000-0000-0000-00000000000{number}" for number in (1, 2))
BOT, OTHER_BOT = (f"00000000-0000-0000-0000-0000000000b{number}" for number in (1, 2))
KEY = SecretStr(new_key())


def kept(database: Database, tenant: str, client_id: str, secret: str, keys: SecretStr) -> int:
    """A tenant of a region of its own, and its bot; the region's id."""
    with database.writing() as session:
        county = region(session)
        installation(session, county, platform=Platform.TEAMS, tenant=tenant)
        register(session, tenant, client_id, seal_of(keys).close(secret))
        return key(county)


def test_each_tenant_has_its_own_bot_secret_and_region(database: Database) -> None:
    first = kept(database, HABO, BOT, "habos", KEY)
    second = kept(database, EKSJO, OTHER_BOT, "eksjös", KEY)
    with database.reading() as session:
        found = registrations(stored_registrations(session), KEY)
    assert {
        tenant: (each.tenant, each.client_id, each.client_secret, each.region_id)
        for tenant, each in found.items()
    } == {
        HABO: (HABO, BOT, "habos", first),
        EKSJO: (EKSJO, OTHER_BOT, "eksjös", second),
    }
    assert "habos" not in repr(found)


def test_no_key_is_needed_where_nothing_is_sealed() -> None:
    assert registrations((), None) == {}


def test_a_key_that_is_not_theirs_names_the_tenant(database: Database) -> None:
    kept(database, HABO, BOT, "habos", KEY)
    kept(database, EKSJO, OTHER_BOT, "eksjös", SecretStr(new_key()))
    with database.reading() as session:
        stored = stored_registrations(session)
    with pytest.raises(CannotStartError) as told:
        registrations(stored, KEY)
    assert (told.value.key, told.value.values) == ("seal.wrong_key", {"tenant": EKSJO})
    with pytest.raises(CannotStartError) as told:
        registrations(stored, None)
    assert told.value.key == "seal.no_key"
