"""What the doctor finds of the municipalities on Teams."""

import sys

import pytest
from pydantic import SecretStr

from bot.doctor import Finding, Health, examine_registrations
from bot.seal import new_key, seal_of
from handlers.texts import texts_in
from storage.registrations import StoredRegistration

HABO, EKSJO = (f"00000000-0000-0000-0000-00000000000{number}" for number in (1, 2))
OLD, NEW = new_key(), new_key()


def of(tenant: str, key: str) -> StoredRegistration:
    sealed = seal_of(SecretStr(key)).close("hemligt")
    return StoredRegistration(tenant, "bot", sealed, 1)


def told(found: list[Finding]) -> list[tuple[Health, str]]:
    return [(each.health, each.key) for each in found]


def test_nothing_is_said_where_nobody_is_on_teams() -> None:
    assert examine_registrations((), (), None, None) == []


def test_secrets_that_can_be_opened() -> None:
    found = examine_registrations([of(HABO, NEW), of(EKSJO, NEW)], (), SecretStr(NEW), None)
    assert told(found) == [(Health.RIGHT, "doctor.registrations")]
    assert found[0].told(texts_in("en")).endswith("of 2 municipalities on Teams can be opened.")


def test_one_that_an_older_key_opens_is_worth_knowing() -> None:
    keys = SecretStr(f"{NEW},{OLD}")
    found = examine_registrations([of(HABO, OLD), of(EKSJO, NEW)], (), keys, None)
    assert told(found) == [
        (Health.NOTE, "doctor.old_key"),
        (Health.RIGHT, "doctor.registrations"),
    ]
    assert HABO in found[0].told(texts_in("sv"))


def test_one_that_no_key_opens_is_named_and_the_others_are_tried() -> None:
    found = examine_registrations([of(HABO, OLD), of(EKSJO, NEW)], (), SecretStr(NEW), None)
    assert told(found) == [
        (Health.WRONG, "seal.wrong_key"),
        (Health.RIGHT, "doctor.registrations"),
    ]


@pytest.mark.parametrize(("keys", "key"), [(None, "seal.no_key"), (SecretStr("x"), "seal.bad_key")])
def test_a_key_that_is_missing_or_none(keys: SecretStr | None, key: str) -> None:
    assert told(examine_registrations([of(HABO, NEW)], (), keys, None)) == [(Health.WRONG, key)]


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = [of(HABO, NEW)]
    monkeypatch.setitem(sys.modules, "bot.seal", None)
    found = examine_registrations(stored, (), SecretStr(NEW), None)
    assert told(found) == [(Health.WRONG, "seal.not_installed")]


def test_a_tenant_without_a_bot_unless_it_is_the_settings_own() -> None:
    found = examine_registrations((), (HABO, EKSJO), None, f" {HABO.upper()} ")
    assert told(found) == [(Health.WRONG, "doctor.unregistered")]
    assert EKSJO in found[0].told(texts_in("sv"))
