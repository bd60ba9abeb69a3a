"""Where Teams calls Kompis: a public address, over HTTPS."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

MESSAGES = "/api/messages"  # under which the bot hears everything

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`host` is a name on the internet; `site` the address without a path, `https://host`."""

    host: str
    site: str

    @property
    def messages(self) -> str:
        """What stands as the messaging endpoint of the bot's resource."""
        return f"{self.site}{MESSAGES}"


def endpoint_of(address: str) -> Endpoint | None:
    """What Teams can call, as the site or as the whole messaging endpoint; None for all else.

    It is encrypted, has a name and not a number, and holds nobody's password.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:  # a port or an IPv6 host that is none
        return None
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    known = parts.path.rstrip("/") in {"", MESSAGES}
    if parts.scheme != "https" or not plain or not known or not _HOST.fullmatch(host):
        return None
    return Endpoint(host, f"https://{host}" + (f":{port}" if port not in {None, 443} else ""))


def is_page(address: str) -> bool:
    """Whether an address can be shown to people as a page over HTTPS."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    plain = not (parts.username or parts.password or re.search(r"\s", address))
    return parts.scheme == "https" and plain and bool(_HOST.fullmatch(parts.hostname or ""))
