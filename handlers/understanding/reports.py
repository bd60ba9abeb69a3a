"""What the clauses of a message come to: a report, a question back, or nothing."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.understanding.across import across
from handlers.understanding.clauses import Clause
from handlers.understanding.day import Day, Form
from handlers.understanding.days import settle
from handlers.understanding.model import Intent, Problem, Understanding
from handlers.understanding.runs import Text
from handlers.understanding.statement import HARMLESS, PRONOUNS, Kind, Statement
from handlers.understanding.statements import state
from handlers.understanding.tags import Tag
from handlers.understanding.things import Things, all_sure, gather

_MOST_CANDIDATES = 3
_RECENT = timedelta(days=60)  # a date without a verb that is older may be about something else
_PRIORITY = (Intent.TRAINING, Intent.ASSESSMENT, Intent.REGISTRATION)


def reported(clauses: Sequence[Clause], text: Text, today: date) -> Understanding | None:
    """What a free message reports; None when it reports nothing."""
    said = _said(clauses, text)
    reports = [one for one in said if one.kind is Kind.REPORT]
    if any(clause.has(Tag.RETRACT) for clause in clauses):
        return None
    return _from_reports(said, reports, text, today) if reports else _bare(said, text, today)


def commanded(clauses: Sequence[Clause], text: Text, today: date) -> Understanding | None:
    """What the words after a command report: what is named there is meant to be recorded."""
    said = _said(clauses, text)
    if any(one.kind is Kind.REPORT for one in said):
        found = reported(clauses, text, today)
        if found is not None:
            return found
    named = [one for one in said if one.named]
    things = Things()
    for one in named:
        gather(one, things, text, asked_for=True)
    if any(one.kind is Kind.BLOCKED for one in named):
        things.proposal = None  # "Anna gick ..." names no course
    days = settle([day for one in said for day in one.days], today)
    plain = all(one.kind in {Kind.ITEM, Kind.DAY, Kind.EMPTY} and not one.doubt for one in said)
    certain = plain and all_sure(things) and days[0] is not None
    return _answer(Intent.TRAINING, things, text, days, certain=certain)


def _said(clauses: Sequence[Clause], text: Text) -> list[Statement]:
    said = [state(clause, text) for clause in clauses]
    across(said, text)
    return said


def _from_reports(
    said: list[Statement], reports: list[Statement], text: Text, today: date
) -> Understanding | None:
    items, doubt = _items(said, reports)
    things = Things(doubt=doubt)
    for one in (*reports, *items):
        gather(one, things, text)
    elliptic = [one for one in reports if one.elliptic]
    if elliptic and things.empty and not things.something_else:
        _look_around(said, elliptic[0], things, text)
    days, elsewhere = _days(said, reports, items, text)
    on, problem = settle(days, today)
    intents = {one.intent for one in (*reports, *items) if not one.elliptic} or {Intent.TRAINING}
    if things.something_else and things.empty and intents == {Intent.TRAINING}:
        return None
    intent = next(intent for intent in _PRIORITY if intent in intents)
    looked = any(one.looked for one in reports) and not any(one.elliptic for one in reports)
    certain = (
        not (things.doubt or elsewhere or looked or any(one.doubt for one in reports))
        and on is not None
        and len(intents) == 1
        and (intent is not Intent.TRAINING or all_sure(things))
        and (intent is Intent.TRAINING or things.empty)
    )
    return _answer(intent, things, text, (on, problem), certain=certain)


def _items(said: Sequence[Statement], reports: Sequence[Statement]) -> tuple[list[Statement], bool]:
    """Things that are only named, in a list with a report; and whether that is in doubt."""
    found: list[Statement] = []
    doubt = False
    sentences = {one.clause.sentence for one in reports}
    open_list = any(one.elliptic for one in reports)
    for at, one in enumerate(said):
        if one.kind is not Kind.ITEM:
            continue
        if one.clause.sentence in sentences or open_list:
            found.append(one)
            after = said[at + 1] if at + 1 < len(said) else None
            doubt |= bool(
                after
                and after.kind is Kind.BLOCKED
                and after.clause.sentence == one.clause.sentence
                and any(run.titled for run in after.runs)
            )
        else:
            found.append(one)
            doubt = True
    return found, doubt


def _look_around(
    said: Sequence[Statement], elliptic: Statement, things: Things, text: Text
) -> None:
    """What "klar med den" is about: the title that the clause before speaks of."""
    at = next(index for index, one in enumerate(said) if one is elliptic)
    before = [one for one in said[:at] if any(run.titled for run in one.runs)]
    if not before:
        return
    clause = elliptic.clause
    pronoun = any(text.tokens[mark.start].key in PRONOUNS for mark in clause.marks)
    own = pronoun and clause.has(Tag.ME, Tag.PAST, Tag.PARTICIPLE)
    if before[-1].kind is Kind.BLOCKED and not (pronoun and clause.has(Tag.ME)):
        things.something_else = before[-1].clause.sentence == clause.sentence
        return
    meant = [one.best for run in before[-1].runs for one in run.named if one.titles]
    if len(meant) == 1 and meant[0] is not None:
        things.sure.append(meant[0])
        things.doubt |= before[-1].kind is Kind.BLOCKED or not (own or _praised(before[-1]))
    else:
        gather(before[-1], things, text)
        things.doubt = True


def _praised(one: Statement) -> bool:
    """ "hängslen var kul!": a clause that only says how a title was."""
    tags = {mark.tag for mark in one.clause.marks}
    return (
        Tag.BE in tags
        and tags <= HARMLESS | {Tag.BE, Tag.NAME, Tag.TITLE, Tag.COURSE}
        and all(run.sure for run in one.runs)
    )


def _days(
    said: Sequence[Statement],
    reports: Sequence[Statement],
    items: Sequence[Statement],
    text: Text,
) -> tuple[list[Day], bool]:
    """The days of a report, and whether only its surroundings have one."""
    days = [day for one in (*reports, *items) for day in one.days]
    days += [day for one in said if one.kind is Kind.DAY for day in one.days]
    if any(day.form is not Form.CLOCK for day in days):
        return days, False
    sentences = {one.clause.sentence for one in reports}
    around = [
        day
        for one in said
        if one.kind is Kind.TALK and one.clause.sentence in sentences and not _set_apart(said, one)
        for day in one.days
        if day.form in {Form.PAST, Form.CALENDAR, Form.VAGUE, Form.WEEKDAY}
    ]
    joined = all(one.clause.opened == "and" and not _present(one, text) for one in reports)
    return days + around, bool(around) and not joined


def _present(one: Statement, text: Text) -> bool:
    """ "... och är nu klar": the day before "och" is not the report's."""
    keys = {text.tokens[mark.start].key for mark in one.clause.marks}
    return one.clause.has(Tag.HAVE) or not keys.isdisjoint({"ar", "e", "is", "am", "nu"})


def _set_apart(said: Sequence[Statement], one: Statement) -> bool:
    """ "var sjuk i måndags men ...": another matter."""
    at = next(index for index, other in enumerate(said) if other is one)
    return one.clause.closed == "but" or (one.clause.opened == "but" and at > 0)


def _bare(said: Sequence[Statement], text: Text, today: date) -> Understanding | None:
    """ "hängslen och livrem igår": nothing but titles and days."""
    items = [one for one in said if one.kind is Kind.ITEM]
    if not items or any(one.kind in {Kind.TALK, Kind.BLOCKED} for one in said):
        return None
    things = Things(doubt=any(one.doubt for one in items))
    for one in items:
        gather(one, things, text)
    days = [day for one in said for day in one.days]
    intents = {one.intent for one in items}
    if len(intents) > 1 or (intents == {Intent.TRAINING} and not all_sure(things)):
        return None
    day = settle(days, today)
    worded = any(one.form is Form.PAST for one in days)  # igår, i måndags
    plain = not things.everyday and (
        worded or (things.strong and any(_past(one, today) for one in days))
    )
    certain = day[0] is not None and plain and not things.doubt
    return _answer(intents.pop(), things, text, day, certain=certain)


def _past(day: Day, today: date) -> bool:
    """Whether a day is one that only something finished can have."""
    if day.form is Form.CALENDAR and day.day is not None:
        return timedelta() < today - day.day <= _RECENT
    return day.form is Form.PAST


def _answer(
    intent: Intent,
    things: Things,
    text: Text,
    day: tuple[date | None, Problem | None],
    *,
    certain: bool,
) -> Understanding:
    numbers = list(dict.fromkeys(things.sure if certain else [*things.sure, *things.perhaps]))
    kept = numbers if certain else numbers[:_MOST_CANDIDATES]
    return Understanding(
        intent=intent,
        certain=certain,
        resources=tuple(text.titles.entries[number].title for number in kept),
        on=day[0],
        proposal=None if certain else _clean(things.proposal),
        problem=day[1],
    )


def _clean(proposal: str | None) -> str | None:
    """As written, without the private signs that stand for people and links."""
    if proposal is None:
        return None
    shown = "".join(char for char in proposal if not "\ue000" <= char <= "\ue004")
    return " ".join(shown.strip("\"'“”.,;:!?()-– ").split())[:300] or None
