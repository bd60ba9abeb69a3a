"""Installing the bot in the team, as Teams tells it. In the personal chat the client does so."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from bot.demo.people import Person
from bot.demo.teams.cast import BOT_ID, COUNTY_ID, KOMPIS, TEAM_ID, TENANT, account_id, entra_id

Json = Mapping[str, Any]


def installations(me: Person) -> Iterator[Json]:
    """An activity for each channel of the team."""
    for channel in (TEAM_ID, COUNTY_ID):
        yield _installed(me, channel)


def _installed(me: Person, channel: str) -> Json:
    talk = {"id": channel, "conversationType": "channel", "isGroup": True, "tenantId": TENANT}
    data = {
        "tenant": {"id": TENANT},
        "team": {"id": TEAM_ID},
        "channel": {"id": channel},
        "settings": {"selectedChannel": {"id": channel}},
    }
    return {
        "type": "installationUpdate",
        "action": "add",
        "id": f"installed:{uuid4()}",
        "channelId": "msteams",
        "from": {"id": account_id(me), "aadObjectId": entra_id(me)},
        "recipient": {"id": BOT_ID, "name": KOMPIS},
        "conversation": talk,
        "channelData": data,
    }
