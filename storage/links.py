"""Addresses that people give for what they have done, such as an action plan."""

import re
from urllib.parse import urlsplit

LONGEST_LINK = 500  # characters, as the tables have it
_PLAIN = re.compile(r"[^\s<>\"|\\^`{}\x00-\x1f\x7f]+")


def https_link(text: str) -> str | None:
    """A web address that begins with https:// and can be opened by anybody; None for any other.

    One with a user name or password in it is none: it would be shown to all who read it.
    """
    address = text.strip()
    if len(address) > LONGEST_LINK or not _PLAIN.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
        whole = parts.scheme.lower() == "https" and "." in (parts.hostname or "").strip(".")
        _ = parts.port  # raises for one that is none
    except ValueError:
        return None
    return address if whole and "@" not in parts.netloc else None
