"""The workspace of the made-up county."""

from datetime import UTC, datetime

import httpx
import pytest

from bot.demo.county import COUNTY_CHANNEL, places
from bot.demo.people import Part, made_up
from bot.demo.workspace import county_workspace
from bot.sandbox import Channel, Sandbox, Workspace
from handlers.texts import texts_in
from storage.tables import Role

PEOPLE = made_up(places())


@pytest.fixture
def workspace() -> Workspace:
    return county_workspace(places(), PEOPLE, texts_in("sv"))


def channel(workspace: Workspace, name: str) -> Channel:
    return next(each for each in workspace.channels if each.name == name)


def test_users_are_those_with_an_account_in_their_order(workspace: Workspace) -> None:
    assert [user.id for user in workspace.users] == [
        one.user_id for one in PEOPLE if one.has_account
    ]
    assert workspace.users[0].title == "Bibliotekarie, Nässjö stadsbibliotek"


def test_a_channel_for_each_library_and_one_for_the_county(workspace: Workspace) -> None:
    names = [each.name for each in workspace.channels]

    assert len(names) == 14
    assert all(name.isascii() and name == name.lower() and " " not in name for name in names)


def test_a_librarys_channel_holds_its_people_and_the_bot(workspace: Workspace) -> None:
    members = channel(workspace, "nassjo-stadsbibliotek").members

    assert set(members) == {
        workspace.bot.user_id,
        *(one.user_id for one in PEOPLE if one.user_id in members),
    }
    assert len(members) == 5 + 1 + 1  # with the one who waits, and the bot


def test_the_countys_channel_holds_managers_and_the_coordinator(workspace: Workspace) -> None:
    lanet = channel(workspace, "lanet")
    leaders = {one.user_id for one in PEOPLE if one.has_account and one.role is not Role.STAFF}

    assert lanet.id == COUNTY_CHANNEL
    assert set(lanet.members) == leaders | {workspace.bot.user_id}
    assert len(leaders) == 14


def test_who_has_left_is_in_no_channel(workspace: Workspace) -> None:
    left = next(one for one in PEOPLE if one.part is Part.LEFT)

    assert all(left.user_id not in each.members for each in workspace.channels)


@pytest.mark.parametrize(("language", "word"), [("sv", "Berätta"), ("en", "Report")])
def test_commands_are_described_in_the_language(language: str, word: str) -> None:
    commands = county_workspace(places(), PEOPLE, texts_in(language)).commands

    described = {each.command: each for each in commands}
    assert {
        "/training",
        "/utbildning",
        "/assessment",
        "/sjalvskattning",
        "/progress",
        "/framsteg",
        "/kompis",
    } <= described.keys()
    assert described["/training"].description.startswith(word)
    assert described["/training"].usage_hint
    assert described["/utbildning"].description == described["/training"].description


async def test_the_sandbox_takes_it(workspace: Workspace) -> None:
    sandbox = Sandbox(workspace, now=lambda: datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    async with sandbox.serve() as address, httpx.AsyncClient(base_url=address.url) as http:
        shown = (await http.get("/sandbox/workspace")).json()

    assert shown["team"]["name"] == "Region Jönköpings län"
    assert [user["id"] for user in shown["users"]] == [user.id for user in workspace.users]
