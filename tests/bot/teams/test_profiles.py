"""Who an unknown account is: which of its addresses somebody has proof of."""

import pytest

from bot.teams.profiles import read_profile
from handlers.request import Profile
from tests.bot.teams.conftest import Json

TENANT = "tenant-1"
ANNA: Json = {
    "id": "29:anna",
    "aadObjectId": "oid-anna",
    "name": "Anna Ek",
    "userPrincipalName": "anek01@kommun.se",
    "email": "anna.ek@kommun.se",
    "tenantId": TENANT,
    "userRole": "user",
}


def profile(**change: str | None) -> Profile:
    return read_profile(ANNA | change, TENANT, "sv-SE")


def test_a_mail_address_of_the_tenants_own_domain_is_proven_and_the_login_too() -> None:
    assert profile() == Profile("Anna Ek", "anna.ek@kommun.se", "sv-SE", also="anek01@kommun.se")
    assert profile().proven == ("anna.ek@kommun.se", "anek01@kommun.se")


@pytest.mark.parametrize("domain", ["annan.se", "KOMMUN.se.annan.se", "bibliotek.kommun.se"])
def test_one_of_another_domain_is_not(domain: str) -> None:
    told = profile(email=f"anna.ek@{domain}")
    assert told.proven == ("anek01@kommun.se",)
    assert told.unproven == f"anna.ek@{domain}"


def test_case_does_not_matter_for_the_domain() -> None:
    assert profile(email="Anna.Ek@Kommun.SE").unproven is None


@pytest.mark.parametrize("mail", ["", None, "no address"])
def test_without_a_mail_address_the_login_is_enough(mail: str | None) -> None:
    assert profile(email=mail).proven == ("anek01@kommun.se",)


def test_a_mail_address_alone_is_not() -> None:
    told = profile(userPrincipalName=None)
    assert (told.proven, told.unproven) == ((), "anna.ek@kommun.se")


@pytest.mark.parametrize(
    "change",
    [
        {"tenantId": "tenant-2"},
        {"userRole": "guest"},
        {"userRole": "Anonymous"},
        {"userPrincipalName": "anna.ek_annan.se#EXT#@kommun.onmicrosoft.com"},
        {"userPrincipalName": None, "email": None},
    ],
)
def test_guests_have_no_address_that_the_tenant_speaks_for(change: Json) -> None:
    told = profile(**change)
    assert (told.name, told.proven, told.unproven) == ("Anna Ek", (), None)


def test_somebody_without_a_name_has_an_id() -> None:
    assert profile(name=None).name == "29:anna"
