"""What somebody may have meant: the nearest among what is known."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

_ALIKE = 75.0  # of 100; below it a suggestion is a guess


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that is most like another, or None where none is near."""
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return None if found is None else found[0]


def nearest_title(words: str, known: Sequence[str]) -> str | None:
    """The known title that shares most words with another: part of a title is enough."""
    found = process.extractOne(words, known, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE)
    return None if found is None else found[0]
