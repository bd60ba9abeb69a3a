"""Runs of words that could be called something, split where several things are listed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from handlers.understanding.evidence import Word
from handlers.understanding.naming import Named, Namer
from handlers.understanding.tags import Mark, Tag
from handlers.understanding.titles import STOP, Titles
from handlers.understanding.tokens import Token

_NAMEABLE = frozenset({Tag.NAME, Tag.TITLE, Tag.COURSE, Tag.STOP, Tag.JOIN, Tag.WITH})
_CONTENT = frozenset({Tag.NAME, Tag.TITLE, Tag.COURSE})
_INSIDE = frozenset("-/+:\"'")
_QUOTES = ('"', "”", "“", "»", "«")
_MOST_PIECES = 12  # things in one list; what comes after is not looked at
_AND = Word("och", "och")


@dataclass(frozen=True, slots=True)
class Text:
    """A message's words with what they look like."""

    shown: str
    tokens: Sequence[Token]
    titles: Titles
    namer: Namer

    def written(self, start: int, end: int) -> str:
        """The tokens from start to end as they were written."""
        return self.shown[self.tokens[start].start : self.tokens[end - 1].end]


class Run:
    """Marks that belong together, with the things that they name.

    `written`: as in the message; `labelled`: "kursen" is among the words; `quoted`: in quotes.
    """

    def __init__(self, marks: list[Mark], text: Text) -> None:
        content = [mark for mark in marks if mark.tag in {Tag.NAME, Tag.TITLE}] or marks
        start = text.tokens[content[0].start].start
        self._marks = marks
        self._text = text
        self.start, self.end = marks[0].start, marks[-1].end
        self.written = text.written(content[0].start, self.end)
        self.labelled = any(mark.tag is Tag.COURSE for mark in marks)
        self.quoted = text.shown[:start].rstrip().endswith(_QUOTES) or any(
            text.tokens[mark.start].key == '"' for mark in marks
        )

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """The things that it names; looked up only when somebody asks."""
        pieces = [piece for piece in _pieces(self._marks, self._text) if piece][:_MOST_PIECES]
        found = list(_named(pieces, self._text.namer))
        return tuple(_shared_endings(found, self._text.namer))

    @property
    def sure(self) -> bool:
        """Whether everything in it is a title for certain."""
        return bool(self.named) and all(one.sure for one in self.named)

    @property
    def plain(self) -> bool:
        """Whether there is nothing in it but words of titles."""
        return all(
            one.titles and not (one.odd or one.other_thing) and (one.sure or not one.everyday)
            for one in self.named
        )

    @property
    def titled(self) -> bool:
        """Whether anything in it could be a title."""
        return any(one.titles for one in self.named)


def run_at(marks: Sequence[Mark], at: int, text: Text) -> tuple[int, Run | None]:
    """The index behind the run of marks that begins here, and the run unless it says nothing."""
    end = at
    while end < len(marks) and _belongs(marks[end], text.tokens):
        end += 1
    inside = list(marks[at:end])
    while inside and inside[-1].tag not in _CONTENT:
        inside.pop()
    inside = _without_company(inside, text)
    while inside and inside[0].tag not in _CONTENT and inside[0].tag is not Tag.STOP:
        inside.pop(0)
    companion = at > 0 and marks[at - 1].tag is Tag.COMPANION
    if companion or not any(mark.tag in _CONTENT for mark in inside):
        return max(end, at + 1), None
    return end, Run(inside, text)


def _without_company(inside: list[Mark], text: Text) -> list[Mark]:
    """ "hängslen med Emma": who came along, when it is a name that no title has."""
    if len(inside) < 2 or inside[-2].tag is not Tag.WITH or inside[-1].tag is not Tag.NAME:
        return inside
    token = text.tokens[inside[-1].start]
    person = token.kind == "mark" or text.shown[token.start].isupper()
    known = text.titles.vocabulary.hits(token.key)
    return inside[:-2] if person and not known else inside


def _belongs(mark: Mark, tokens: Sequence[Token]) -> bool:
    if mark.tag is Tag.SIGN:
        return tokens[mark.start].key in _INSIDE
    return mark.tag in _NAMEABLE


def _pieces(marks: Sequence[Mark], text: Text) -> Iterator[list[Word]]:
    """The words of a run, cut at "och", at signs and where a title begins."""
    piece: list[Word] = []
    for mark in marks:
        cuts = mark.tag is Tag.JOIN or (
            mark.tag is Tag.SIGN and text.tokens[mark.start].key in "/+"
        )
        if cuts or (mark.tag is Tag.TITLE and any(_says(word) for word in piece)):
            yield piece
            piece = []
        if not cuts and mark.tag is not Tag.SIGN:
            piece.extend(_words(mark, text))
    yield piece


def _says(word: Word) -> bool:
    return bool(word.titles) or not (word.course or word.key in STOP)


def _words(mark: Mark, text: Text) -> Iterator[Word]:
    titles = mark.value if isinstance(mark.value, tuple) else ()
    for at in range(mark.start, mark.end):
        token = text.tokens[at]
        if token.kind in {"word", "mark"}:
            yield Word(
                key=token.key,
                shown=text.shown[token.start : token.end],
                titles=titles,
                phrase=mark.start if titles else -1,
                course=mark.tag is Tag.COURSE,
            )


def _named(pieces: list[list[Word]], namer: Namer) -> Iterator[Named]:
    """What the pieces name, those that one title has together as one."""
    at = 0
    while at < len(pieces):
        words = pieces[at]
        found = namer.name(words)
        at += 1
        while at < len(pieces):
            more = namer.name(pieces[at])
            both = [*words, _AND, *pieces[at]]
            together = namer.name(both)
            if not _one_thing(found, more, together, namer.titles):
                break
            words, found = both, together
            at += 1
        yield found


def _one_thing(first: Named, second: Named, together: Named, titles: Titles) -> bool:
    """Whether "first och second" is one title rather than two."""
    if together.sure and "och" not in titles.entries[together.titles[0]].words:
        return False
    if first.sure and second.sure and first.titles != second.titles:
        return False
    return together.together and bool(first.titles) and bool(second.titles)


def _shared_endings(named: list[Named], namer: Namer) -> list[Named]:
    """ "skriva och samarbeta på wikipedia": the first lends its end from the second."""
    for at in range(len(named) - 1):
        one, other = named[at], named[at + 1]
        if one.sure or not other.strong or not other.sure:
            continue
        for cut in range(1, len(other.words)):
            longer = namer.name([*one.words, *other.words[cut:]])
            if longer.sure and longer.strong and longer.titles != other.titles:
                named[at] = longer
                break
    return named
