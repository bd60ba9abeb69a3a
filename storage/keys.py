"""What names, e-mails, titles and addresses are compared by.

Neither database folds Å Ä Ö, so keys are made here and stored beside the words they are made of.
A key of a key is the key itself.
"""

import re
import unicodedata
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

_HOST = "digiteket.se"
_PORTS = frozenset({None, 80, 443})
_SECTIONS = frozenset({"kurs", "inspirationsartikel"})  # their front pages list many resources
_PAGE_PARAMETERS = ("p", "page_id")
_EMAIL = re.compile(r"[^@\s,;:<>()\"]+@[^@\s,;:<>()\"]+\.[^@\s,;:<>()\".]{2,}")
_GUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_SCHEME = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def name_key(text: str) -> str:
    """A name without case, compatibility forms or doubled spaces; å, ä and ö stay."""
    return " ".join(_folded(text).split())


def email_key(text: str) -> str:
    """An e-mail address without case or surrounding space."""
    return name_key(text)


def is_email(text: str) -> bool:
    """Whether a text can be an e-mail address: no space, one @, and a dot behind it."""
    return _EMAIL.fullmatch(text) is not None


def guid_key(text: str) -> str | None:
    """An id of Microsoft's, such as a tenant's, as it is compared; None for what is none."""
    key = text.strip().lower()
    return key if _GUID.fullmatch(key) else None


def title_key(text: str) -> str:
    """A title's letters and digits: punctuation, dashes and symbols are spaces; å, ä, ö stay.

    Empty for a text that has neither letter nor digit.
    """
    folded = _folded(_VARIATION_SELECTORS.sub("", text))
    return " ".join("".join(map(_letter_or_space, folded)).split())


def address_key(address: str) -> str | None:
    """A Digiteket address as `digiteket.se/kurs/hangslen-och-livrem`, or None for any other.

    Scheme, `www.`, case, fragment, trailing slash and the steps of a course are left out, and
    percent-encoding is written one way. Slugs are lower case. Of the query only what names a page
    stays (`/?p=22556`): the rest is tracking, a search or a view. None for the front page, for
    the lists of courses and articles, for other hosts and for what is no address at all.
    """
    parts = _on_digiteket(address)
    if parts is None:
        return None
    page = _page(parts.path) or _numbered_page(parts.query)
    return None if page is None else f"{_HOST}/{page}"


def is_on_digiteket(address: str) -> bool:
    """Whether an address is Digiteket's, even if it names no page there."""
    return _on_digiteket(address) is not None


def _on_digiteket(address: str) -> SplitResult | None:
    try:
        parts = urlsplit("//" + _SCHEME.sub("", address.strip(), count=1))
        known = _bare_host(parts.hostname) == _HOST and parts.port in _PORTS
    except ValueError:  # a port or an IPv6 host that is none
        return None
    plain = "@" not in parts.netloc and not re.search(r"\s", address.strip())
    return parts if known and plain else None


def _folded(text: str) -> str:
    """NFKC and casefold until both hold; characters that cannot be seen are left out."""
    if text.isascii():
        return text.lower()
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    once = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", visible).casefold())
    return unicodedata.normalize("NFKC", once.casefold())


def _letter_or_space(char: str) -> str:
    return char if unicodedata.category(char)[0] in "LMN" else " "


def _bare_host(host: str | None) -> str:
    return (host or "").rstrip(".").removeprefix("www.")


def _page(path: str) -> str | None:
    """The path that names a page: of a course its slug, whichever step it is opened at."""
    words = [_word(segment) for segment in path.split("/")]
    words = [word for word in words if word.strip(".")]
    if words[:1] == ["kurs"]:
        words = words[:2]
    if len(words) == 1 and words[0] in _SECTIONS:
        return None
    return "/".join(words) or None


def _word(segment: str) -> str:
    return quote(name_key(unquote(segment)), safe="")


def _numbered_page(query: str) -> str | None:
    """WordPress's own number of a page, `?p=22556`, which it has before it has a slug."""
    numbers = dict(parse_qsl(query))
    for name in _PAGE_PARAMETERS:
        if re.fullmatch(r"[0-9]{1,12}", numbers.get(name, "")):
            return f"?{name}={numbers[name]}"
    return None
