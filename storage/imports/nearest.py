"""What somebody may have meant: the nearest among what is known."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

_ALIKE = 75.0  # of 100; below it a suggestion is a guess
_PART_ALIKE = 85.0  # a part of a title may stand for it, misspelt too
_SHORTEST_BEGINNING = 3  # letters
_SHORTEST_PART = 8  # characters; fewer are a part of too much


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that is most like another, or None where none is near."""
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return None if found is None else found[0]


def nearest_name(word: str, known: Sequence[str]) -> str | None:
    """The known name that alone begins with a word, "nässjö", else the one most like it."""
    begun = [name for name in known if len(word) >= _SHORTEST_BEGINNING and name.startswith(word)]
    return begun[0] if len(begun) == 1 else nearest(word, known)


def nearest_title(words: str, known: Sequence[str]) -> str | None:
    """The known title that shares most words with another, or that it is a part of."""
    found = process.extractOne(words, known, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE)
    if found is None and len(words) >= _SHORTEST_PART:
        found = process.extractOne(
            words, known, scorer=fuzz.partial_ratio, score_cutoff=_PART_ALIKE
        )
    return None if found is None else found[0]
