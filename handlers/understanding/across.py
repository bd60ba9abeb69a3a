"""What one clause of a message does to another."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from handlers.understanding.blocking import asks
from handlers.understanding.day import Form
from handlers.understanding.expressions import single_words
from handlers.understanding.runs import Text
from handlers.understanding.statement import CUES, PRONOUNS, Kind, Statement
from handlers.understanding.statements import state
from handlers.understanding.tags import Tag
from handlers.understanding.wording import doubts

_THEN = frozenset({"hade", "var", "va", "kom", "satt", "fick", "was", "had", "got", "were"})
_VERB_ENDINGS = (
    *("ade", "dde", "kte", "ste", "nde", "lde", "tte", "mde", "satt", "kom", "fick", "gav", "stod"),
    *("lag", "skrev", "drack", "sov", "sprang", "spent", "stayed", "worked", "had"),
)
_NEXT = single_words(doubts.NEXT)
_PROOF = single_words(doubts.PROOF)
_CORRECTION = single_words(doubts.CORRECTION)
_SMALL = single_words("nu an ja jo helt haha da va och ju forresten alltsa visst")


def across(said: Sequence[Statement], text: Text) -> None:
    """Take back or doubt what a clause says for what the others say."""
    for at in range(len(said)):
        for one in _taken_back(said, at, text):
            if one.kind in {Kind.REPORT, Kind.ITEM}:
                one.kind = Kind.BLOCKED
        for one in _doubted(said, at, text):
            one.doubt = True


def _taken_back(said: Sequence[Statement], at: int, text: Text) -> Iterator[Statement]:
    """What the clause makes no report, though it may read as one."""
    one, behind = said[at], said[at + 1 :]
    sentence = [other for other in said if other.clause.sentence == one.clause.sentence]
    if one.clause.has(Tag.CONDITION) and not _adjunct_of_time(one, text):
        yield from sentence
    if one.clause.closed == "?" and one is sentence[-1] and _continues(one, text):
        yield from sentence
    if _takes_back(one, text) or _attributes(one, text):
        yield from said[:at]
    if one.clause.has(Tag.PARTIAL) and one.kind is Kind.BLOCKED and _still_open(one):
        yield from said
    if one.clause.closed == ":" and (one.kind is Kind.BLOCKED or _somebody_named(one)):
        yield from behind[:1]
    if one.clause.closed == ":" and one.kind is Kind.BLOCKED:
        yield from takewhile(lambda other: other.kind is not Kind.REPORT, behind)
    if at and _says_of(said[at - 1], one):
        yield said[at - 1]


def _doubted(said: Sequence[Statement], at: int, text: Text) -> Iterator[Statement]:
    """What the clause makes uncertain."""
    one, before, behind = said[at], said[:at], said[at + 1 :]
    sentence = [other for other in said if other.clause.sentence == one.clause.sentence]
    if _only_doubts(one):
        yield from sentence
    if _corrects(one, text) or _takes_another(said, at, text):
        yield from said
    if _says_not(one) or _falls_short(one, text) or _done_by_another(one, text):
        yield from before
    if _wonders(one, text):
        yield from before
    if one.clause.closed == ":" and one.kind is Kind.BLOCKED:
        yield from takewhile(lambda other: other.clause.sentence == one.clause.sentence, behind)
    if _comes_next(before, one, text):
        yield from before
    if _several_people(one) or (one.clause.opened == "-" and _only_named(one)):
        yield from before[-1:]
    if before and _subject_before(before[-1], one, text):
        yield one
    if at == 1 and _vocative(before[0], text):
        yield one


def _only_named(one: Statement) -> bool:
    """ "... – nästa nivå": what goes on the name before a dash."""
    verbs = {Tag.HAVE, Tag.BE, Tag.PAST, Tag.STATE, Tag.PARTICIPLE, Tag.ME, Tag.WE, Tag.OTHERS}
    return one.named and one.kind in {Kind.TALK, Kind.BLOCKED} and not one.clause.has(*verbs)


def _attributes(one: Statement, text: Text) -> bool:
    """ "..., sa hon": whose words they were."""
    marks = one.clause.marks
    if not 2 <= len(marks) <= 4 or text.tokens[marks[0].start].key not in {"sa", "sade", "said"}:
        return False
    return marks[1].tag in {Tag.OTHERS, Tag.NAME}


def _several_people(one: Statement) -> bool:
    """ "... / Anna och Eva": who signed is not the writer alone."""
    names = {Tag.NAME, Tag.JOIN, Tag.SIGN}
    tags = [mark.tag for mark in one.clause.marks]
    return names.issuperset(tags) and Tag.JOIN in tags and not any(r.titled for r in one.runs)


def _vocative(one: Statement, text: Text) -> bool:
    """ "Birgitta, klar med ...": spoken to, or spoken of."""
    marks = one.clause.marks
    if one.clause.closed != "," or len(marks) != 1 or marks[0].tag is not Tag.NAME:
        return False
    token = text.tokens[marks[0].start]
    return text.shown[token.end : token.end + 1] == "," and not one.runs[0].titled


def _subject_before(before: Statement, one: Statement, text: Text) -> bool:
    """ "Anna var här och gick hängslen": the verb has its subject in the clause before."""
    if before.clause.sentence != one.clause.sentence or one.clause.has(Tag.ME, Tag.WE):
        return False
    if before.clause.has(Tag.ME) or before.kind in {Kind.ITEM, Kind.REPORT, Kind.DAY, Kind.EMPTY}:
        return False
    own = [mark for mark in one.clause.marks if mark.tag is not Tag.SIGN]
    theirs = [
        mark for mark in before.clause.marks if mark.tag not in {Tag.FILLER, Tag.DAY, Tag.SIGN}
    ]
    if not own or not theirs or own[0].tag not in {Tag.PAST, Tag.HAVE, Tag.BE, Tag.MANAGED}:
        return False
    if text.tokens[theirs[0].start].key.endswith(_VERB_ENDINGS):
        return False
    return theirs[0].tag in {Tag.NAME, Tag.OTHERS, Tag.STOP, Tag.TITLE}


def _adjunct_of_time(one: Statement, text: Text) -> bool:
    """ "... när jag hade lunch", behind a report: it says when, not if."""
    keys = {text.tokens[mark.start].key for mark in one.clause.marks}
    if one.clause.opened != "when" or keys.isdisjoint(_THEN):
        return False
    return not one.clause.has(
        *(Tag.STATE, Tag.PARTICIPLE, Tag.PAST, Tag.PLAN, Tag.NEGATION, Tag.PARTIAL)
    )


def _continues(one: Statement, text: Text) -> bool:
    """Whether the end of a question only goes on with what its first part says."""
    plain = state(replace(one.clause, closed=""), text)
    return plain.kind in {Kind.ITEM, Kind.DAY, Kind.EMPTY} or plain.elliptic


def _wonders(one: Statement, text: Text) -> bool:
    """ "... kaninhålet klart?", "... 90 %?": a report, or what is left, but for the sign."""
    plain = replace(one.clause, closed="")
    if one.clause.closed != "?" or asks(plain, text):
        return False
    left = plain.has(Tag.PARTIAL) and not _names_another(one)
    return left or state(plain, text).kind is Kind.REPORT


def _takes_back(one: Statement, text: Text) -> bool:
    """ "... NOT", "eller nej": a clause that only says no."""
    only = {Tag.NEGATION, Tag.HEDGE, Tag.SIGN, Tag.ME, Tag.BE, Tag.HAVE, Tag.JOIN}
    tags = [
        mark.tag
        for mark in one.clause.marks
        if mark.tag is not Tag.FILLER or text.tokens[mark.start].key not in _SMALL
    ]
    return Tag.NEGATION in tags and only.issuperset(tags)


def _corrects(one: Statement, text: Text) -> bool:
    """ "nej, i måndags", "förlåt, kaninhålet": another day or thing, or that one is unsure."""
    if one.kind is Kind.REPORT:
        return False
    keys = {text.tokens[mark.start].key for mark in one.clause.marks}
    if keys.isdisjoint(_CORRECTION):
        return False
    if one.placed or any(run.titled for run in one.runs):
        return True
    return not keys.isdisjoint({"minns", "vet"})


def _takes_another(said: Sequence[Statement], at: int, text: Text) -> bool:
    """ "... Fel, kaninhålet ska det vara": a word of correction, then another thing or day."""
    marks = [mark for mark in said[at].clause.marks if mark.tag is not Tag.SIGN]
    if len(marks) != 1 or text.tokens[marks[0].start].key not in _CORRECTION:
        return False
    after = said[at + 1 : at + 2]
    reported = any(other.kind is Kind.REPORT for other in said[:at])
    return reported and any(
        other.placed or any(run.titled for run in other.runs) for other in after
    )


def _says_not(one: Statement) -> bool:
    """ "oh wait, no I didn't": perhaps about what was said before."""
    return (
        one.clause.has(Tag.NEGATION)
        and one.clause.has(Tag.ME)
        and not any(run.titled for run in one.runs)
    )


def _falls_short(one: Statement, text: Text) -> bool:
    """ "... men blev inte godkänd", "fast inte allt": what was reported was not finished."""
    if one.kind is not Kind.BLOCKED or not one.clause.has(Tag.NEGATION) or _names_another(one):
        return False
    keys = {text.tokens[mark.start].key for mark in one.clause.marks}
    return one.clause.has(Tag.STATE, Tag.PARTICIPLE) or not keys.isdisjoint(_PROOF)


def _done_by_another(one: Statement, text: Text) -> bool:
    """ "... Anna gjorde den": it was not the writer who did what was reported."""
    if one.kind is not Kind.BLOCKED or one.clause.has(Tag.ME) or _names_another(one):
        return False
    marks = one.clause.marks
    verb = next((mark.start for mark in marks if mark.tag in CUES), 0)
    somebody = any(mark.tag in {Tag.NAME, Tag.OTHERS} for mark in marks if mark.start < verb)
    return somebody and any(text.tokens[mark.start].key in PRONOUNS for mark in marks)


def _names_another(one: Statement) -> bool:
    other = one.clause.has(Tag.ASSESSMENT, Tag.REGISTERED, Tag.ACCOUNT, Tag.LINK)
    return other or any(run.titled for run in one.runs)


def _says_of(before: Statement, one: Statement) -> bool:
    """ "kaninhålet: ej klar": what a list says of the thing before the sign."""
    if before.kind is not Kind.ITEM or before.clause.closed not in {":", "-", ">"}:
        return False
    together = before.clause.sentence == one.clause.sentence
    return together and one.kind is Kind.BLOCKED and not _names_another(one)


def _comes_next(before: Sequence[Statement], one: Statement, text: Text) -> bool:
    """ "klar med kaninhålet, nu hängslen": what is only named there is to come, or done as well."""
    reports = [other for other in before if other.kind is Kind.REPORT]
    if not reports or one.kind is not Kind.ITEM or any(day.form is Form.PAST for day in one.days):
        return False
    keys = [text.tokens[mark.start].key for mark in one.clause.marks]
    first = {text.tokens[mark.start].key for other in reports for mark in other.clause.marks}
    led = keys[0] in _NEXT and first.isdisjoint({"forst", "first"})
    return led or one.clause.opened == ">"


def _still_open(one: Statement) -> bool:
    """ "bara quizet kvar": unless it is another course that is left, or a question."""
    if one.clause.closed == "?" or one.clause.has(Tag.COURSE, Tag.ASSESSMENT, Tag.LINK):
        return False
    return not any(run.titled for run in one.runs)


def _only_doubts(one: Statement) -> bool:
    """ "..., tror jag": a clause that only says that somebody is unsure."""
    said = {Kind.TALK, Kind.EMPTY} if one.clause.closed != "?" else {Kind.BLOCKED}
    return one.clause.has(Tag.HEDGE) and not one.named and one.kind in said


def _somebody_named(one: Statement) -> bool:
    """ "Anna: klar med ...": whose words these are."""
    if one.kind in {Kind.REPORT, Kind.ITEM, Kind.DAY, Kind.EMPTY}:
        return False
    return one.clause.has(Tag.OTHERS) or any(not run.labelled for run in one.runs)
