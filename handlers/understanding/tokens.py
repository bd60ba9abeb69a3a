"""Words and the signs between them."""

import re
import unicodedata
from typing import NamedTuple

from handlers.understanding.cleaning import DONE, LINK, MENTION, STRUCK, UNDONE, fold

_TOKEN = re.compile(
    r"(?P<word>[^\W_]+(?:'[^\W_]+)*)"
    rf"|(?P<mark>[{LINK}{MENTION}{DONE}{UNDONE}{STRUCK}])"
    r"|(?P<stop>(?:[.!?]{1,8})(?=[\s\"')\]*_;]|$)|\n)"
    r"|(?P<sign>[^\s\w*`~'])"
)


class Token(NamedTuple):
    """A word or sign: `key` is what it is compared by, from `start` to `end` of the message."""

    key: str
    start: int
    end: int
    kind: str  # word, mark, stop or sign


def tokens_of(folded: str) -> list[Token]:
    """Every word and sign of a folded text."""
    return [_token(found) for found in _TOKEN.finditer(folded)]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a title or a topic, as they are compared."""
    folded = fold(unicodedata.normalize("NFKC", text))
    return tuple(token.key for token in tokens_of(folded) if token.kind == "word")


def _token(found: re.Match[str]) -> Token:
    key = found[0].replace("'", "")
    if key in _AND:
        return Token("och", found.start(), found.end(), "word")
    return Token(key, found.start(), found.end(), found.lastgroup or "")


_AND = frozenset({"o", "oxh", "ocg", "ohc", "&"})  # how och is written in haste


def spoken(word: str) -> str:
    """One spelling for words that are written as they are said: "ja" for "jag"."""
    return _SPOKEN.get(word, word)


_SPOKEN = {
    "ja": "jag",
    "ja'": "jag",
    "me": "med",
    "ma": "med",
    "de": "det",
    "e": "ar",
    "int": "inte",
}
