"""Who stands in Microsoft's client, and what becomes of those who do not."""

import pytest

from bot.demo.county import places
from bot.demo.people import made_up
from bot.demo.teams.absent import Absent
from bot.demo.teams.cast import (
    TEAM_ID,
    TEAMS,
    account_id,
    cast_of,
    chat_id,
    entra_id,
    settings,
)

PEOPLE = made_up(places())


def test_the_client_gets_exactly_five_users_and_one_more_channel() -> None:
    cast = cast_of(PEOPLE)
    assert cast is not None
    told = settings(cast)
    assert told["currentUser"]["name"] == "Karin Nyström"
    assert len(told["users"]) == 5
    assert len(told["team"]["channels"]) == 1
    assert told["currentUser"]["userPrincipleName"] == "karin.nystrom@nassjo.example"


@pytest.mark.parametrize("name", ["Åsa", "åsa hedlund", "ÅSA"])
def test_who_sits_there_is_named(name: str) -> None:
    cast = cast_of(PEOPLE, name)
    assert cast is not None
    assert cast.me.name == "Åsa Hedlund"
    assert cast.me not in cast.others
    assert len(cast.others) == 5


def test_nobody_of_another_name_sits_there() -> None:
    assert cast_of(PEOPLE, "Börje") is None


def test_one_library_and_the_county_have_channels() -> None:
    found = {place.name: TEAMS.channel_of(place) for place in places()}
    assert [name for name, channel in found.items() if channel] == ["Nässjö stadsbibliotek"]
    assert found["Nässjö stadsbibliotek"] == TEAM_ID
    assert TEAMS.channel_of(None) not in {None, TEAM_ID}
    assert TEAMS.account_of(PEOPLE[0]) is None


def test_what_goes_to_somebody_else_is_taken_and_not_shown() -> None:
    me, other = PEOPLE[0], PEOPLE[1]
    absent = Absent(PEOPLE, me)
    path = f"/v3/conversations/{chat_id(other).replace(':', '%3A')}/activities"
    assert absent.taken(path) is not None
    assert absent.taken(f"/v3/conversations/{chat_id(me)}/activities") is None


def test_everybodys_own_chat_is_opened_by_either_id() -> None:
    absent = Absent(PEOPLE, PEOPLE[0])
    for person in PEOPLE[:3]:
        for known in (account_id(person), entra_id(person)):
            opened = absent.opened("/v3/conversations", {"members": [{"id": known}]})
            assert opened == {"id": chat_id(person)}


def test_a_thread_in_a_channel_is_not_a_chat() -> None:
    assert Absent(PEOPLE, PEOPLE[0]).opened("/v3/conversations", {"isGroup": True}) is None
