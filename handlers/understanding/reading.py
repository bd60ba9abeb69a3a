"""Read a message: what it reports, on which day, and whether that is certain."""

from dataclasses import dataclass, replace
from datetime import date

from handlers.understanding.clauses import Clause, cut
from handlers.understanding.cleaning import MENTION, Message, clean
from handlers.understanding.companions import Companions, find_companions
from handlers.understanding.days import find_days, settle
from handlers.understanding.model import Intent, Problem, Understanding
from handlers.understanding.naming import Namer
from handlers.understanding.phrases import find_phrases
from handlers.understanding.questions import asked
from handlers.understanding.reports import commanded, reported
from handlers.understanding.runs import Text
from handlers.understanding.tags import SAFE_WORDS, Mark, Tag, tag
from handlers.understanding.titles import Titles
from handlers.understanding.tokens import Token, tokens_of

_MOST_TOKENS = 300  # a longer message may take back what it says: it is asked about
_FINITE = frozenset({Tag.HAVE, Tag.BE, Tag.PAST, Tag.REGISTERED})


@dataclass(frozen=True, slots=True)
class _Read:
    """A message taken apart; `unsure` when nothing in it can be taken for certain."""

    text: Text
    clauses: list[Clause]
    unsure: bool
    companions: tuple[str, ...]


def understand(text: str, titles: Titles, today: date) -> Understanding:
    """What a free message would lead to."""
    read = _read(text, titles, today)
    found = reported(read.clauses, read.text, today)
    if found is None:
        return Understanding(asked(read.text.tokens), certain=False)
    return _with_companions(found, read)


def read_training(text: str, titles: Titles, today: date) -> Understanding:
    """What the words after `/training` would lead to: no verb is needed there."""
    read = _read(text, titles, today)
    found = commanded(read.clauses, read.text, today)
    if found is None or found.intent is not Intent.TRAINING:
        return Understanding(Intent.TRAINING, certain=False)
    return _with_companions(found, read)


def read_day(text: str, today: date) -> tuple[date | None, Problem | None]:
    """The day that the words after `/assessment` mean: none are today, unknown ones unclear."""
    tokens = tokens_of(clean(text).folded)[:_MOST_TOKENS]
    days = find_days(tokens, (), today)
    covered = {index for day in days for index in range(day.start, day.end)}
    other = (token for at, token in enumerate(tokens) if at not in covered)
    if any(token.kind == "word" and token.key not in SAFE_WORDS for token in other):
        return None, Problem.UNCLEAR_DATE
    return settle(days, today)


def _read(text: str, titles: Titles, today: date) -> _Read:
    message = clean(text)
    whole = tokens_of(message.folded)
    there = _companions(message, whole[:_MOST_TOKENS], titles, today)
    left = [token for at, token in enumerate(whole) if at not in there.tokens]
    tokens, addressed = _addressed(left)
    long = len(tokens) > _MOST_TOKENS
    tokens = tokens[:_MOST_TOKENS]
    clauses = cut(_marks(message, tokens, titles, today), tokens)
    first = clauses[0].marks[:1] if clauses else ()
    # "@somebody har gått ...": either the bot is spoken to, or a colleague is spoken of
    doubtful = addressed and bool(first) and first[0].tag in _FINITE
    shown = Text(message.shown, tokens, titles, Namer(titles))
    return _Read(shown, clauses, long or doubtful, there.accounts)


def _companions(message: Message, tokens: list[Token], titles: Titles, today: date) -> Companions:
    if not message.mentions:
        return Companions()
    return find_companions(message, tokens, _marks(message, tokens, titles, today), titles)


def _addressed(tokens: list[Token]) -> tuple[list[Token], bool]:
    """Without the mention that a message to the bot begins with, and whether there was one."""
    if not tokens or tokens[0].key != MENTION:
        return tokens, False
    start = 1
    while start < len(tokens) and tokens[start].key in {":", ",", "-", "\n"}:
        start += 1
    return tokens[start:], True


def _marks(message: Message, tokens: list[Token], titles: Titles, today: date) -> list[Mark]:
    named = find_phrases(tokens, titles)
    taken = {index for start, (end, _) in named.items() for index in range(start, end)}
    days = find_days(tokens, taken, today)
    return tag(message, tokens, named, days)


def _with_companions(found: Understanding, read: _Read) -> Understanding:
    """A report of training with those who were there; unsure where nothing is certain."""
    if found.intent is Intent.TRAINING:
        found = replace(found, companions=read.companions)
    return _unsure(found) if read.unsure else found


def _unsure(found: Understanding) -> Understanding:
    return replace(found, certain=False, resources=found.resources[:3])
