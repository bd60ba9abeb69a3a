"""Swedish endings, compounds and slips of the finger, on folded words.

Rough on purpose: two words count as forms of one when they share a stem. What is rough here is
made safe where titles are compared: a word that fits several titles names none of them.
"""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

_ENDINGS = (
    *("ernas", "erna", "ornas", "orna", "arnas", "arna", "enas", "ena", "ens", "ets", "ers"),
    *("ars", "ors", "en", "et", "er", "ar", "or", "na", "an", "ns", "as", "s", "n", "t", "a", "e"),
)
_BY_LAST_LETTER = {
    letter: tuple(ending for ending in _ENDINGS if ending[-1] == letter) for letter in "snrtae"
}
_SHORTEST_STEM = 3
_SHORTEST_BEFORE_LETTER = 4  # "bar" and "barn" are two words
_SHORTEST_PART = 3
_SHORTEST_FUZZY = 5
_LONG = 9  # letters from which two slips are forgiven


def stems(word: str) -> tuple[str, ...]:
    """The word and what is left of it without an ending, longest first."""
    found = [word]
    for ending in _BY_LAST_LETTER.get(word[-1:], ()):
        letter = len(ending) == 1 and ending != "s"
        least = _SHORTEST_BEFORE_LETTER if letter else _SHORTEST_STEM
        if word.endswith(ending) and len(word) - len(ending) >= least:
            found.append(word[: -len(ending)])
    return (*found, *(_full(stem) for stem in found if _lacks_vowel(stem)))


def _lacks_vowel(stem: str) -> bool:
    """Hängsl-, nyckl-: what "hängslen" and "nycklar" have before their endings."""
    return len(stem) > 3 and stem[-1] in "lnr" and stem[-2] not in "aeiouylnr"


def _full(stem: str) -> str:
    return f"{stem[:-1]}e{stem[-1]}"


def core(word: str) -> str:
    """The word without its longest ending."""
    return min(stems(word)[:2], key=len)


def same(word: str, other: str) -> bool:
    """Whether two words are forms of one."""
    return word == other or not set(stems(word)).isdisjoint(stems(other))


def splits(word: str) -> Iterator[tuple[str, str]]:
    """Where a compound could be two words: `upphovsratts|kursen`, longest first part first."""
    for at in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        yield word[:at], word[at:]


def deletions(word: str) -> set[str]:
    """The word and every word that lacks one of its letters: words that share one are near."""
    if len(word) < _SHORTEST_FUZZY:
        return set()
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def near(word: str, other: str) -> bool:
    """Whether one could be the other with a slip: swapped, doubled, missing or wrong letters."""
    shorter = min(len(word), len(other))
    if shorter < _SHORTEST_FUZZY or (word[0] != other[0] and shorter < _LONG):
        return False
    allowed = 2 if shorter >= _LONG else 1
    return int(OSA.distance(word, other, score_cutoff=allowed)) <= allowed
