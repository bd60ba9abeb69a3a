"""Whether the words that fit one title alone are enough to name it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.understanding.expressions import single_words
from handlers.understanding.inflection import near, same
from handlers.understanding.titles import Entry, Titles
from handlers.understanding.vocabulary import Fit, Hits
from handlers.understanding.wording import everyday as wording

_ENOUGH = 0.58  # of the weight of a title's words
_MANY, _LESS = 3, 0.35  # with so many words that fit one title alone less of it is enough
_SHORTEST_NICKNAME = 4
_SHORTEST_MISSPELT_NICKNAME = 6
_EVERYDAY = single_words(wording.EVERYDAY)
_INDEFINITE = frozenset({"en", "ett", "a", "an", "nagon", "some", "egen"})
_EVERYDAY_ENDINGS = (
    *("en", "et", "n", "t", "na", "erna", "arna", "orna", "er", "ar", "or", "s", "a"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a run: `shown` as written, `titles` when it is part of a title found as such."""

    key: str
    shown: str
    titles: tuple[int, ...] = ()
    phrase: int = -1  # words with the same number stand for one title
    course: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A content word, the titles that it fits and its place among the words.

    `coupled`: it had "kursen" or the like behind it.
    """

    word: str
    hits: Hits
    at: int
    coupled: bool = False


@dataclass(slots=True)
class Run:
    """A run of words with what stands around its content words.

    `labelled`: "kursen", "artikeln" stands with it, `led`: before it. `described`: "om …".
    """

    words: Sequence[Word]
    parts: list[Part] = field(default_factory=list)
    labelled: bool = False
    led: bool = False
    described: bool = False

    @property
    def indefinite(self) -> bool:
        """ "en teknikjakt": one of them, not the course."""
        return bool(self.words) and self.words[0].key in _INDEFINITE


def enough(
    number: int, run: Run, known: Sequence[Part], titles: Titles, *, alone: bool
) -> tuple[int, bool] | None:
    """The title and whether it is named by more than a nickname; None when that is too little.

    `alone`: no other title fits, not even by its topic.
    """
    entry = titles.entries[number]
    loose = run.described or run.indefinite
    if _covered(entry, known, titles) and not (loose and len(known) < 2):
        return number, True
    if _beginning(entry, known):
        return number, True
    if alone and not loose and _nickname(entry, number, run, known):
        return number, False
    return None


def everyday(word: str) -> bool:
    """Whether people use a word, in whatever form, for other things than courses."""
    return any(form in _EVERYDAY for form in _everyday_forms(word))


def fits(part: Part, word: str) -> bool:
    """Whether a part stands for a word of a title."""
    return (
        same(part.word, word)
        or near(part.word, word)
        or (len(part.word) > 4 and word.startswith(part.word))
    )


def _covered(entry: Entry, known: Sequence[Part], titles: Titles) -> bool:
    """Whether most of the title, or of what stands before its subtitle, is there."""
    least = _LESS if len(known) >= _MANY else _ENOUGH
    for words in (entry.content, entry.main_content):
        total = sum(titles.weight(word) for word in words)
        there = sum(
            titles.weight(word) for word in words if any(fits(part, word) for part in known)
        )
        telling = not words or len(known) > 1 or not everyday(known[0].word)
        if total and there >= least * total and telling:
            return True
    return False


def _beginning(entry: Entry, known: Sequence[Part]) -> bool:
    """Whether the words are the first two or more of the title."""
    if not 2 <= len(known) <= len(entry.content):
        return False
    return all(fits(part, word) for part, word in zip(known, entry.content, strict=False))


def _nickname(entry: Entry, number: int, run: Run, known: Sequence[Part]) -> bool:
    """Whether a rare word of the title stands for it."""
    return any(
        part.hits.titles() == {number} and _is_nickname(part, entry, number, run) for part in known
    )


def _is_nickname(part: Part, entry: Entry, number: int, run: Run) -> bool:
    if part.word.isdigit() or everyday(part.word):
        return False
    good = part.hits.fit(number) >= Fit.FORM
    proper = any(fits(part, word) for word in entry.proper)
    least = _SHORTEST_NICKNAME if good else _SHORTEST_MISSPELT_NICKNAME
    if len(part.word) < least and not (proper and good):
        return False
    main = any(fits(part, word) for word in entry.main_content)
    return proper or main or (good and (part.coupled or run.labelled))


def _everyday_forms(word: str) -> set[str]:
    found = {word}
    for ending in _EVERYDAY_ENDINGS:
        if word.endswith(ending):
            bare = word.removesuffix(ending)
            found.update((bare, bare + "e", bare + "a"))
    return found
