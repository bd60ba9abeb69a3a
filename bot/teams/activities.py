"""Reading activities, which is what Teams calls everything that it sends. Pure.

Of nothing in them the shape is relied on: what is missing or odd is as if it were not said.
Source: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.teams.connector import Spot
from storage.conversations import Reference
from storage.deliveries import Tenant
from storage.tables import ConversationKind, Platform

Json = Mapping[str, Any]
_THREAD = ";messageid="
_OF_PEOPLE = "19:"  # how ids of channels and of chats among people begin; the bot's own: `a:`
_BOT = "28:"  # how the account of a bot begins; its client id follows
_ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#@]*)?")
_LONGEST_ADDRESS, _LONGEST_ID = 300, 200  # characters, as the table has them
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # what no database takes as text
_KINDS = {
    "personal": ConversationKind.PERSONAL,
    "groupChat": ConversationKind.GROUP,
    "channel": ConversationKind.CHANNEL,
}


@dataclass(frozen=True, slots=True)
class Told:
    """Whom an activity is from, and where.

    `user_id` is the person's Entra object id and `account_id` what Teams calls them to this bot,
    as `bot_id` is what it calls the bot; all that is known of who did something may be missing.
    `conversation_id` may be a thread's; `channel_id` is the channel's or the chat's own. `reply_to`
    is the message that a pressed button stands in.
    """

    tenant: str
    user_id: str
    account_id: str
    bot_id: str
    name: str
    locale: str | None
    kind: ConversationKind
    conversation_id: str
    channel_id: str
    team_id: str | None
    service_url: str
    activity_id: str
    reply_to: str

    @property
    def is_by_somebody(self) -> bool:
        """Whether a person of the tenant did it, who can be known by their id."""
        return bool(self.user_id and self.account_id)

    @property
    def is_personal(self) -> bool:
        """Whether nobody else is in the conversation."""
        return self.kind is ConversationKind.PERSONAL

    @property
    def spot(self) -> Spot:
        """Where to answer: in the thread, where it is one."""
        return Spot(self.service_url, self.conversation_id)

    @property
    def reference(self) -> Reference:
        """The conversation as it is reached later."""
        personal = self.is_personal
        return Reference(
            tenant=Tenant(Platform.TEAMS, self.tenant),
            kind=self.kind,
            conversation_id=self.channel_id,
            service_url=self.service_url,
            user_id=self.user_id if personal else None,
            account_id=self.account_id if personal else None,
            team_id=self.team_id,
        )


def told_by(activity: Json) -> Told | None:
    """Whom it is from and where; None where a place is missing in it, or an id is no id."""
    found = _read(activity)
    return found if found.channel_id and found.conversation_id and _fits(found) else None


def told_from_anywhere(activity: Json) -> Told | None:
    """The same for what somebody does from a chat that the bot need not be in, or from none.

    That is nobody's own chat with the bot, whatever it says, and no channel of the bot's: nothing
    is kept of it but where to ask who somebody is.
    """
    found = replace(_read(activity), kind=ConversationKind.GROUP, channel_id="", team_id=None)
    return found if _fits(found) else None


def _read(activity: Json) -> Told:
    person, conversation, channel_data = (
        part(activity, name) for name in ("from", "conversation", "channelData")
    )
    bot_id = text(part(activity, "recipient"), "id")
    return Told(
        tenant=tenant_of(activity) or "",
        user_id=text(person, "aadObjectId").lower(),
        account_id=text(person, "id"),
        bot_id=bot_id,
        name=text(person, "name"),
        locale=text(activity, "locale") or None,
        kind=_kind(conversation, bot_id),
        conversation_id=text(conversation, "id"),
        channel_id=_channel(conversation, channel_data),
        team_id=_team(conversation, channel_data),
        service_url=service_of(activity) or "",
        activity_id=text(activity, "id"),
        reply_to=text(activity, "replyToId"),
    )


def _fits(found: Told) -> bool:
    """Whether it can be answered, and what is kept of it be kept."""
    people = (found.user_id, found.account_id)
    places = (found.conversation_id, found.channel_id, found.team_id or "", found.service_url)
    ids = (*people, *places, found.tenant, found.bot_id, found.activity_id)
    served = bool(found.tenant and found.service_url)
    if not served or any(map(_UNSTORABLE.search, ids)):
        return False
    return all(len(each) <= _LONGEST_ID for each in people)


def tenant_of(activity: Json) -> str | None:
    """The tenant that an activity is about, None where it says none or two of them."""
    said = {
        text(part(activity, "conversation"), "tenantId"),
        text(part(part(activity, "channelData"), "tenant"), "id"),
    } - {""}
    return said.pop().lower() if len(said) == 1 else None


def service_of(activity: Json) -> str | None:
    """The address to answer to."""
    address = text(activity, "serviceUrl")
    fits = len(address) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(address)
    return address if fits else None


def part(whole: Json, name: str) -> Json:
    """An object within an object; an empty one where there is none."""
    found = whole.get(name)
    return found if isinstance(found, dict) else {}


def parts(whole: Json, name: str) -> Sequence[Json]:
    """The objects of a list within an object."""
    found = whole.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def text(whole: Json, name: str) -> str:
    """A text within an object; empty where there is none."""
    found = whole.get(name)
    return found if isinstance(found, str) else ""


def _kind(conversation: Json, bot_id: str) -> ConversationKind:
    """Not every activity says it: a meeting's may not. What is not certainly one person's own chat
    with the bot is a group's, so that nothing private is posted there.
    """
    said = _KINDS.get(text(conversation, "conversationType"), ConversationKind.PERSONAL)
    if said is not ConversationKind.PERSONAL:
        return said
    group = conversation.get("isGroup") is True or _is_of_people(conversation, bot_id)
    return ConversationKind.GROUP if group else ConversationKind.PERSONAL


def _is_of_people(conversation: Json, bot_id: str) -> bool:
    """Whether a chat's id is one of those among people: the bot's own chats have others."""
    own, bot = text(conversation, "id"), bot_id.removeprefix(_BOT)
    return own.startswith(_OF_PEOPLE) and not (bot and bot in own)


def _is_channel(conversation: Json) -> bool:
    return text(conversation, "conversationType") == "channel"


def _channel(conversation: Json, channel_data: Json) -> str:
    """The id that stays the same whichever thread it is, if it is one that can be kept."""
    own = text(conversation, "id").partition(_THREAD)[0]
    if _is_channel(conversation):
        own = text(part(channel_data, "channel"), "id") or own
    return own if len(own) <= _LONGEST_ID else ""


def _team(conversation: Json, channel_data: Json) -> str | None:
    if not _is_channel(conversation):
        return None
    return text(part(channel_data, "team"), "id")[:_LONGEST_ID] or None
