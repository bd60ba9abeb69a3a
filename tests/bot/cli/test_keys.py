"""What a process starts with: what the settings name, and what the database holds beside it."""

import pytest
from pydantic import SecretStr

from bot.cli.keys import keys_of, stored_in
from bot.readiness import CannotStartError
from bot.seal import new_key, seal_of
from bot.settings import Settings
from storage.registrations import StoredRegistration
from storage.tables import Platform
from tests import builders
from tests.databases import SqliteDatabases, opened

HABO, EKSJO = (f"00000000-0000-0000-0000-00000000000{number}" for number in (1, 2))
BOT, OTHER_BOT = (f"00000000-0000-0000-0000-0000000000b{number}" for number in (1, 2))
KEY = new_key()
SLACK = {"slack_bot_token": SecretStr("xoxb-1"), "slack_app_token": SecretStr("xapp-1")}
TEAMS = {
    "teams_client_id": BOT,
    "teams_client_secret": SecretStr("hemligt~1"),
    "teams_tenant_id": HABO.upper(),
}


def settings(**named: object) -> Settings:
    return Settings.model_construct(**named)  # type: ignore[arg-type]


def stored(tenant: str, secret: str) -> StoredRegistration:
    sealed = seal_of(SecretStr(KEY)).close(secret)
    return StoredRegistration(tenant, OTHER_BOT, sealed, 1)


def test_the_database_alone_is_enough() -> None:
    keys = keys_of(settings(secrets_key=SecretStr(KEY)), [stored(EKSJO, "hemligt~2")])
    assert keys.slack is None
    (only,) = keys.teams
    assert (only.tenant, only.client_id, only.client_secret) == (EKSJO, OTHER_BOT, "hemligt~2")


def test_slack_of_the_settings_and_teams_of_the_database_go_together() -> None:
    named = settings(secrets_key=SecretStr(KEY), **SLACK)
    keys = keys_of(named, [stored(HABO, "a~1"), stored(EKSJO, "a~2")])
    assert keys.slack is not None
    assert [each.tenant for each in keys.teams] == [HABO, EKSJO]


def test_of_one_tenant_the_settings_registration_counts() -> None:
    """So a key that opens nothing is no hindrance where there is nothing left to open."""
    keys = keys_of(settings(**TEAMS), [stored(HABO, "a~1")])
    assert [(each.tenant, each.client_id) for each in keys.teams] == [(HABO, BOT)]


def test_what_cannot_be_opened_is_said() -> None:
    with pytest.raises(CannotStartError) as refused:
        keys_of(settings(secrets_key=SecretStr(new_key()), **SLACK), [stored(HABO, "a~1")])
    assert (refused.value.key, refused.value.values) == ("seal.wrong_key", {"tenant": HABO})


def test_nothing_at_all_asks_for_slacks_token() -> None:
    with pytest.raises(CannotStartError) as refused:
        keys_of(settings())
    assert refused.value.key == "start.no_bot_token"


def test_registrations_are_read_from_a_database_that_can_be_used(
    sqlite_databases: SqliteDatabases,
) -> None:
    address = sqlite_databases.migrated()
    with opened(address) as database, database.writing() as session:
        row = builders.installation(
            session, builders.region(session), platform=Platform.TEAMS, tenant=HABO
        )
        row.client_id, row.sealed_secret = BOT, "sealed"
    assert [each.tenant for each in stored_in(address)] == [HABO]
    assert stored_in(f"{address}.not-there") == ()
