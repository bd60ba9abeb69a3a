"""Read a message: what it reports, on which day, and whether that is certain."""

from datetime import date

from handlers.understanding.cleaning import MENTION, Message, clean
from handlers.understanding.clauses import Clause, cut
from handlers.understanding.days import find_days, settle
from handlers.understanding.model import Intent, Problem, Understanding
from handlers.understanding.phrases import find_phrases
from handlers.understanding.questions import asked
from handlers.understanding.reports import reported
from handlers.understanding.runs import Text
from handlers.understanding.tags import KNOWN_WORDS, Tag, tag
from handlers.understanding.titles import Titles
from handlers.understanding.tokens import Token, tokens_of

_FINITE = frozenset({Tag.HAVE, Tag.BE, Tag.PAST, Tag.REGISTERED})


def understand(text: str, titles: Titles, today: date) -> Understanding:
    """What a free message would lead to."""
    message = clean(text)
    tokens, addressed = _addressed(tokens_of(message.folded))
    clauses = _clauses(message, tokens, titles, today)
    found = reported(clauses, Text(message.shown, tokens, titles), today, verb_needed=True)
    if found is None:
        return Understanding(asked(tokens), certain=False)
    if found.certain and addressed and clauses[0].marks[0].tag in _FINITE:
        return _unsure(found)  # "@somebody har gått ...": the bot is spoken to, or a colleague of
    return found


def read_training(text: str, titles: Titles, today: date) -> Understanding:
    """What the words after `/training` would lead to: no verb is needed there."""
    message = clean(text)
    tokens, _ = _addressed(tokens_of(message.folded))
    clauses = _clauses(message, tokens, titles, today)
    found = reported(clauses, Text(message.shown, tokens, titles), today, verb_needed=False)
    if found is not None and found.intent is Intent.TRAINING:
        return found
    return Understanding(Intent.TRAINING, certain=False)


def read_day(text: str, today: date) -> tuple[date | None, Problem | None]:
    """The day that the words after `/assessment` mean: none are today, unknown ones unclear."""
    tokens = tokens_of(clean(text).folded)
    days = find_days(tokens, (), today)
    covered = {index for day in days for index in range(day.start, day.end)}
    other = (token for at, token in enumerate(tokens) if at not in covered)
    if any(token.kind == "word" and token.key not in KNOWN_WORDS for token in other):
        return None, Problem.UNCLEAR_DATE
    return settle(days, today)


def _addressed(tokens: list[Token]) -> tuple[list[Token], bool]:
    """Without the mention that a message to the bot begins with, and whether there was one."""
    if not tokens or tokens[0].key != MENTION:
        return tokens, False
    rest = tokens[1:]
    while rest and rest[0].kind in {"sign", "stop"} and rest[0].key in {":", ",", "-", "\n"}:
        rest = rest[1:]
    return rest, True


def _clauses(message: Message, tokens: list[Token], titles: Titles, today: date) -> list[Clause]:
    named = find_phrases(tokens, titles)
    taken = {index for start, (end, _) in named.items() for index in range(start, end)}
    days = find_days(tokens, taken, today)
    return cut(tag(message, tokens, named, days), tokens)


def _unsure(found: Understanding) -> Understanding:
    return Understanding(
        found.intent, certain=False, resources=found.resources[:3], on=found.on
    )
