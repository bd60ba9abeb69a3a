"""Titles that stand in a message word by word, found before anything else is read.

"Vad tryckte jag på nu?" is then a title, not a question, and "2019/2020" in one is no date.
"""

from collections.abc import Sequence

from handlers.understanding.expressions import phrases
from handlers.understanding.tags import KNOWN_WORDS
from handlers.understanding.titles import Titles
from handlers.understanding.tokens import Token, spoken
from handlers.understanding.wording import reports

Found = dict[int, tuple[int, tuple[int, ...]]]  # start: (end, titles), as indexes of tokens
_DIGITEKET = frozenset(phrases(reports.DIGITEKET))  # however it is misspelt
_SHORTEST_CORRECTED = 5


def find_phrases(tokens: Sequence[Token], titles: Titles) -> Found:
    """Titles, parts and beginnings of titles, the longest first from the left."""
    places = [at for at, token in enumerate(tokens) if token.kind == "word"]
    words = [spoken(_corrected(tokens[at].key, titles)) for at in places]
    found: Found = {}
    at = 0
    while at < len(words):
        match = titles.phrase_at(words, at)
        if match is None:
            at += 1
            continue
        length, numbers = match
        end = places[at + length - 1] + 1
        found[places[at]] = (_with_its_sign(tokens, end, numbers, titles), numbers)
        at += length
    return found


def _corrected(word: str, titles: Titles) -> str:
    """A misspelt word as the one word of a title that it must be."""
    vocabulary = titles.vocabulary
    if word in _DIGITEKET:
        return "digiteket"
    if len(word) < _SHORTEST_CORRECTED or word in vocabulary or word in KNOWN_WORDS:
        return word
    meant = set() if vocabulary.knows(word) else set(vocabulary.misspelt(word))
    return meant.pop() if len(meant) == 1 else word


def _with_its_sign(
    tokens: Sequence[Token], end: int, numbers: Sequence[int], titles: Titles
) -> int:
    """Behind the question or exclamation mark that belongs to the title."""
    sign = tokens[end].key[0] if end < len(tokens) else ""
    its = sign in {"?", "!"} and any(
        sign in titles.entries[number].title.title for number in numbers
    )
    return end + its
