"""What the doctor finds at Microsoft."""

from bot.doctor import Health, examine_teams
from bot.teams.keys import TeamsKeys
from handlers.texts import LANGUAGES, texts_in
from storage.deliveries import Tenant
from storage.served import ServedChannel
from storage.tables import Platform
from tests.bot.teams.fake import KEYS, FakeTeams

HERE, SLACK = Tenant(Platform.TEAMS, KEYS.tenant), Tenant(Platform.SLACK, "T0KOMPIS")
CHANNELS = [
    ServedChannel(HERE, "19:nassjo@thread.tacv2", "Nässjö", None),
    ServedChannel(SLACK, "C0NASSJO", "Nässjö", None),
]


async def test_keys_that_are_taken(teams: FakeTeams) -> None:
    found = await examine_teams([KEYS], [HERE, SLACK], CHANNELS, teams.cloud)
    assert [(each.health, each.key) for each in found] == [
        (Health.RIGHT, "doctor.teams"),
        (Health.NOTE, "doctor.teams_channels"),
    ]
    for language in LANGUAGES:
        told = "\n".join(each.told(texts_in(language)) for each in found)
        assert KEYS.tenant in told
        assert KEYS.client_secret not in told


async def test_keys_that_are_not_and_a_tenant_without_any(teams: FakeTeams) -> None:
    wrong = TeamsKeys(KEYS.client_id, "wrong", KEYS.tenant)
    other = Tenant(Platform.TEAMS, "tenant-2")
    found = await examine_teams([wrong], [HERE, other, SLACK], [], teams.cloud)
    assert [(each.health, each.key) for each in found] == [
        (Health.WRONG, "start.teams_secret_refused"),
        (Health.WRONG, "doctor.teams_unserved"),
    ]


async def test_who_is_on_slack_alone_hears_nothing_of_it() -> None:
    assert await examine_teams((), [SLACK], CHANNELS) == []
