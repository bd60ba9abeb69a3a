"""What people write, as Slack stores and sends it: escapes, mentions and links.

Source: https://docs.slack.dev/messaging/formatting-message-text.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.workspace import User

_LINK = re.compile(r"<(https?://[^<>|]+)(?:\|[^<>]*)?>")
_TYPED_LINK = re.compile(r"https?://[^\s<>]*[^\s<>.,:;!?)\]'\"]")
_TYPED_MAIL = re.compile(r"(?<![\w.@/])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MOST_LINKS = 20


def escaped(text: str, users: Iterable[User]) -> str:
    """The words after a command that has `should_escape`.

    &, < and > are entities, addresses are links, and the `@name` of a member is a mention with
    the name behind it, the longest first.
    """
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = _TYPED_LINK.sub(lambda found: f"<{found[0]}>", plain)
    plain = _TYPED_MAIL.sub(lambda found: f"<mailto:{found[0]}|{found[0]}>", plain)
    by_name = {name: user for user in users for name in (user.name, user.real_name) if name}
    if not by_name:
        return plain
    names = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    mention = re.compile(rf"(?<![\w.])@({names})(?!\w)")
    return mention.sub(lambda found: _mention(by_name[found[1]]), plain)


def _mention(user: User) -> str:
    return f"<@{user.id}|{user.name}>"


def links_in(text: str, domains: Collection[str]) -> list[dict[str, Any]]:
    """The links of a stored text to some domains, or to what lies under them, each once."""
    found: dict[str, str] = {}
    for url in _LINK.findall(text):
        address = url.replace("&amp;", "&")
        domain = _domain(address, domains)
        if domain is not None:
            found.setdefault(address, domain)
    return [{"domain": domain, "url": url} for url, domain in found.items()][:_MOST_LINKS]


def _domain(url: str, domains: Collection[str]) -> str | None:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    fitting = (name for name in domains if host == name or host.endswith(f".{name}"))
    return next(fitting, None)
