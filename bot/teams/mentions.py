"""What people write in Teams, as the understanding reads it: mentions as `<@…>`, no other markup.

Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
"""

import html
import re
from collections import defaultdict

from bot.teams.activities import Json, part, parts, text
from handlers.request import Mention

MOST_MENTIONS = 40  # of one text; who comes after is not looked up
_AT = re.compile(r"<at(?:\s[^<>]*)?>([^<>]*)</at>", re.IGNORECASE)
_ID = re.compile(r"[A-Za-z0-9:_.-]{1,200}")


def written(activity: Json, bot_id: str) -> tuple[str, tuple[Mention, ...]]:
    """The text without the mentions of the bot itself, and whom else it mentions, each once.

    Accounts are Teams' own here (`29:…`): who they are in Entra has to be asked for.
    """
    accounts = _accounts(activity)
    mentioned: dict[str, Mention] = {}
    pieces: list[str] = []
    end = 0
    said = text(activity, "text").replace("\xa0", " ")
    for found in _AT.finditer(said):
        pieces.append(_plain(said[end : found.start()]))
        end = found.end()
        account = _next(accounts[_name(found[1])])
        if account == bot_id:
            pieces.append(" ")
        elif account and _ID.fullmatch(account):
            mentioned.setdefault(account, Mention(account, _name(found[1])))
            pieces.append(f"<@{account}>")
        else:
            pieces.append(_plain(found[1]))
    pieces.append(_plain(said[end:]))
    return "".join(pieces).strip(), tuple(mentioned.values())[:MOST_MENTIONS]


def mentions_bot(activity: Json, bot_id: str) -> bool:
    """Whether a message is for the bot by name."""
    return any(bot_id in accounts for accounts in _accounts(activity).values())


def as_typed(said: str) -> str:
    """What was typed after a command: without the escapes, but for mentions."""
    return html.unescape(said)


def _accounts(activity: Json) -> defaultdict[str, list[str]]:
    """The accounts that are mentioned under each name, in order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entity in parts(activity, "entities"):
        if entity.get("type") == "mention":
            name = _AT.sub(lambda at: at[1], text(entity, "text"))
            found[_name(name)].append(text(part(entity, "mentioned"), "id"))
    return found


def _next(accounts: list[str]) -> str:
    """Of several people of one name the next; who is mentioned again is the last of them."""
    if not accounts:
        return ""
    return accounts.pop(0) if len(accounts) > 1 else accounts[0]


def _name(said: str) -> str:
    return html.unescape(said).replace("\xa0", " ").strip()


def _plain(said: str) -> str:
    """Escaped once, whether Teams has done it or not: nothing that was typed is a mention."""
    return html.escape(html.unescape(said), quote=False)
