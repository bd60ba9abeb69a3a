"""A search box over the titles: beginnings of words, slips and missing diacritics are fine."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from handlers.understanding.model import Title
from handlers.understanding.vocabulary import Fit, Vocabulary

_SIGNS = re.compile(r"[\W_]+")
_LAST_LETTERS = str.maketrans("åäö", "{|}")  # sorted behind z, as Swedes do
_MOST_WORDS = 8  # of what is typed
_NOT_FOUND = 0.5  # share of the words that may be unknown and still show something


def alphabetical(title: Title) -> tuple[str, str, int]:
    """Order of titles in a list: å, ä and ö are the last letters, signs do not count."""
    key = _SIGNS.sub(" ", unicodedata.normalize("NFC", title.title).casefold()).strip()
    return key.translate(_LAST_LETTERS), title.title, title.resource_id


def ranked(wanted: Sequence[str], vocabulary: Vocabulary) -> list[int]:
    """The numbers of the titles that fit best, those with every word first."""
    scores: dict[int, float] = defaultdict(float)
    matched: dict[int, int] = defaultdict(int)
    for word in wanted[:_MOST_WORDS]:
        for number, fit in _fits(word, vocabulary).items():
            scores[number] += fit
            matched[number] += 1
    most = max(matched.values(), default=0)
    if most < min(len(wanted), _MOST_WORDS) * (1 - _NOT_FOUND):
        return []
    kept = [number for number, count in matched.items() if count == most]
    return sorted(kept, key=lambda number: (-scores[number], number))


def _fits(word: str, vocabulary: Vocabulary) -> dict[int, int]:
    """Titles by how well a typed word fits: whole, its beginning, a form, a part or a slip."""
    found: dict[int, int] = {}
    for other in vocabulary.beginning(word):
        fit = Fit.SAME if other == word else Fit.FORM
        for number in vocabulary.having(other):
            found[number] = max(fit, found.get(number, 0))
    hits = vocabulary.hits(word)
    for number in hits.titles():
        found[number] = max(hits.fit(number), found.get(number, 0))
    if not found and (parts := vocabulary.compound(word)):
        first, second = (vocabulary.hits(part).titles() for part in parts)
        found = dict.fromkeys(first & second or first, int(Fit.PART))
    if not found:
        for start in vocabulary.near_beginning(word):
            found.update(dict.fromkeys(vocabulary.having(start), int(Fit.TOPIC)))
    return found
