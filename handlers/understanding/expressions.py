"""Tables of words and phrases, looked up where they begin; the longest one wins."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from handlers.understanding.tokens import Token

Meaning = TypeVar("Meaning")


class Expressions(Generic[Meaning]):
    """Phrases with what they mean, from tables of folded words."""

    def __init__(self, meanings: Iterable[tuple[str, Meaning]]) -> None:
        phrases: dict[str, dict[tuple[str, ...], Meaning]] = {}
        for phrase, meaning in meanings:
            words = tuple(phrase.split())
            phrases.setdefault(words[0], {})[words] = meaning
        self._by_first = {
            first: tuple(sorted(known.items(), key=lambda item: -len(item[0])))
            for first, known in phrases.items()
        }

    def at(self, tokens: Sequence[Token], index: int) -> tuple[int, Meaning] | None:
        """How many tokens from here are the longest known phrase, and what it means."""
        for words, meaning in self._by_first.get(tokens[index].key, ()):
            length = len(words)
            if length == 1 or words == tuple(t.key for t in tokens[index : index + length]):
                return length, meaning
        return None


def phrases(table: str) -> list[str]:
    """The phrases of a table: separated by commas and line breaks."""
    parts = table.replace("\n", ",").split(",")
    return [part.strip() for part in parts if part.strip()]


def single_words(table: str) -> frozenset[str]:
    """The words of a table: separated by spaces."""
    return frozenset(table.split())


def table_of(tables: Mapping[Meaning, str]) -> list[tuple[str, Meaning]]:
    """Every phrase of every table with what it means; a later table overrules an earlier one."""
    return [(phrase, meaning) for meaning, text in tables.items() for phrase in phrases(text)]
