"""Which titles a word can stand for, and how well it fits each.

Words of titles are kept in inverted lists: a look-up touches only what shares a form, a part or a
near spelling with the word, never the whole catalogue.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from handlers.understanding.inflection import core, deletions, near, splits, stems

Hits = dict[int, float]  # how well a word fits each title that it fits, over 0 to 1

SAME, FORM, JOINED, SLIP, PART = 1.0, 0.95, 0.9, 0.8, 0.6
_SHORTEST_WHOLE = 5  # letters of a word that may be a part of a longer one
_MOST_PARTS = 200  # words that begin or end alike; more say nothing


class Vocabulary:
    """The words of a catalogue with the titles they stand in and how much they say there."""

    def __init__(self, words: Iterable[tuple[str, int, float]]) -> None:
        self._titles: dict[str, Hits] = defaultdict(dict)
        for word, title, strength in words:
            known = self._titles[word]
            known[title] = max(strength, known.get(title, 0.0))
        self._titles = dict(self._titles)
        self._stems: dict[str, list[str]] = defaultdict(list)
        self._slips: dict[str, list[str]] = defaultdict(list)
        for word in self._titles:
            for stem in stems(word):
                self._stems[stem].append(word)
            for slip in deletions(word) | deletions(core(word)):
                self._slips[slip].append(word)
        self._forward = sorted(self._titles)
        self._backward = sorted(word[::-1] for word in self._titles)

    def __contains__(self, word: str) -> bool:
        return word in self._titles

    def knows(self, word: str) -> bool:
        """Whether a title has the word in some form."""
        return any(stem in self._stems for stem in stems(word))

    def hits(self, word: str) -> Hits:
        """The titles that a word stands for: as it is, inflected, as a part or with a slip."""
        found: Hits = {}
        _merge(found, self._titles.get(word, {}), SAME)
        for other in self._forms(word):
            _merge(found, self._titles[other], FORM)
        if not word.isdigit():
            for other in self._wholes(word):
                _merge(found, self._titles[other], PART)
        return found or self._misspelt(word)

    def compound(self, word: str) -> tuple[str, str] | None:
        """The two known words that make up one that is not known itself."""
        for first, second in splits(word):
            if self.knows(second) and (known := self.first_part(first)):
                return known, second
        return None

    def first_part(self, part: str) -> str | None:
        """A known word as the first part of a compound, without the s that joins."""
        for bare in (part, part.removesuffix("s")):
            if len(bare) >= 3 and self.knows(bare):
                return bare
        return None

    def beginning(self, start: str) -> Iterator[str]:
        """The words that begin so."""
        at = bisect_left(self._forward, start)
        while at < len(self._forward) and self._forward[at].startswith(start):
            yield self._forward[at]
            at += 1

    def near_beginning(self, start: str) -> Iterator[str]:
        """The words whose beginning this could be with a slip."""
        for other in self.beginning(start[:2]):
            if near(start, other[: len(start)]):
                yield other

    def titles(self, word: str) -> Mapping[int, float]:
        """The titles that have exactly this word."""
        return self._titles.get(word, {})

    def misspelt(self, word: str) -> Iterator[str]:
        """The words that this could be with a slip."""
        seen = set()
        bare = core(word)
        for slip in deletions(word) | deletions(bare):
            for other in self._slips.get(slip, ()):
                if other not in seen and (near(word, other) or near(bare, core(other))):
                    seen.add(other)
                    yield other

    def _misspelt(self, word: str) -> Hits:
        found: Hits = {}
        if word.isdigit():
            return found
        for other in self.misspelt(word):
            _merge(found, self._titles[other], SLIP)
        return found

    def _forms(self, word: str) -> set[str]:
        return {other for stem in stems(word) for other in self._stems.get(stem, ())}

    def _wholes(self, word: str) -> Iterator[str]:
        """The longer words that begin or end with this one."""
        if len(word) < _SHORTEST_WHOLE:
            return
        for words, start, turn in ((self._forward, word, 1), (self._backward, word[::-1], -1)):
            at = bisect_left(words, start)
            for other in words[at : at + _MOST_PARTS]:
                if not other.startswith(start):
                    break
                yield other[::turn]


def _merge(found: Hits, titles: Mapping[int, float], factor: float) -> None:
    for title, strength in titles.items():
        if strength * factor > found.get(title, 0.0):
            found[title] = strength * factor
