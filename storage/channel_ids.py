"""Ids of channels as people come by them: on Teams as the address that its menu copies."""

import re
from urllib.parse import unquote

# Channels of a team end in @thread.tacv2 or, where they are old, .skype; group chats in .v2.
_TEAMS_ID = re.compile(r"19:[A-Za-z0-9_-]+@thread\.(?:tacv2|skype|v2)")
_TEAMS_ADDRESS = re.compile(r"https://teams\.[a-z.]+/l/(?:channel|chat|team)/([^/?#]+)", re.ASCII)


def teams_channel(said: str) -> str | None:
    """The id of a channel or a group chat on Teams, by itself or in an address; None for others."""
    address = _TEAMS_ADDRESS.match(said)
    found = unquote(address[1]) if address else said
    return found if _TEAMS_ID.fullmatch(found) else None
