"""What a clause says: that something was finished, what, and whether that is in doubt."""

from collections.abc import Sequence

from handlers.understanding.blocking import asks, blocked, comes_after, other_meaning, ready_for
from handlers.understanding.clauses import Clause
from handlers.understanding.day import Day, Form
from handlers.understanding.model import Intent, Problem
from handlers.understanding.other_reports import kind_of_other
from handlers.understanding.runs import Run, Text, run_at
from handlers.understanding.statement import CUES, HARMLESS, PRONOUNS, Kind, Statement
from handlers.understanding.subjects import someone_else
from handlers.understanding.tags import Mark, Tag
from handlers.understanding.wording import calendar

_THOROUGH = (
    *("slutfor", "genomfor", "genomg", "avslut", "avklar", "fullf", "fullg", "complet", "finish"),
    *("klara", "ploj", "betad", "betat", "bocka", "wrapped", "done"),
)
_NAMING = frozenset({Tag.NAME, Tag.TITLE, Tag.COURSE, Tag.LINK})


def state(clause: Clause, text: Text) -> Statement:
    """What the clause says."""
    made = Statement(clause, Kind.TALK)
    made.days = [mark.value for mark in clause.marks if isinstance(mark.value, Day)]
    made.placed = any(day.form is not Form.CLOCK for day in made.days)
    made.links = [str(mark.value) for mark in clause.marks if mark.tag is Tag.LINK]
    made.runs = list(_runs(clause.marks, text))
    made.doubt = clause.has(Tag.HEDGE, Tag.WE)
    made.looked = clause.has(Tag.LOOKED)
    made.intent = _intent(clause, made)
    made.looked &= made.intent is Intent.TRAINING
    made.kind = _kind(made, text)
    if made.kind is Kind.REPORT:
        _settle_report(made, text)
    return made


def _runs(marks: Sequence[Mark], text: Text) -> list[Run]:
    found: list[Run] = []
    at = 0
    while at < len(marks):
        at, run = run_at(marks, at, text)
        if run is not None:
            found.append(run)
    return found


def _intent(clause: Clause, made: Statement) -> Intent:
    if clause.has(Tag.ASSESSMENT, Tag.ASSESSED):
        return Intent.ASSESSMENT
    if clause.has(Tag.ASSESSMENT_PERHAPS) and not any(run.titled for run in made.runs):
        return Intent.ASSESSMENT
    if clause.has(Tag.REGISTERED):
        return Intent.REGISTRATION
    return Intent.REGISTRATION if clause.has(Tag.ACCOUNT) else Intent.TRAINING


def _kind(made: Statement, text: Text) -> Kind:
    clause = made.clause
    if asks(clause, text) or blocked(clause, text) or ready_for(clause, text):
        return Kind.BLOCKED
    if made.intent is not Intent.TRAINING:
        return kind_of_other(made, text)
    if clause.has(*CUES):
        return _kind_of_training(made, text)
    if any(day.form is Form.COMING for day in made.days):
        return Kind.BLOCKED
    return _without_cue(made, text)


def _kind_of_training(made: Statement, text: Text) -> Kind:
    """A clause with a word for being finished."""
    clause = made.clause
    if other_meaning(clause, text):
        return Kind.TALK
    later = comes_after(clause, text)
    made.doubt |= later
    if (later and clause.opened) or someone_else(made, text):
        return Kind.BLOCKED
    return Kind.BLOCKED if clause.has(Tag.LOOKED) and not _only_sure(made) else Kind.REPORT


def _only_sure(made: Statement) -> bool:
    """ "kollade igenom" is said of many things: it takes a title to be asked about."""
    return made.named and all(run.sure for run in made.runs)


def _only_when(made: Statement, text: Text) -> bool:
    """ "det var i måndags": when the thing before was done."""
    small = {Tag.SIGN, Tag.FILLER, Tag.DAY, Tag.BE}
    verbs = [mark for mark in made.clause.marks if mark.tag is Tag.BE]
    first = text.tokens[made.clause.marks[0].start].key
    past = len(verbs) == 1 and text.tokens[verbs[0].start].key in {"var", "was", "blev"}
    extra = [mark for mark in made.clause.marks if mark.tag is Tag.FILLER]
    only = small.issuperset(mark.tag for mark in made.clause.marks) and len(extra) == 1
    return made.placed and past and only and first in PRONOUNS


def _without_cue(made: Statement, text: Text) -> Kind:
    """A clause that does not say that anything is finished."""
    if made.clause.marks and _only_when(made, text):
        return Kind.DAY
    rest = [mark for mark in made.clause.marks if mark.tag not in HARMLESS]
    if any(mark.tag not in _NAMING for mark in rest):
        return Kind.TALK
    if made.links or made.runs:
        return Kind.ITEM if all(run.plain for run in made.runs) else Kind.TALK
    return Kind.DAY if made.placed else Kind.EMPTY


def _timely(made: Statement, text: Text) -> bool:
    """Whether words about time stand there that are no day: "under påsken", "05-12"."""
    explained = {
        at
        for run in made.runs
        if run.sure and not any(one.adjunct for one in run.named)
        for at in range(run.start, run.end)
    }
    unexplained = [
        text.tokens[mark.start].key
        for mark in made.clause.marks
        if mark.tag is Tag.NAME and mark.start not in explained
    ]
    numbers = [key for key in unexplained if key.isdigit()]
    dated = len(numbers) > 1 or any(len(key) == 4 for key in numbers)
    if dated and not made.placed and any(run.titled for run in made.runs):
        return True
    return any(
        key.startswith(calendar.TIMELY) or key.endswith(calendar.TIMELY_ENDINGS)
        for key in unexplained
    )


def _settle_report(made: Statement, text: Text) -> None:
    """How sure a report is."""
    clause = made.clause
    if _timely(made, text):
        made.days.append(Day(0, 0, Form.VAGUE, problem=Problem.UNCLEAR_DATE))
    made.doubt |= text.tokens[clause.marks[-1].start].key == "va"  # "..., va": isn't it?
    everything = {"allt", "allting", "everything"}
    made.doubt |= (
        any(text.tokens[m.start].key in everything for m in clause.marks) and not made.named
    )
    made.elliptic = made.intent is Intent.TRAINING and not made.named
    keys = [text.tokens[mark.start].key for mark in clause.marks if mark.tag in CUES]
    thorough = clause.has(Tag.STATE) or any(key.startswith(_THOROUGH) for key in keys)
    if made.intent is Intent.TRAINING:
        made.doubt |= not thorough and any(one.adjunct for run in made.runs for one in run.named)
        made.doubt |= clause.has(Tag.ASSESSMENT_PERHAPS, Tag.REGISTERED, Tag.ACCOUNT)
        bare_read = keys[:1] == ["read"] and clause.marks[0].tag is Tag.PAST and not made.placed
        made.doubt |= bare_read
