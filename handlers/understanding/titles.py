"""The catalogue's titles, found by the words that people use for them."""

from collections.abc import Iterable

from handlers.understanding.model import Title
from storage.keys import title_key


class Titles:
    """An immutable index of titles."""

    def __init__(self, titles: Iterable[Title]) -> None:
        self._titles = tuple(sorted(titles, key=lambda title: title_key(title.title)))

    def search(self, words: str, limit: int = 25) -> tuple[Title, ...]:
        """The titles that hold every word, or the start of the catalogue."""
        wanted = title_key(words).split()
        found = [t for t in self._titles if all(word in title_key(t.title) for word in wanted)]
        return tuple(found[:limit])
