"""What the clauses of a message come to: a report, a question back, or nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import takewhile

from handlers.understanding.clauses import Clause
from handlers.understanding.day_forms import Day, Form
from handlers.understanding.days import settle
from handlers.understanding.expressions import single_words
from handlers.understanding.model import Intent, Problem, Understanding
from handlers.understanding.naming import Named
from handlers.understanding.runs import Run, Text
from handlers.understanding.statements import Kind, Statement, state
from handlers.understanding.tags import Tag
from handlers.understanding.titles import STOP, link_key
from handlers.understanding.wording import doubts, talk

_MOST_CANDIDATES = 3
_RECENT = timedelta(days=60)  # a date without a verb that is older may be about something else
_PRIORITY = (Intent.TRAINING, Intent.ASSESSMENT, Intent.REGISTRATION)
_PRONOUNS = frozenset({"den", "det", "it", "dem", "denna"})
_THEN = frozenset({"hade", "var", "va", "kom", "satt", "fick", "was", "had", "got", "were"})
_VERB_ENDINGS = (
    *("ade", "dde", "kte", "ste", "nde", "lde", "tte", "mde", "satt", "kom", "fick", "gav", "stod"),
    *("lag", "skrev", "drack", "sov", "sprang", "spent", "stayed", "worked", "had"),
)
_CORRECTION = single_words(doubts.CORRECTION)
_PLACES = single_words(talk.PLACES)
_SMALL = frozenset({"nu", "an", "ja", "jo", "helt", "haha", "da", "va", "och", "ju"})
_DEFINITE = ("en", "et", "an", "na", "orna", "erna", "arna", "ns", "ts")
_ADJUNCTS = frozenset(
    "pa i under hemma vid innan fore efter over mellan hos genom at during before after in on".split()
)


@dataclass(slots=True)
class Things:
    """What reports are about, gathered from their clauses."""

    sure: list[int] = field(default_factory=list)
    perhaps: list[int] = field(default_factory=list)
    proposal: str | None = None
    doubt: bool = False
    strong: bool = True
    something_else: bool = False
    unnamed: bool = False
    everyday: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was named that could be meant."""
        return not self.sure and not self.perhaps and self.proposal is None


def reported(
    clauses: Sequence[Clause], text: Text, today: date, *, verb_needed: bool
) -> Understanding | None:
    """What the message reports; None when it reports nothing."""
    if any(clause.has(Tag.RETRACT) for clause in clauses):
        return None
    said = [state(clause, text) for clause in clauses]
    _across(said, text)
    reports = [one for one in said if one.kind is Kind.REPORT]
    if reports:
        return _from_reports(said, reports, text, today)
    return _without_verb(said, text, today, verb_needed=verb_needed)


# What one clause does to another


def _across(said: list[Statement], text: Text) -> None:
    for at, one in enumerate(said):
        sentence = [other for other in said if other.clause.sentence == one.clause.sentence]
        if one.clause.has(Tag.CONDITION) and not _adjunct_of_time(one, text):
            _block(sentence)
        if one.clause.closed == "?" and one is sentence[-1] and _continues(one, text):
            _block(sentence)
        if _takes_back(one, text):
            _block(said[:at])
        if one.clause.has(Tag.PARTIAL) and one.kind is Kind.BLOCKED and _still_open(one):
            _block(said)
        if _only_doubts(one):
            for other in sentence:
                other.doubt = True
        if at and one.clause.opened == "-" and _only_named(one):
            said[at - 1].doubt = True
        if at and _attributes(one, text):
            _block(said[:at])
        if one.clause.closed == ":" and _somebody_named(one):
            _block(said[at + 1 : at + 2])
        if _corrects(one, text):
            for other in said:
                other.doubt = True
        if at and _says_not(one):
            for other in said[:at]:
                other.doubt = True
        if one.clause.closed == ":" and one.kind is Kind.BLOCKED:
            _block(said[at + 1 : at + 2])
            _block(takewhile(lambda other: other.kind is not Kind.REPORT, said[at + 1 :]))
        if _several_people(one):
            said[at - 1].doubt |= at > 0
        if at == 1 and _vocative(said[0], text):
            one.doubt = True
        if at and _subject_before(said[at - 1], one, text):
            one.doubt = True


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
    theirs = [mark for mark in before.clause.marks if mark.tag not in {Tag.FILLER, Tag.DAY, Tag.SIGN}]
    if not own or not theirs or own[0].tag not in {Tag.PAST, Tag.HAVE, Tag.BE, Tag.MANAGED}:
        return False
    if text.tokens[theirs[0].start].key.endswith(_VERB_ENDINGS):
        return False
    return theirs[0].tag in {Tag.NAME, Tag.OTHERS, Tag.STOP, Tag.TITLE}


def _block(said: Iterable[Statement]) -> None:
    for one in said:
        if one.kind in {Kind.REPORT, Kind.ITEM}:
            one.kind = Kind.BLOCKED


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
    return plain.kind in {Kind.ITEM, Kind.DAY, Kind.EMPTY}


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


def _says_not(one: Statement) -> bool:
    """ "oh wait, no I didn't": perhaps about what was said before."""
    return one.clause.has(Tag.NEGATION) and one.clause.has(Tag.ME) and not any(
        run.titled for run in one.runs
    )


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


# From clauses that say that something is finished


def _from_reports(
    said: list[Statement], reports: list[Statement], text: Text, today: date
) -> Understanding | None:
    items, doubt = _items(said, reports)
    things = Things(doubt=doubt)
    for one in (*reports, *items):
        _gather(one, things, text)
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
        and (intent is not Intent.TRAINING or _all_sure(things))
        and (intent is Intent.TRAINING or things.empty)
    )
    return _answer(intent, certain, things, text, on, problem)


def _all_sure(things: Things) -> bool:
    return bool(things.sure) and not things.perhaps and things.proposal is None


def _items(
    said: Sequence[Statement], reports: Sequence[Statement]
) -> tuple[list[Statement], bool]:
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
    if before[-1].kind is Kind.BLOCKED:
        things.something_else = before[-1].clause.sentence == elliptic.clause.sentence
        return
    marks = elliptic.clause.marks
    pronoun = any(text.tokens[mark.start].key in _PRONOUNS for mark in marks)
    meant = [one.best for run in before[-1].runs for one in run.named if one.titles]
    if len(meant) == 1 and meant[0] is not None:
        things.sure.append(meant[0])
        things.doubt |= not (pronoun and elliptic.clause.has(Tag.ME))
    else:
        _gather(before[-1], things, text)
        things.doubt = True


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
        if one.kind is Kind.TALK and one.clause.sentence in sentences
        and not _set_apart(said, one)
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


def _gather(one: Statement, things: Things, text: Text) -> None:
    """What a clause is about, into `things`."""
    for link in one.links:
        _gather_link(link, things, text)
    earlier = bool(one.links)
    for run in one.runs:
        if not run.titled and (earlier or things.sure) and not run.labelled:
            thorough = one.clause.has(Tag.STATE)
            led = text.tokens[run.start].key in _ADJUNCTS and _place(run)
            things.doubt |= not (led and thorough)
            continue
        for named in run.named:
            _gather_named(named, run, one, things)
        earlier = True


def _place(run: Run) -> bool:
    """ "på jobbet": where, which changes nothing."""
    words = [word.key for named in run.named for word in named.words]
    return all(word in _PLACES or word in STOP for word in words)


def _gather_link(link: str, things: Things, text: Text) -> None:
    found = text.titles.at_address(link)
    if len(found) == 1:
        things.sure.append(found[0])
    elif found:
        things.perhaps.extend(found)
    elif (key := link_key(link)) and key.startswith("digiteket.se/"):
        things.proposal = things.proposal or link
    else:
        things.doubt = True


def _gather_named(named: Named, run: Run, one: Statement, things: Things) -> None:
    if named.sure:
        things.sure.append(named.titles[0])
        things.strong &= named.strong or named.labelled
        things.everyday |= named.everyday and not named.labelled
    elif not named.titles and not named.other_thing:
        things.unnamed = True  # "kursen": which?
        things.doubt |= len(run.named) > 1
    elif named.other_thing and not (run.labelled or run.quoted):
        _gather_unknown(run, one, things)
    else:
        things.perhaps.extend(named.titles)
        if named.odd or named.other_thing:
            things.proposal = things.proposal or run.written


def _gather_unknown(run: Run, one: Statement, things: Things) -> None:
    """Something that begins with no word of a title: a course that is new, or no course."""
    content = [word for named in run.named for word in named.words if not word.course]
    first = next((word for word in content if len(word.key) > 2), content[0])
    capital = first.shown[:1].isupper() and one.clause.marks[0].start != run.start
    several = len(content) > 1 and not first.key.endswith(_DEFINITE)
    if one.clause.has(Tag.STATE) and (capital or several):
        things.perhaps.extend(number for named in run.named for number in named.titles)
        things.proposal = things.proposal or run.written
    else:
        things.something_else = True
        things.doubt = True


# From titles alone


def _without_verb(
    said: list[Statement], text: Text, today: date, *, verb_needed: bool
) -> Understanding | None:
    """ "hängslen och livrem igår": nothing but titles and days."""
    items = [one for one in said if one.kind is Kind.ITEM]
    return None if not items else _bare(said, items, text, today, verb_needed)


def _bare(
    said: list[Statement], items: list[Statement], text: Text, today: date, verb_needed: bool
) -> Understanding | None:
    if any(one.kind in {Kind.TALK, Kind.BLOCKED} for one in said):
        return None
    things = Things(doubt=any(one.doubt for one in items))
    for one in items:
        _gather(one, things, text)
    days = [day for one in said for day in one.days]
    intents = {one.intent for one in items}
    if len(intents) > 1 or (intents == {Intent.TRAINING} and not _all_sure(things)):
        return None
    on, problem = settle(days, today)
    plain = things.strong and not things.everyday and any(_past(day, today) for day in days)
    certain = on is not None and plain and not things.doubt
    return _answer(intents.pop(), certain, things, text, on, problem)


def _past(day: Day, today: date) -> bool:
    """Whether a day is one that only something finished can have."""
    if day.form is Form.CALENDAR and day.day is not None:
        return timedelta() < today - day.day <= _RECENT
    return day.form is Form.PAST


def _answer(
    intent: Intent,
    certain: bool,
    things: Things,
    text: Text,
    on: date | None,
    problem: Problem | None,
) -> Understanding:
    numbers = list(dict.fromkeys(things.sure if certain else [*things.sure, *things.perhaps]))
    kept = numbers if certain else numbers[:_MOST_CANDIDATES]
    return Understanding(
        intent=intent,
        certain=certain,
        resources=tuple(text.titles.entries[number].title for number in kept),
        on=on,
        proposal=None if certain else _clean(things.proposal),
        problem=problem,
    )


def _clean(proposal: str | None) -> str | None:
    """As written, without the private signs that stand for people and links."""
    if proposal is None:
        return None
    shown = "".join(char for char in proposal if not "\ue000" <= char <= "\ue004")
    return " ".join(shown.strip("\"'“”.,;:!?()-– ").split())[:300] or None


def all_of(clauses: Sequence[Clause]) -> Iterator[Tag]:
    """Every tag of a message."""
    for clause in clauses:
        for mark in clause.marks:
            yield mark.tag
