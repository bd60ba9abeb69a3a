"""Colleagues who are mentioned as having been there: "klar med X tillsammans med @Anna och @Bo".

- "tillsammans med", "ihop med", "med", "with" before the mentions, or "jag och" around them
- without the words where the mentions come last, right behind what was finished or its day

Who is mentioned otherwise ("tack @Anna", "@Anna har gjort X") was not there. What is plain is taken
out of the message, so that the rest reads as if it were said of oneself alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.understanding.cleaning import MENTION, Message
from handlers.understanding.expressions import single_words
from handlers.understanding.tags import Mark, Tag
from handlers.understanding.titles import Titles
from handlers.understanding.tokens import Token

_TOGETHER = frozenset({"tillsammans", "ihop", "together", "along", "sallskap"})
_WITH = frozenset({"med", "me", "with"})
_JOINING = frozenset({"och", "and", "samt", "plus", "+", "/", ","})
_AND = frozenset({"och", "and", "samt"})
_MYSELF = frozenset({"jag", "ja", "i", "me"})
# What comes behind the mentions and tells something else of them.
_OF_THEM = single_words(
    "som har hade ar var inte ska skall vill kan who has had have is was are were not"
)
# "efter tips från @Anna", "utan @Anna"
_AFTER_WHOM = single_words(
    "utan fore efter fran till av for at via hos enligt without before after from to by cc"
)
_BEFORE = frozenset({Tag.TITLE, Tag.DAY, Tag.STATE, Tag.PARTICIPLE, Tag.LINK, Tag.COURSE})
_THING = frozenset({Tag.STATE})  # behind these, "med" says what is finished


@dataclass(frozen=True, slots=True)
class Companions:
    """The accounts of those who were there, and the tokens that say nothing but that."""

    accounts: tuple[str, ...] = ()
    tokens: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Reader:
    """The words of a message, and what each of them does."""

    tokens: Sequence[Token]
    tags: Sequence[Tag]
    titles: Titles

    def key(self, at: int) -> str:
        """The word at a place; empty where there is none."""
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def ends(self, at: int) -> bool:
        """Whether a sentence or the message ends here."""
        return at >= len(self.tokens) or self.tags[at] is Tag.END

    def names(self, at: int) -> bool:
        """Whether a word is one of the catalogue's titles."""
        known = self.titles.vocabulary.having(self.key(at))
        return self.tags[at] is Tag.NAME and bool(known)

    def groups(self) -> Iterator[tuple[int, int]]:
        """Mentions in a row, with what joins them: from where to where."""
        at = 0
        while at < len(self.tokens):
            end = self._group(at)
            if end > at:
                yield at, end
            at = max(end, at + 1)

    def _group(self, at: int) -> int:
        end = at
        while self.key(at) == MENTION:
            end = at = at + 1
            while self.key(at) in _JOINING:
                at += 1
        return end


def find_companions(
    message: Message, tokens: Sequence[Token], marks: Sequence[Mark], titles: Titles
) -> Companions:
    """Those who were there; nobody where it is not plain whom each mention means."""
    if message.shown.count(MENTION) != len(message.mentions):
        return Companions()
    tags = [mark.tag for mark in marks for _ in range(mark.start, mark.end)]
    reader = _Reader(tokens, tags, titles)
    places = [at for at, token in enumerate(tokens) if token.key == MENTION]
    there: list[str] = []
    taken: set[int] = set()
    for start, end in reader.groups():
        span = _companions(reader, start, end)
        if span is not None:
            accounts = zip(places, message.mentions, strict=False)  # a long end is not read
            there += [account for at, account in accounts if start <= at < end]
            taken.update(range(*span))
    return Companions(tuple(dict.fromkeys(there)), frozenset(taken))


def _companions(reader: _Reader, start: int, end: int) -> tuple[int, int] | None:
    """The tokens to leave out, which may be none; None for a group that was not there."""
    behind = reader.key(end)
    begin = _with(reader, start)
    if begin is not None:
        if behind in _OF_THEM:
            return None
        return (begin, end) if _set_off(reader, end) else (start, start)
    if reader.key(start - 1) in _AND and reader.key(start - 2) in _MYSELF:
        return (start - 1, end)
    if behind in _AND and reader.key(end + 1) in _MYSELF:
        return (start, end + 1)
    return (start, end) if _last(reader, start, end) else None


def _with(reader: _Reader, start: int) -> int | None:
    """Where "tillsammans med" before a group begins; None where there is none."""
    if reader.key(start - 1) not in _WITH:
        return None
    if reader.key(start - 2) in _TOGETHER:
        at = start - 2
        return at - 1 if reader.key(at - 1) == "i" and reader.key(at) == "sallskap" else at
    if start < 2 or reader.tags[start - 2] in _THING:
        return None  # "klar med @Anna"
    return start - 1


def _set_off(reader: _Reader, end: int) -> bool:
    """Whether nothing behind a group belongs to it."""
    if reader.ends(end):
        return True
    token = reader.tokens[end]
    return reader.tags[end] is Tag.DAY or token.kind == "mark" or token.key in {",", ")", ";"}


def _last(reader: _Reader, start: int, end: int) -> bool:
    """Whether a group ends its sentence, right behind what was finished, or is one by itself."""
    if not reader.ends(end):
        return False
    before = start - 1
    if before >= 0 and reader.tags[before] is Tag.END:
        return "?" not in reader.key(before)
    if before >= 0 and reader.key(before) in {",", "/", "-"}:
        before -= 1
    if before < 0 or reader.key(before) in _AFTER_WHOM:
        return False
    return reader.tags[before] in _BEFORE or reader.names(before)
