"""What the doctor finds on Teams: the keys, and the channels that the app should be in."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.doctor import Finding, Health, examine_teams
from bot.teams.keys import TeamsKeys
from handlers.texts import LANGUAGES, texts_in
from storage.conversations import Reference, remember_conversation
from storage.database import Database
from storage.deliveries import Tenant
from storage.served import ServedChannel
from storage.tables import ConversationKind, Platform
from tests.bot.teams.fake import KEYS, FakeTeams, Fault, fake_teams
from tests.bot.teams.outboxes import BEGIN, HERE

TEAM, GENERAL, HABO = "19:team@thread.tacv2", "19:team@thread.tacv2", "19:habo@thread.tacv2"
GROUP = "19:group@thread.v2"


def linked(channel_id: str, whose: str = "Habo bibliotek", **more: str) -> ServedChannel:
    """A channel that a library is linked to."""
    return ServedChannel(HERE, channel_id, whose, more.get("broken"))


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    """A team with two channels."""
    async with fake_teams(teams={TEAM: [TEAM, HABO]}) as fake:
        yield fake


def heard_from(
    teams: FakeTeams, database: Database, *channels: str, team: str | None = TEAM
) -> None:
    """The bot was let into channels of a team, or into a group chat."""
    kind = ConversationKind.GROUP if team is None else ConversationKind.CHANNEL
    with database.writing() as session:
        for each in channels:
            known = Reference(HERE, kind, each, teams.service_url, team_id=team)
            remember_conversation(session, known, BEGIN)


async def examined(
    teams: FakeTeams, database: Database, *channels: ServedChannel, tenants: tuple[Tenant, ...] = ()
) -> list[Finding]:
    """What is found of these channels."""
    served = (HERE, *tenants)
    return await examine_teams(database, [KEYS], served, channels, teams.cloud)


def keys_of(found: list[Finding]) -> list[tuple[Health, str]]:
    return [(each.health, each.key.removeprefix("doctor.")) for each in found]


async def test_a_tenant_in_order(teams: FakeTeams, database: Database) -> None:
    heard_from(teams, database, GENERAL, HABO)
    heard_from(teams, database, GROUP, team=None)
    found = await examined(teams, database, *map(linked, (GENERAL, HABO, GROUP)))
    assert keys_of(found) == [(Health.RIGHT, "teams"), (Health.RIGHT, "channels")]
    assert found[1].values == {"n": 3}
    assert teams.calls == []  # nothing was posted


async def test_a_channel_that_is_gone(teams: FakeTeams, database: Database) -> None:
    heard_from(teams, database, HABO, "19:gone@thread.tacv2")
    found = await examined(teams, database, linked(HABO), linked("19:gone@thread.tacv2", "Mullsjö"))
    assert keys_of(found)[1:] == [(Health.WRONG, "team_shut")]
    assert "(Mullsjö) on Teams: ConversationNotFound" in found[1].told(texts_in("en"))


async def test_a_team_that_the_bot_is_not_in(teams: FakeTeams, database: Database) -> None:
    """It is asked once, however many channels of it there are."""
    heard_from(teams, database, GENERAL, HABO)
    teams.fail(Fault(403, "BotNotInConversationRoster"))
    found = await examined(teams, database, linked(GENERAL), linked(HABO))
    assert keys_of(found)[1:] == [(Health.WRONG, "team_shut")] * 2
    assert found[1].values["code"] == "BotNotInConversationRoster"


async def test_without_a_code_the_kind_of_error_is_told(
    teams: FakeTeams, database: Database
) -> None:
    heard_from(teams, database, HABO)
    teams.fail(Fault(403, ""))
    found = await examined(teams, database, linked(HABO))
    assert found[1].values["code"] == "ShutOut"


async def test_a_channel_that_nothing_was_heard_from(teams: FakeTeams, database: Database) -> None:
    found = await examined(teams, database, linked(HABO))
    assert keys_of(found)[1:] == [(Health.NOTE, "team_unknown")]


async def test_a_broken_channel_is_told_of_elsewhere(teams: FakeTeams, database: Database) -> None:
    found = await examined(teams, database, linked(HABO, broken="bot_removed"))
    assert keys_of(found) == [(Health.RIGHT, "teams")]


async def test_other_tenants_channels_are_not_asked_about(
    teams: FakeTeams, database: Database
) -> None:
    other = Tenant(Platform.TEAMS, "tenant-2")
    theirs = replace(linked("19:theirs@thread.tacv2"), tenant=other)
    found = await examined(teams, database, theirs, tenants=(other,))
    assert keys_of(found)[1:] == [
        (Health.WRONG, "teams_unserved"),
        (Health.NOTE, "channels_untried"),
    ]


async def test_a_secret_that_is_refused_is_not_shown(teams: FakeTeams, database: Database) -> None:
    wrong = TeamsKeys(KEYS.client_id, "a wrong secret", KEYS.tenant)
    found = await examine_teams(database, [wrong], [HERE], [linked(HABO)], teams.cloud)
    assert keys_of(found) == [(Health.WRONG, "start.teams_secret_refused")]
    assert "a wrong secret" not in found[0].told(texts_in("en"))


async def test_keys_that_are_refused(teams: FakeTeams, database: Database) -> None:
    teams.keys.clear()
    found = await examined(teams, database, linked(HABO))
    assert [each.key for each in found] == ["start.teams_tenant_unknown"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_is_said_in_words(teams: FakeTeams, database: Database, language: str) -> None:
    found = await examined(teams, database, linked(HABO))
    assert all(HERE.id in each.told(texts_in(language)) for each in found[:1])
    assert HABO in found[1].told(texts_in(language))
