"""The chats of those who do not sit before the client: what is sent there is taken, and not shown.

The client knows one person's chat with the bot, and stumbles over any other.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from bot.demo.people import Person
from bot.demo.teams.cast import account_id, chat_id, entra_id

_CONVERSATIONS = "/v3/conversations"
Json = Mapping[str, Any]


class Absent:
    """Everybody but one person."""

    def __init__(self, people: Iterable[Person], me: Person) -> None:
        everybody = tuple(people)
        ids = (account_id, entra_id)
        self._chats = {which(one): chat_id(one) for one in everybody for which in ids}
        self._theirs = {chat_id(one) for one in everybody} - {chat_id(me)}

    def taken(self, path: str) -> Json | None:
        """The answer to a post in a chat of theirs; None for any other place."""
        place = unquote(path.removeprefix(f"{_CONVERSATIONS}/").partition("/")[0])
        return {"id": "taken"} if place in self._theirs else None

    def opened(self, path: str, asked: Json) -> Json | None:
        """The answer to opening somebody's own chat; None where something else is asked."""
        if path != _CONVERSATIONS or asked.get("isGroup"):
            return None
        [member] = asked.get("members") or [{}]
        chat = self._chats.get(str(member.get("id")))
        return None if chat is None else {"id": chat}
