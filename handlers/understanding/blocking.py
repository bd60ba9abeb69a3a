"""Clauses that report nothing: questions, plans, negations, and verbs with another meaning."""

from itertools import pairwise

from handlers.understanding.clauses import Clause
from handlers.understanding.day import Day, Form
from handlers.understanding.expressions import single_words
from handlers.understanding.runs import Text
from handlers.understanding.statement import CUES
from handlers.understanding.tags import Tag
from handlers.understanding.wording import doubts, talk

_GREETING = single_words(talk.GREETING)
_ASKING = single_words(doubts.ASKING)
_ALWAYS = single_words(doubts.ALWAYS_ASKING)
_ASKED = single_words(doubts.ASKED)
_PARTICLES = single_words(doubts.PARTICLES)
_QUESTION = single_words(doubts.QUESTION.replace(",", " "))
_BLOCKING = frozenset(
    {Tag.NEGATION, Tag.PLAN, Tag.PARTIAL, Tag.QUOTED, Tag.CONDITION, Tag.UNDONE, Tag.RETRACT}
    | {Tag.ASIDE}
)
_DEADLINES = frozenset({"till", "by", "until", "innan", "before"})
_THEN = frozenset({"sa", "sen", "sedan", "da", "then"})


def asks(clause: Clause, text: Text) -> bool:
    """Whether it is a question."""
    if clause.closed == "?":
        return True
    keys = [text.tokens[mark.start].key for mark in clause.marks[:5]]
    tags = [mark.tag for mark in clause.marks[:5]]
    while keys and keys[0] in _GREETING and len(keys) > 1:
        keys, tags = keys[1:], tags[1:]
    first = clause.marks[0] if clause.marks else None
    phrase = first is not None and first.tag is Tag.FILLER and first.end - first.start > 1
    if not keys or phrase or tags[0] in {Tag.TITLE, Tag.DAY}:
        return False
    if keys[0] in _ALWAYS or (keys[0] in _QUESTION and tags[0] is not Tag.BE):
        return True
    if clause.opened in {",", ":"} and tags[0] is Tag.PAST:  # "hängslen, gjorde jag igår"
        return False
    if len(keys) < 2 or (keys[1] == "i" and tags[1] is not Tag.ME):
        return False
    question = tags[0] is Tag.PAST and _has_me(clause, keys[0], text)
    return question or (keys[0] in _ASKING and keys[1] in _ASKED)


def _has_me(clause: Clause, first: str, text: Text) -> bool:
    """ "fick jag intyg för ...": the phrase that it begins with has the writer behind the verb."""
    mark = next(mark for mark in clause.marks if text.tokens[mark.start].key == first)
    return any(text.tokens[at].key == "jag" for at in range(mark.start + 1, mark.end))


def blocked(clause: Clause, text: Text) -> bool:
    """Whether a word makes it no report: not, not yet, going to, if."""
    managed = clause.has(Tag.MANAGED)
    for at, mark in enumerate(clause.marks):
        if mark.tag is Tag.PLAN and managed and clause.marks[at - 1].tag is not Tag.PLAN:
            continue
        if mark.tag in _BLOCKING:
            return True
        if isinstance(mark.value, Day) and text.tokens[mark.start].key in _DEADLINES:
            return True
        deadline = mark.tag is Tag.DAY and at and text.tokens[clause.marks[at - 1].start].key
        if deadline in _DEADLINES and clause.has(*CUES):
            return True
    return False


def ready_for(clause: Clause, text: Text) -> bool:
    """ "klar för dagen", "klart att vi kommer", "klart jag kan": nothing is reported."""
    first, *rest = clause.marks or (None,)
    surely = first and first.tag is Tag.STATE and text.tokens[first.start].key == "klart"
    if surely and rest and rest[0].tag in {Tag.ME, Tag.WE, Tag.OTHERS}:
        return True
    for mark, after in pairwise(clause.marks):
        key = text.tokens[after.start].key
        if mark.tag is Tag.STATE and after.tag is Tag.STOP and key in {"for", "att", "till"}:
            return True
        today = isinstance(after.value, Day) and after.value.form is Form.TODAY
        if today and text.tokens[mark.start].key == "for" and mark.tag is Tag.STOP:
            return True  # "... för idag"
    return False


def other_meaning(clause: Clause, text: Text) -> bool:
    """ "tog på mig hängslen", "gick med hängslen": the verb with a particle says something else."""
    if clause.has(Tag.STATE):
        return False
    return any(
        mark.tag in {Tag.PAST, Tag.PARTICIPLE}
        and mark.end - mark.start == 1
        and (after.tag is Tag.WITH or text.tokens[after.start].key in _PARTICLES)
        and after.tag in {Tag.WITH, Tag.STOP}
        for mark, after in pairwise(clause.marks)
    )


def comes_after(clause: Clause, text: Text) -> bool:
    """ "... så är jag klar": that comes of something else, later."""
    keys = [text.tokens[mark.start].key for mark in clause.marks[:3]]
    return (
        len(keys) == 3
        and keys[0] in _THEN
        and keys[1] in {"ar", "e", "a", "am"}
        and clause.marks[2].tag is Tag.ME
    )
