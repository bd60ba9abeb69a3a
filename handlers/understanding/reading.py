"""Read a message: what it reports, and on which day."""

import re
from datetime import date, timedelta

from handlers.understanding.model import Intent, Problem, Title, Understanding
from handlers.understanding.titles import Titles
from storage.keys import title_key

_DONE = re.compile(
    r"\b(klara?t?|färdiga?t?|avklara[dt]|slutförde?t?|gick|gjorde|läste?|gjort|done)\b"
)
_DAYS_AGO = {"": 0, "idag": 0, "igår": 1, "i går": 1, "i förrgår": 2}
_NOTHING = Understanding(Intent.NONE, certain=False)


def understand(text: str, titles: Titles, today: date) -> Understanding:
    """A free message."""
    key = title_key(text)
    if "självskattning" in key and _DONE.search(key):
        return Understanding(Intent.ASSESSMENT, certain=True, on=today - _ago(key))
    return read_training(text, titles, today) if _DONE.search(key) else _NOTHING


def read_training(text: str, titles: Titles, today: date) -> Understanding:
    """The words after /training."""
    found = _named(title_key(text), titles)
    return Understanding(
        Intent.TRAINING, certain=len(found) == 1, resources=found[:3], on=today - _ago(text)
    )


def read_day(text: str, today: date) -> tuple[date | None, Problem | None]:
    """The words after /assessment."""
    key = title_key(text)
    if key in _DAYS_AGO:
        return today - _ago(key), None
    return None, Problem.UNCLEAR_DATE


def _ago(key: str) -> timedelta:
    return timedelta(days=max(ago for words, ago in _DAYS_AGO.items() if words in key))


def _named(key: str, titles: Titles) -> tuple[Title, ...]:
    words = set(key.split())
    everything = titles.search("", limit=100_000)
    return tuple(t for t in everything if set(title_key(t.title).split()[:2]) <= words)
