"""Which titles a run of words names, and whether that is certain.

Certain is what fits one title with every word and no other title as well, and fits it enough:
most of its words, its beginning, or a rare word that nobody uses for other things ("kaninhålet").
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.understanding.expressions import phrases, single_words
from handlers.understanding.inflection import near, same
from handlers.understanding.titles import STOP, Entry, Titles
from handlers.understanding.vocabulary import Hits
from handlers.understanding.wording import reports
from handlers.understanding.wording.everyday import EVERYDAY

_ENOUGH = 0.6  # of the weight of a title's words
_MANY = 3  # words that fit one title alone: then less of it is enough
_LESS = 0.35
_LOOSE = 0.3  # a word that fits a title at all
_CANDIDATE = 0.5  # of the best score: worth offering beside it
_MOST_CANDIDATES = 3
_SHORTEST_NICKNAME = 4
_SHORTEST_MISSPELT_NICKNAME = 6
_MOST_WORDS = 24  # of a run; what is longer names nothing
_ENDINGS = reports.COURSE_ENDINGS.split()
_COURSE = single_words(" ".join(phrases(reports.COURSE)))
_ADJUNCT = frozenset(
    "pa i under hemma vid innan fore over mellan hos genom till slut at during before".split()
)


_INDEFINITE = frozenset({"en", "ett", "a", "an", "nagon", "some", "egen"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a run: `shown` as written, `titles` when it is part of a title found as such."""

    key: str
    shown: str
    titles: tuple[int, ...] = ()
    phrase: int = -1  # words with the same number stand for one title
    course: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """What a run of words names.

    `titles`: the one meant when `sure`, else at most three that could be. `best`: the one meant if
    the words that fit nothing are left out.
    `strong`: by more than a nickname. `odd`: words inside or behind that fit nothing.
    `other_thing`: it begins with something that is no title. `adjunct`: "… på personalmötet".
    `everyday`: no word of it is rare. `together`: one title at least has all of the words.
    """

    titles: tuple[int, ...] = ()
    best: int | None = None
    sure: bool = False
    strong: bool = False
    odd: bool = False
    other_thing: bool = False
    adjunct: bool = False
    labelled: bool = False
    together: bool = False
    everyday: bool = False
    words: tuple[Word, ...] = ()


@dataclass(slots=True)
class _Part:
    """A content word with the titles that it fits."""

    word: str
    hits: Hits
    at: int
    coupled: bool = False


@dataclass(slots=True)
class _Run:
    """A run of words on its way to being named."""

    words: Sequence[Word]
    parts: list[_Part] = field(default_factory=list)
    labelled: bool = False
    described: bool = False
    led: bool = False  # "kursen AI", not "AI-kursen"


def name(words: Sequence[Word], titles: Titles) -> Named:
    """What these words name."""
    run = _read(words[:_MOST_WORDS], titles)
    known = [part for part in run.parts if part.hits]
    if not known:
        content = bool(run.parts)
        return Named(other_thing=content, labelled=run.labelled, words=tuple(words))
    ranking = _ranking(known)
    first, last = known[0].at, known[-1].at
    unknown = [part.at for part in run.parts if not part.hits]
    lead = any(at < first for at in unknown)
    adjunct, behind = _behind(words, [at for at in unknown if at > last], last)
    odd = behind or any(first < at < last for at in unknown) or len(words) > _MOST_WORDS
    best = _best(run, known, ranking, titles)
    candidates = tuple(number for number, _ in ranking[:_MOST_CANDIDATES])
    sure = best is not None and not lead and not odd
    return Named(
        titles=(best[0],) if sure and best else candidates,
        best=best[0] if best else None,
        sure=sure,
        strong=best is not None and best[1],
        odd=odd,
        other_thing=lead,
        adjunct=adjunct,
        labelled=run.labelled,
        everyday=all(_everyday(part.word) for part in known),
        together=not unknown and bool(_fitting(known, 0.55)),
        words=tuple(words),
    )


def _read(words: Sequence[Word], titles: Titles) -> _Run:
    """The content words of a run, compounds and split words put right."""
    run = _Run(words)
    skip = False
    for at, word in enumerate(words):
        if skip:
            skip = False
            continue
        if word.titles:
            if word.key not in STOP:
                hits = titles.vocabulary.hits(word.key) | dict.fromkeys(word.titles, 1.0)
                run.parts.append(_Part(word.key, hits, at))
            continue
        if word.course:
            run.labelled = True
            run.led |= not run.parts
            continue
        if word.key in STOP:
            run.described |= word.key in {"om", "about"} and not run.parts
            continue
        joined = _joined(words, at, titles)
        skip = joined is not None
        run.parts.extend(_parts(joined or word.key, at, titles))
    run.labelled |= any(part.coupled for part in run.parts)
    return run


def _joined(words: Sequence[Word], at: int, titles: Titles) -> str | None:
    """Two words that are one in a title: "digidel center"."""
    if at + 1 >= len(words) or words[at + 1].titles or words[at + 1].key in STOP:
        return None
    known = titles.vocabulary.knows
    one, two = words[at].key, words[at + 1].key
    if known(one) and known(two):
        return None
    return one + two if len(one) > 2 and known(one + two) else None


def _parts(word: str, at: int, titles: Titles) -> list[_Part]:
    vocabulary = titles.vocabulary
    if not vocabulary.knows(word):
        for ending in _ENDINGS:
            first = word.removesuffix(ending)
            if first != word and len(first) > 1 and (bare := vocabulary.first_part(first)):
                return [_Part(bare, vocabulary.hits(bare), at, coupled=True)]
        if pair := vocabulary.compound(word):
            return [_Part(part, vocabulary.hits(part), at) for part in pair]
        for ending in _ENDINGS:  # misspelt, with "kursen" behind
            first = word.removesuffix(ending)
            if first != word and (hits := vocabulary.hits(first)):
                return [_Part(first, hits, at, coupled=True)]
    return [_Part(word, vocabulary.hits(word), at)]


def _behind(words: Sequence[Word], unknown: list[int], last: int) -> tuple[bool, bool]:
    """Whether unknown words follow as "på personalmötet", and whether they do otherwise."""
    if not unknown:
        return False, False
    between = words[last + 1 : unknown[0]]
    led = bool(between) and between[0].key in _ADJUNCT
    number = any(words[at].key.isdigit() for at in unknown)
    return (True, False) if led and not number else (False, True)


def _ranking(known: Sequence[_Part]) -> list[tuple[int, float]]:
    """Titles by the weight of the words that fit, rare words first so that few are compared."""
    scores: dict[int, float] = {}
    for part in sorted(known, key=lambda part: len(part.hits)):
        weight = 1.0 / len(part.hits) ** 0.5
        if len(part.hits) > 64 and scores:
            for number in scores:
                if number in part.hits:
                    scores[number] += weight * part.hits[number]
            continue
        for number, strength in part.hits.items():
            scores[number] = scores.get(number, 0.0) + weight * strength
    top = max(scores.values())
    kept = [(number, score) for number, score in scores.items() if score >= _CANDIDATE * top]
    return sorted(kept, key=lambda item: (-item[1], item[0]))


def _best(
    run: _Run, known: Sequence[_Part], ranking: Sequence[tuple[int, float]], titles: Titles
) -> tuple[int, bool] | None:
    """The one title that is named and whether by more than a nickname; None when in doubt."""
    fitting = _fitting(known, _LOOSE)
    indefinite = run.words[0].key in _INDEFINITE
    loose = run.described or indefinite
    if not fitting or (run.described and indefinite):
        return None
    if (written := _written_together(run, fitting, titles)) is not None:
        return written, True
    whole = [number for number in fitting if _whole(titles.entries[number], run, known)]
    if len(whole) == 1 and (len(fitting) == 1 or _plainly_written(whole[0], run, known, titles)):
        return whole[0], True
    placed = _fitting(known, 0.55)
    if len(placed) != 1:
        return None
    number = placed[0]
    entry = titles.entries[number]
    if (_covered(entry, known, titles) and not (loose and len(known) < 2)) or _beginning(entry, known):
        return number, True
    if len(fitting) == 1 and not loose and _nickname(entry, number, run, known):
        return number, False
    return None


def _fitting(known: Sequence[_Part], least: float) -> list[int]:
    """The titles that every known word fits."""
    rarest = min(known, key=lambda part: len(part.hits))
    return [
        number
        for number in sorted(rarest.hits)
        if all(part.hits.get(number, 0.0) >= least for part in known)
    ]


def _whole(entry: Entry, run: _Run, known: Sequence[_Part]) -> bool:
    """Whether the words are the whole title, the small ones too."""
    written = [word.key for word in run.words if not word.course]
    if len(entry.content or entry.words) > len(known):
        return False
    return all(any(same(one, word) or near(one, word) for one in written) for word in entry.words)


def _plainly_written(number: int, run: _Run, known: Sequence[_Part], titles: Titles) -> bool:
    """A title inside other titles: of several words, or of one written as a title."""
    if len(titles.entries[number].words) > 1 and len(known) > 1:
        return True
    shown = run.words[known[0].at].shown
    exact = known[0].word == titles.entries[number].words[0]
    return exact and (run.led or (shown[:1].isupper() and known[0].at > 0))


def _written_together(run: _Run, placed: Sequence[int], titles: Titles) -> int | None:
    """The one title that has these words in a row, when a part of it was written out."""
    phrases = {word.phrase for word in run.words if word.phrase >= 0}
    if len(phrases) != 1 or any(word.phrase < 0 and word.key not in STOP for word in run.words if not word.course):
        return None
    spelled = [word for word in run.words if word.phrase >= 0]
    owners = spelled[0].titles
    if len(owners) != 1:
        return None
    written = [word.key for word in spelled]
    alike = [number for number in placed if _in_a_row(written, titles.entries[number].words)]
    return owners[0] if alike == [owners[0]] else None


def _in_a_row(written: Sequence[str], words: Sequence[str]) -> bool:
    return any(
        all(same(word, words[at + ahead]) for ahead, word in enumerate(written))
        for at in range(len(words) - len(written) + 1)
    )


def _covered(entry: Entry, known: Sequence[_Part], titles: Titles) -> bool:
    """Whether most of the title, or of what stands before its subtitle, is there."""
    for words in (entry.content, entry.main_content):
        total = sum(titles.weight(word) for word in words)
        there = sum(
            titles.weight(word) for word in words if any(_fits(part, word) for part in known)
        )
        least = _LESS if len(known) >= _MANY else _ENOUGH
        if total and there >= least * total and (len(words) > 1 or _telling(words[0], entry)):
            return True
    return False


def _telling(word: str, entry: Entry) -> bool:
    return word not in EVERYDAY or len(entry.content) == 1


def _beginning(entry: Entry, known: Sequence[_Part]) -> bool:
    """Whether the words are the first two or more of the title."""
    content = entry.content
    if len(known) < 2 or len(known) > len(content):
        return False
    return all(_fits(part, word) for part, word in zip(known, content, strict=False))


def _nickname(entry: Entry, number: int, run: _Run, known: Sequence[_Part]) -> bool:
    """Whether a rare word of the title stands for it."""
    for part in known:
        if len(part.hits) > 1 or part.word.isdigit() or _everyday(part.word):
            continue
        strength = part.hits[number]
        proper = any(_fits(part, word) for word in entry.proper)
        least = _SHORTEST_MISSPELT_NICKNAME if strength < 0.9 else _SHORTEST_NICKNAME
        if len(part.word) < least and not (proper and strength >= 0.9):
            continue
        main = any(_fits(part, word) for word in entry.main_content)
        if proper or main or (strength >= 0.9 and (part.coupled or run.labelled)):
            return True
    return False


def _everyday(word: str) -> bool:
    return any(form in EVERYDAY for form in _forms(word))


def _forms(word: str) -> set[str]:
    found = {word}
    for ending in ("en", "et", "n", "t", "na", "erna", "arna", "orna", "er", "ar", "or", "s", "a"):
        if word.endswith(ending):
            found.add(word.removesuffix(ending))
            found.add(word.removesuffix(ending) + "e")
            found.add(word.removesuffix(ending) + "a")
    return found


def _fits(part: _Part, word: str) -> bool:
    return (
        same(part.word, word)
        or near(part.word, word)
        or (len(part.word) > 4 and word.startswith(part.word))
    )

