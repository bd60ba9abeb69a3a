"""Installing the bot, as Teams tells it: for the person who sits there, and in the team."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from bot.demo.people import Person
from bot.demo.teams.cast import (
    BOT_ID,
    COUNTY_ID,
    KOMPIS,
    PERSONAL_CHAT,
    TEAM_ID,
    TENANT,
    account_id,
    entra_id,
)

Json = Mapping[str, Any]


def installations(me: Person) -> Iterator[Json]:
    """The activities of it: the team's channels first, so that the greeting comes last."""
    for channel in (TEAM_ID, COUNTY_ID):
        yield _installed(me, _in_channel(channel))
    chat = {"id": PERSONAL_CHAT, "conversationType": "personal", "tenantId": TENANT}
    yield _installed(me, {"conversation": chat, "channelData": {"tenant": {"id": TENANT}}})


def _in_channel(channel: str) -> Json:
    talk = {"id": channel, "conversationType": "channel", "isGroup": True, "tenantId": TENANT}
    data = {
        "tenant": {"id": TENANT},
        "team": {"id": TEAM_ID},
        "channel": {"id": channel},
        "settings": {"selectedChannel": {"id": channel}},
    }
    return {"conversation": talk, "channelData": data}


def _installed(me: Person, where: Json) -> Json:
    return {
        "type": "installationUpdate",
        "action": "add",
        "id": f"installed:{uuid4()}",
        "channelId": "msteams",
        "from": {"id": account_id(me), "aadObjectId": entra_id(me)},
        "recipient": {"id": BOT_ID, "name": KOMPIS},
        **where,
    }
