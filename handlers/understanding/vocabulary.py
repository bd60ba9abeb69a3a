"""Which titles a word can stand for, and how well it fits each.

Words of titles are kept in inverted lists: a look-up touches only what shares a form, a part or a
near spelling with the word, never the whole catalogue. Nothing is merged before it is needed, since
a common word stands in a third of all titles.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import IntEnum

from handlers.understanding.inflection import core, deletions, near, splits, stems

_SHORTEST_WHOLE = 5  # letters of a word that may be a part of a longer one
_SHORTEST_PART = 3  # letters of the first part of a compound
_MOST_PARTS = 100  # words that begin or end alike; more say nothing
_LONGEST = 40  # letters; what is longer is no word

Numbers = set[int]  # titles, by their place in the catalogue
_NONE: Numbers = set()


class Fit(IntEnum):
    """How a word fits a title, from exactly to barely."""

    SAME = 5
    FORM = 4  # inflected, or joined in another way
    SLIP = 3
    PART = 2  # of a longer word there
    TOPIC = 1  # not in the title, but in its topic or address


class Hits:
    """The titles that a word fits, by how well."""

    __slots__ = ("_lists", "size")

    def __init__(self, lists: Iterable[tuple[Fit, Numbers]]) -> None:
        self._lists = tuple(sorted(lists, key=_best_first))
        self.size = sum(len(numbers) for _, numbers in self._lists)

    def __bool__(self) -> bool:
        return bool(self._lists)

    def with_titles(self, numbers: Iterable[int]) -> "Hits":
        """The same, and these titles for certain."""
        return Hits((*self._lists, (Fit.SAME, set(numbers))))

    def fit(self, number: int) -> int:
        """How well the word fits this title; 0 when it does not."""
        for fit, numbers in self._lists:
            if number in numbers:
                return fit
        return 0

    def titles(self, least: Fit = Fit.TOPIC) -> Numbers:
        """The titles that it fits at least so well."""
        return _NONE.union(*(numbers for fit, numbers in self._lists if fit >= least))

    def among(self, numbers: Numbers, least: Fit = Fit.TOPIC) -> Numbers:
        """Those of some titles that it fits at least so well."""
        lists = [known for fit, known in self._lists if fit >= least]
        return _NONE.union(*(numbers & known for known in lists))


def _best_first(known: tuple[Fit, Numbers]) -> int:
    return -known[0]


class Vocabulary:
    """The words of a catalogue with the titles they stand in.

    `words` and `topics`: a word and the number of a title that has it, or whose topic has it.
    """

    def __init__(self, words: Iterable[tuple[str, int]], topics: Iterable[tuple[str, int]]) -> None:
        self._titles = _inverted(words)
        self._topics = _inverted(topics)
        known = self._titles.keys() | self._topics.keys()
        self._stems: dict[str, list[str]] = defaultdict(list)
        self._slips: dict[str, list[str]] = defaultdict(list)
        for word in sorted(known):
            for stem in stems(word):
                self._stems[stem].append(word)
            for slip in deletions(word) | deletions(core(word)):
                self._slips[slip].append(word)
        self._forward = sorted(known)
        self._backward = sorted(word[::-1] for word in known)

    def __contains__(self, word: str) -> bool:
        return word in self._titles or word in self._topics

    def knows(self, word: str) -> bool:
        """Whether a title has the word in some form."""
        return any(stem in self._stems for stem in stems(word))

    def having(self, word: str) -> Numbers:
        """The titles that have exactly this word."""
        return self._titles.get(word, _NONE)

    def hits(self, word: str) -> Hits:
        """The titles that a word stands for: as it is, inflected, as a part or with a slip."""
        if len(word) > _LONGEST:
            return Hits(())
        found = dict.fromkeys(self._wholes(word), Fit.PART)
        found.update(dict.fromkeys(self._forms(word), Fit.FORM))
        if word in self:
            found[word] = Fit.SAME
        if not found:
            found = dict.fromkeys(self.misspelt(word), Fit.SLIP)
        return Hits(self._lists(found))

    def compound(self, word: str) -> tuple[str, str] | None:
        """The two known words that make up one that is not known itself."""
        if len(word) > _LONGEST:
            return None
        for first, second in splits(word):
            if self.knows(second) and (known := self.first_part(first)):
                return known, second
        return None

    def first_part(self, part: str) -> str | None:
        """A known word as the first part of a compound, without the s that joins."""
        for bare in (part, part.removesuffix("s")):
            known = self.knows(bare) if len(bare) >= _SHORTEST_PART else bare in self
            if known:
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

    def misspelt(self, word: str) -> Iterator[str]:
        """The words that this could be with a slip."""
        if word.isdigit() or len(word) > _LONGEST:
            return
        seen = set()
        bare = core(word)
        for slip in deletions(word) | deletions(bare):
            for other in self._slips.get(slip, ()):
                if other not in seen and (near(word, other) or near(bare, core(other))):
                    seen.add(other)
                    yield other

    def _lists(self, words: dict[str, Fit]) -> Iterator[tuple[Fit, Numbers]]:
        for word, fit in words.items():
            if numbers := self._titles.get(word):
                yield fit, numbers
            if numbers := self._topics.get(word):
                yield Fit.TOPIC, numbers

    def _forms(self, word: str) -> Iterator[str]:
        for stem in stems(word):
            yield from self._stems.get(stem, ())

    def _wholes(self, word: str) -> Iterator[str]:
        """The longer words that begin or end with this one."""
        if len(word) < _SHORTEST_WHOLE or word.isdigit():
            return
        for words, start, turn in ((self._forward, word, 1), (self._backward, word[::-1], -1)):
            at = bisect_left(words, start)
            for other in words[at : at + _MOST_PARTS]:
                if not other.startswith(start):
                    break
                yield other[::turn]


def _inverted(placed: Iterable[tuple[str, int]]) -> dict[str, Numbers]:
    lists: dict[str, Numbers] = defaultdict(set)
    for word, number in placed:
        lists[word].add(number)
    return dict(lists)
