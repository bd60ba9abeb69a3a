"""Whose e-mail address ties an account to the roster, by Slack's user objects."""

from typing import Any

import pytest

from bot.slack.profiles import read_profile
from handlers.request import Profile

OWN: dict[str, Any] = {
    "id": "U0ANNA",
    "team_id": "T0KOMPIS",
    "name": "anna",
    "deleted": False,
    "real_name": "Anna Ek",
    "is_bot": False,
    "is_email_confirmed": True,
    "locale": "sv-SE",
    "profile": {"real_name": "Anna Ek", "display_name": "anna", "email": "anna@example.se"},
}
ORGANISATION = {
    "team_id": "T0OTHER",
    "enterprise_user": {"id": "W0ANNA", "enterprise_id": "E0ORG", "teams": ["T0OTHER", "T0KOMPIS"]},
}
UNTRUSTED: dict[str, dict[str, Any]] = {
    "a guest of a shared channel": {"team_id": "T0ELSEWHERE", "is_stranger": True},
    "another workspace of the organisation": {"team_id": "T0OTHER"},
    "a stranger who says to be at home": {"is_stranger": True},
    "a bot": {"is_bot": True},
    "an address that nobody has confirmed": {"is_email_confirmed": False},
}


def test_the_workspaces_own_people() -> None:
    assert read_profile(OWN, "T0KOMPIS") == Profile("Anna Ek", "anna@example.se", "sv-SE")


def test_somebody_of_several_workspaces_of_an_organisation() -> None:
    assert read_profile(OWN | ORGANISATION, "T0KOMPIS").email == "anna@example.se"


@pytest.mark.parametrize("who", UNTRUSTED)
def test_an_address_that_cannot_be_relied_on(who: str) -> None:
    assert read_profile(OWN | UNTRUSTED[who], "T0KOMPIS").email is None


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ({"profile": {"real_name": "A"}, "real_name": "B", "name": "c"}, "A"),
        ({"profile": {"real_name": ""}, "real_name": "B", "name": "c"}, "B"),
        ({"profile": None, "name": "c"}, "c"),
        ({}, "U0ANNA"),
    ],
)
def test_a_name_is_found_somewhere(user: dict[str, Any], name: str) -> None:
    assert read_profile({"id": "U0ANNA", **user}, "T0KOMPIS") == Profile(name, None, None)
