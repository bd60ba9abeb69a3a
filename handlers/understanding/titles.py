"""The catalogue's titles as an index: by phrase, by word and by address."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log
from urllib.parse import urlsplit

from handlers.understanding.expressions import phrases, single_words
from handlers.understanding.model import Title
from handlers.understanding.searching import alphabetical, ranked
from handlers.understanding.tokens import spoken, words_of
from handlers.understanding.vocabulary import Vocabulary
from handlers.understanding.wording import reports, talk
from storage.keys import address_key

_COURSE = single_words(" ".join(phrases(reports.COURSE)))
STOP = single_words(talk.STOP)

_SUBTITLE = re.compile(r"\s[-–—]\s|[:;]\s|[?!.][\"”“’']?\s")
_PARENTHESIS = re.compile(r"\(([^)]*)\)")
_SHORTEST_BEGINNING = 3  # words of a title's beginning that are looked for as a phrase


@dataclass(frozen=True, slots=True)
class Entry:
    """A title as it is compared: all words in order, how many are before the subtitle."""

    title: Title
    words: tuple[str, ...]
    main: int
    content: tuple[str, ...]  # the words that tell it apart from other titles
    main_content: tuple[str, ...]  # the same of what stands before the subtitle
    proper: frozenset[str]  # names: GDPR, Wikidata, Disa
    others: frozenset[str]  # words of the topic and of the address


class Titles:
    """An immutable index of titles; their order does not matter."""

    def __init__(self, titles: Iterable[Title]) -> None:
        ordered = sorted(titles, key=alphabetical)
        topics = {title.topic: frozenset(words_of(title.topic or "")) for title in ordered}
        self.entries = tuple(_entry(title, topics[title.topic]) for title in ordered)
        self.vocabulary = Vocabulary(_words(self.entries), _topics(self.entries))
        self._whole: dict[tuple[str, ...], tuple[int, ...]] = {}
        for number, entry in enumerate(self.entries):
            self._whole[entry.words] = (*self._whole.get(entry.words, ()), number)
        self._phrases, self._lengths = _phrases(self.entries)
        self._addresses: dict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(self.entries):
            if entry.title.url and (key := link_key(entry.title.url)):
                self._addresses[key].add(number)

    def search(self, words: str, limit: int = 25) -> tuple[Title, ...]:
        """The best titles for what is typed in a search box; for nothing the first of all."""
        typed = words_of(words)
        if not typed:
            return tuple(entry.title for entry in self.entries[:limit])
        content = [word for word in typed if word not in STOP]
        wanted = [word for word in content if word not in _COURSE] or content
        found = ranked(wanted, self.vocabulary) if wanted else []
        if not found and len(wanted) > 1:  # "teknik jakt"
            found = ranked(["".join(wanted)], self.vocabulary)
        numbers = dict.fromkeys((*self.at_address(words.strip()), *self._begun(typed), *found))
        return tuple(self.entries[number].title for number in islice(numbers, limit))

    def _begun(self, typed: tuple[str, ...]) -> list[int]:
        """The titles that begin with what is typed, the last word perhaps half written."""
        *whole, last = typed
        begun: list[tuple[bool, int, int]] = []
        for number, entry in enumerate(self.entries):
            beginning = entry.words[: len(typed)]
            if len(beginning) < len(typed) or beginning[:-1] != tuple(whole):
                continue
            if beginning[-1].startswith(last):
                begun.append((beginning[-1] != last, len(entry.words), number))
        return [number for _, _, number in sorted(begun)]

    def at_address(self, address: str) -> tuple[int, ...]:
        """The numbers of the titles with this address."""
        key = link_key(address)
        return tuple(sorted(self._addresses.get(key, ()))) if key else ()

    def named_at(self, address: str) -> tuple[Title, ...]:
        """The titles at an address."""
        return tuple(self.entries[number].title for number in self.at_address(address))

    def phrase_at(self, words: Sequence[str], at: int) -> tuple[int, tuple[int, ...]] | None:
        """The longest title, part or beginning of a title that begins here, and whose it is."""
        for length in self._lengths.get(words[at], ()):
            found = self._phrases.get(" ".join(words[at : at + length]))
            if found is not None and at + length <= len(words):
                return length, found
        return None

    def weight(self, word: str) -> float:
        """How much a word of a title tells: the rarer, the more."""
        return log(1 + len(self.entries) / max(1, len(self.vocabulary.having(word))))

    def exactly(self, words: Sequence[str]) -> tuple[int, ...]:
        """The titles that consist of these words."""
        return self._whole.get(tuple(words), ())


def link_key(address: str) -> str | None:
    """What addresses are compared by, at Digiteket and elsewhere; None for a front page."""
    if key := address_key(address):
        return key
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = parts.path.rstrip("/").casefold()
    return None if not path or not host or host.endswith("digiteket.se") else host + path


def _entry(title: Title, topic: frozenset[str]) -> Entry:
    words = words_of(title.title)
    main = _main(title.title, words)
    slug = frozenset(words_of((title.url or "").rstrip("/").rpartition("/")[2]))
    known = frozenset(words)
    return Entry(
        title=title,
        words=words,
        main=main,
        content=tuple(word for word in words if word not in STOP),
        main_content=tuple(word for word in words[:main] if word not in STOP),
        proper=_proper(title),
        others=(topic | slug) - known - STOP,
    )


def _main(text: str, words: tuple[str, ...]) -> int:
    """How many words stand before the subtitle."""
    found = _SUBTITLE.search(text)
    count = len(words_of(text[: found.start()])) if found else len(words)
    return count or len(words)


def _proper(title: Title) -> frozenset[str]:
    """Names: capitals where no sentence begins, or several capitals; names beside the topic."""
    found: set[str] = set()
    begins = True
    for piece in re.findall(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]", title.title):
        if piece[0].isalnum():
            inner = sum(map(str.isupper, piece)) > 1 or (piece[0].isupper() and not begins)
            if inner:
                found.update(words_of(piece))
            begins = False
        elif piece not in ",-&":
            begins = True
    for inside in _PARENTHESIS.findall(title.topic or ""):
        found.update(*(words_of(word) for word in inside.split() if word[:1].isupper()))
    capitals = re.findall(r"\b[A-ZÅÄÖ]{2,}\b", title.topic or "")
    found.update(*map(words_of, capitals))
    return frozenset(found) - STOP


def _words(entries: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    """The words of titles and the names beside them."""
    for number, entry in enumerate(entries):
        for word in {*entry.content, *entry.proper}:
            yield word, number


def _topics(entries: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    """The words of topics and addresses that the titles lack."""
    for number, entry in enumerate(entries):
        for word in entry.others - entry.proper:
            yield word, number


def _phrases(
    entries: Sequence[Entry],
) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    phrases: dict[str, list[int]] = defaultdict(list)
    lengths: dict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(entries):
        for part in set(_named_parts(entry)):
            words = tuple(map(spoken, part))
            key = " ".join(words)
            phrases[key].append(number)
            lengths[words[0]].add(len(words))
    longest_first = {word: tuple(sorted(known, reverse=True)) for word, known in lengths.items()}
    return {key: tuple(numbers) for key, numbers in phrases.items()}, longest_first


def _named_parts(entry: Entry) -> Iterator[tuple[str, ...]]:
    """The whole title, what stands before and behind the subtitle's sign, and its beginnings."""
    words = entry.words
    if len(words) > 1:
        yield words
    for length in range(_SHORTEST_BEGINNING, len(words)):
        ends_well = words[length - 1] not in STOP or length == entry.main
        if ends_well and not STOP.issuperset(words[:length]):
            yield words[:length]
    if 1 < entry.main < len(words):
        yield words[: entry.main]
    behind = words[entry.main :]
    for length in range(_SHORTEST_BEGINNING, len(behind) + 1):
        if behind[length - 1] not in STOP or length == len(behind):
            yield behind[:length]
