"""Which titles a run of words names, and whether that is certain.

Certain is what fits one title with every word and no other title as well, and fits it enough:
most of its words, its beginning, or a rare word that nobody uses for other things ("kaninhålet").
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from handlers.understanding.evidence import Part, Run, Word, enough, everyday
from handlers.understanding.expressions import single_words
from handlers.understanding.inflection import near, same
from handlers.understanding.titles import STOP, Titles
from handlers.understanding.vocabulary import Fit, Hits, Numbers
from handlers.understanding.wording import reports, talk

_CANDIDATE = 0.5  # of the best score: worth offering beside it
_MOST_CANDIDATES = 3
_MOST_WORDS = 24  # of a run; what is longer names nothing
_MOST_COMPARED = 60  # titles that are compared word by word
_ENDINGS = reports.COURSE_ENDINGS.split()
_PLACES = single_words(talk.PLACES)
_ADJUNCT = single_words(talk.ADJUNCT)


@dataclass(frozen=True, slots=True)
class Named:
    """What a run of words names.

    `titles`: the one meant when `sure`, else at most three that could be. `best`: the one meant if
    the words that fit nothing are left out. `strong`: by more than a nickname. `odd`: words inside
    or behind that fit nothing. `other_thing`: it begins with something that is no title.
    `adjunct`: "… på personalmötet". `everyday`: no word of it is rare. `together`: one title at
    least has all of the words.
    """

    words: tuple[Word, ...]
    titles: tuple[int, ...] = ()
    best: int | None = None
    sure: bool = False
    strong: bool = False
    odd: bool = False
    other_thing: bool = False
    adjunct: bool = False
    labelled: bool = False
    everyday: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True)
class Namer:
    """Names runs of one message: looks every word up once."""

    titles: Titles
    _parts: dict[str, list[tuple[str, Hits, bool]]] = field(default_factory=dict)
    _named: dict[tuple[Word, ...], Named] = field(default_factory=dict)

    def name(self, words: Sequence[Word]) -> Named:
        """What these words name."""
        key = tuple(words)
        if key not in self._named:
            self._named[key] = self._name(key)
        return self._named[key]

    def _name(self, words: tuple[Word, ...]) -> Named:
        run = self._read(words[:_MOST_WORDS])
        known = [part for part in run.parts if part.hits]
        if not known:
            return Named(words, other_thing=bool(run.parts), labelled=run.labelled)
        unknown = [part.at for part in run.parts if not part.hits]
        first, last = known[0].at, known[-1].at
        lead = any(at < first for at in unknown)
        adjunct, behind = _behind(words, [at for at in unknown if at > last], last)
        odd = behind or any(first < at < last for at in unknown) or len(words) > _MOST_WORDS
        fitting = _fitting(known, Fit.TOPIC)
        best = self._best(run, known, fitting)
        sure = best is not None and not lead and not odd
        return Named(
            words=words,
            titles=(best[0],) if best and sure else _candidates(known, fitting),
            best=best[0] if best else None,
            sure=sure,
            strong=best is not None and best[1],
            odd=odd,
            other_thing=lead,
            adjunct=adjunct,
            labelled=run.labelled,
            everyday=all(everyday(part.word) for part in known),
            together=not unknown and bool(_fitting(known, Fit.PART)),
        )

    def _read(self, words: Sequence[Word]) -> Run:
        """The content words of a run, compounds and split words put right."""
        run = Run(words)
        skip = False
        for at, word in enumerate(words):
            if skip:
                skip = False
            elif word.titles:
                self._add_phrase_word(run, word, at)
            elif word.course:
                run.labelled = True
                run.led |= not run.parts
            elif word.key.isdigit() and at + 1 < len(words) and words[at + 1].course:
                run.labelled = True  # "2 kurser"
            elif word.key in STOP:
                run.described |= word.key in {"om", "about"} and not run.parts
            else:
                joined = self._joined(words, at)
                skip = joined is not None
                for part, hits, coupled in self._split(joined or word.key):
                    run.parts.append(Part(part, hits, at, coupled))
        run.labelled |= any(part.coupled for part in run.parts)
        return run

    def _add_phrase_word(self, run: Run, word: Word, at: int) -> None:
        if word.key not in STOP:
            hits = self.titles.vocabulary.hits(word.key)
            run.parts.append(Part(word.key, hits.with_titles(word.titles), at))

    def _joined(self, words: Sequence[Word], at: int) -> str | None:
        """Two words that are one in a title: "digidel center"."""
        if at + 1 >= len(words) or words[at + 1].titles or words[at + 1].key in STOP:
            return None
        known = self.titles.vocabulary.knows
        one, two = words[at].key, words[at + 1].key
        if len(one) < 3 or (known(one) and known(two)):
            return None
        return one + two if known(one + two) else None

    def _split(self, word: str) -> list[tuple[str, Hits, bool]]:
        """The parts of a word that titles know, and whether "kursen" stood behind."""
        if word not in self._parts:
            self._parts[word] = self._taken_apart(word)
        return self._parts[word]

    def _taken_apart(self, word: str) -> list[tuple[str, Hits, bool]]:
        vocabulary = self.titles.vocabulary
        if not vocabulary.knows(word):
            firsts = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
            for first in firsts:
                if len(first) > 1 and (bare := vocabulary.first_part(first)):
                    return [(bare, vocabulary.hits(bare), True)]
            if pair := vocabulary.compound(word):
                return [(part, vocabulary.hits(part), False) for part in pair]
            for first in firsts:  # misspelt
                if hits := vocabulary.hits(first):
                    return [(first, hits, True)]
        return [(word, vocabulary.hits(word), False)]

    def _best(self, run: Run, known: Sequence[Part], fitting: Numbers) -> tuple[int, bool] | None:
        """The one title that is named and whether by more than a nickname; None when in doubt."""
        if not fitting or (run.described and run.indefinite):
            return None
        if (written := self._written_out(run, fitting)) is not None:
            return written, True
        whole = self._whole(run, known, fitting)
        plain = whole is not None and not run.described and _plain(whole, run, known, self.titles)
        if whole is not None and (len(fitting) == 1 or plain):
            return whole, True
        placed = _fitting(known, Fit.PART)
        if len(placed) != 1:
            return None
        (number,) = placed
        return enough(number, run, known, self.titles, alone=len(fitting) == 1)

    def _written_out(self, run: Run, fitting: Numbers) -> int | None:
        """The one title that has these words in a row, when a part of it was written out."""
        spelled = [word for word in run.words if word.phrase >= 0]
        rest = [w for w in run.words if w.phrase < 0 and not w.course and w.key not in STOP]
        if not spelled or rest or len({word.phrase for word in spelled}) != 1:
            return None
        owners = spelled[0].titles
        if len(owners) != 1 or len(fitting) > _MOST_COMPARED:
            return None
        keys = [word.key for word in spelled]
        alike = [number for number in fitting if _in_a_row(keys, self.titles.entries[number].words)]
        return owners[0] if alike == [owners[0]] else None

    def _whole(self, run: Run, known: Sequence[Part], fitting: Numbers) -> int | None:
        """The one title that is written as a whole, the small words too."""
        written = [word.key for word in run.words if not word.course]
        exact = self.titles.exactly(written)
        if len(exact) == 1:
            return exact[0]
        if exact or len(fitting) > _MOST_COMPARED:
            return None
        whole = [
            number
            for number in fitting
            if len(self.titles.entries[number].content) <= len(known)
            and all(
                any(same(one, word) or near(one, word) for one in written)
                for word in self.titles.entries[number].words
            )
        ]
        return whole[0] if len(whole) == 1 else None


def _behind(words: Sequence[Word], unknown: list[int], last: int) -> tuple[bool, bool]:
    """Whether unknown words follow as "på personalmötet", and whether they do otherwise."""
    if not unknown:
        return False, False
    between = words[last + 1 : unknown[0]]
    led = bool(between) and between[0].key in _ADJUNCT
    place = all(words[at].key in _PLACES for at in unknown)
    return (True, False) if led and place else (False, True)


def _fitting(known: Sequence[Part], least: Fit) -> Numbers:
    """The titles that every known word fits."""
    rarest, *others = sorted(known, key=lambda part: part.hits.size)
    found = rarest.hits.titles(least)
    for part in others:
        found = part.hits.among(found, least)
    return found


def _candidates(known: Sequence[Part], fitting: Numbers) -> tuple[int, ...]:
    """The titles worth offering: those that most and the rarest words fit."""
    weights = [(part.hits, 1.0 / part.hits.size**0.5) for part in known]
    scores = {
        number: sum(weight * hits.fit(number) for hits, weight in weights)
        for number in _pool(known, fitting)
    }
    least = _CANDIDATE * max(scores.values())
    kept = sorted((-score, number) for number, score in scores.items() if score >= least)
    return tuple(number for _, number in kept[:_MOST_CANDIDATES])


def _pool(known: Sequence[Part], fitting: Numbers) -> list[int]:
    """A few titles to choose candidates among: with every word, else with one of the rarest."""
    found = set(fitting)
    for part in sorted(known, key=lambda part: part.hits.size):
        if found and len(found) + part.hits.size > _MOST_COMPARED:
            break
        found |= part.hits.titles()
    return nsmallest(_MOST_COMPARED, found)


def _plain(number: int, run: Run, known: Sequence[Part], titles: Titles) -> bool:
    """A title inside other titles: of several words, or of one written as a title."""
    if len(titles.entries[number].words) > 1 and len(known) > 1:
        return True
    shown = run.words[known[0].at].shown
    exact = known[0].word == titles.entries[number].words[0]
    return exact and (run.led or (shown[:1].isupper() and known[0].at > 0))


def _in_a_row(written: Sequence[str], words: Sequence[str]) -> bool:
    return any(
        all(same(word, words[at + ahead]) for ahead, word in enumerate(written))
        for at in range(len(words) - len(written) + 1)
    )
