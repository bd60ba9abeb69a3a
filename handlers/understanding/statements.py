"""What a clause says: that something was finished, what, by whom, and whether that is in doubt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

from handlers.understanding.clauses import Clause
from handlers.understanding.day_forms import Day, Form
from handlers.understanding.expressions import single_words
from handlers.understanding.model import Intent, Problem
from handlers.understanding.runs import Run, Text, run_at
from handlers.understanding.tags import Mark, Tag
from handlers.understanding.wording import calendar, doubts, talk


class Kind(Enum):
    """What a clause is good for."""

    REPORT = auto()  # says that something is finished
    ITEM = auto()  # only names a thing, and perhaps a day
    DAY = auto()  # only a day
    EMPTY = auto()  # nothing but words that change nothing
    TALK = auto()  # something else
    BLOCKED = auto()  # expressly no report


@dataclass(slots=True)
class Statement:
    """A clause and what it says."""

    clause: Clause
    kind: Kind
    intent: Intent = Intent.TRAINING
    runs: list[Run] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    doubt: bool = False
    looked: bool = False  # looked at it, perhaps to the end
    elliptic: bool = False  # says "klar" without saying with what
    placed: bool = False  # says itself when

    @property
    def named(self) -> bool:
        """Whether it names a thing, known or not."""
        return bool(self.runs or self.links)


_GREETING = single_words(talk.GREETING)
_ASKING = single_words(doubts.ASKING)
_ALWAYS = single_words(doubts.ALWAYS_ASKING)
_ASKED = single_words(doubts.ASKED)
_PARTICLES = single_words(doubts.PARTICLES)
_QUESTION = single_words(doubts.QUESTION.replace(",", " "))
_CUES = frozenset({Tag.STATE, Tag.PARTICIPLE, Tag.PAST, Tag.LOOKED})
_BLOCKING = frozenset(
    {Tag.NEGATION, Tag.PLAN, Tag.PARTIAL, Tag.QUOTED, Tag.CONDITION, Tag.UNDONE, Tag.RETRACT}
    | {Tag.ASIDE}
)
_DEADLINES = frozenset({"till", "by", "until", "innan", "before"})
_THEN = frozenset({"sa", "sen", "sedan", "da", "then"})
_PERSONS = frozenset({"sig", "sin", "sina", "sitt", "themselves"})
_THOROUGH = (
    *("slutfor", "genomfor", "genomg", "avslut", "avklar", "fullf", "fullg", "complet", "finish"),
    *("klara", "ploj", "betad", "betat", "bocka", "wrapped", "done"),
)


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
    return keys[0] in _ASKING and keys[1] in _ASKED


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
    if asks(clause, text) or blocked(clause, text) or _ready_for(clause, text):
        return Kind.BLOCKED
    if made.intent is not Intent.TRAINING:
        return _kind_of_other(made, text)
    if clause.has(*_CUES):
        if _other_meaning(clause, text):
            return Kind.TALK
        if _comes_after(clause, text):
            made.doubt = True
            if clause.opened:
                return Kind.BLOCKED
        if _someone_else(made, text) or (clause.has(Tag.LOOKED) and not _only_sure(made)):
            return Kind.BLOCKED
        return Kind.REPORT
    if any(day.form is Form.COMING for day in made.days):
        return Kind.BLOCKED
    return _without_cue(made)


def _only_sure(made: Statement) -> bool:
    """ "kollade igenom" is said of many things: it takes a title to be asked about."""
    return made.named and all(run.sure for run in made.runs)


def _without_cue(made: Statement) -> Kind:
    """A clause that does not say that anything is finished."""
    rest = [mark for mark in made.clause.marks if mark.tag not in _HARMLESS]
    if any(mark.tag not in _NAMING for mark in rest):
        return Kind.TALK
    if made.links or made.runs:
        return Kind.ITEM if all(run.plain for run in made.runs) else Kind.TALK
    return Kind.DAY if made.placed else Kind.EMPTY


_HARMLESS = frozenset(
    {Tag.FILLER, Tag.DAY, Tag.SIGN, Tag.STOP, Tag.JOIN, Tag.ME, Tag.WITH, Tag.DIGITEKET, Tag.END}
)
_NAMING = frozenset({Tag.NAME, Tag.TITLE, Tag.COURSE, Tag.LINK})


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
        if deadline in _DEADLINES and clause.has(*_CUES):
            return True
    return False


def _someone_else(made: Statement, text: Text) -> bool:
    """Whether somebody else than the writer did it."""
    marks = made.clause.marks
    cue = next(at for at, mark in enumerate(marks) if mark.tag in _CUES)
    for mark in marks:
        if mark.tag is not Tag.OTHERS or _companion(marks, mark):
            continue
        if mark.start < marks[cue].start or text.tokens[mark.start].key in _PERSONS:
            return True
        made.doubt = True
    if cue == 0 and len(marks) > 2 and text.tokens[marks[0].start].key == "klara":
        if marks[1].tag in {Tag.HAVE, Tag.BE, Tag.PAST}:  # "Klara har gått ...": a name
            return True
    if any(_name_like_mine(marks, at, text) for at in range(cue)):
        return True
    made.doubt |= any(
        text.tokens[mark.start].key in {"bada", "bagge", "both"}
        and after.tag in {Tag.HAVE, Tag.BE, Tag.PAST}
        for mark, after in pairwise(marks)
    )
    return _foreign_subject(made, text, marks, cue)


def _ready_for(clause: Clause, text: Text) -> bool:
    """ "klar för dagen", "klart att vi kommer", "klart jag kan": nothing is reported."""
    first, *rest = clause.marks or (None,)
    if first and first.tag is Tag.STATE and text.tokens[first.start].key == "klart" and rest:
        if rest[0].tag in {Tag.ME, Tag.WE, Tag.OTHERS}:
            return True
    for mark, after in pairwise(clause.marks):
        key = text.tokens[after.start].key
        if mark.tag is Tag.STATE and after.tag is Tag.STOP and key in {"for", "att", "till"}:
            return True
        today = isinstance(after.value, Day) and after.value.form is Form.TODAY
        if today and text.tokens[mark.start].key == "for" and mark.tag is Tag.STOP:
            return True  # "... för idag"
    return False


def _other_meaning(clause: Clause, text: Text) -> bool:
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


def _comes_after(clause: Clause, text: Text) -> bool:
    """ "... så är jag klar": that comes of something else, later."""
    keys = [text.tokens[mark.start].key for mark in clause.marks[:3]]
    return (
        len(keys) == 3
        and keys[0] in _THEN
        and keys[1] in {"ar", "e", "a", "am"}
        and clause.marks[2].tag is Tag.ME
    )


def _companion(marks: Sequence[Mark], mark: Mark) -> bool:
    return any(other.tag is Tag.COMPANION and other.end == mark.start for other in marks)


def _name_like_mine(marks: Sequence[Mark], at: int, text: Text) -> bool:
    """ "My är klar", "Mina har gått": a name, not whose it is."""
    if marks[at].tag is not Tag.ME or text.tokens[marks[at].start].key not in {"my", "mina", "mitt"}:
        return False
    return marks[at + 1].tag in {Tag.BE, Tag.HAVE, Tag.PAST, Tag.STATE}


def _foreign_subject(made: Statement, text: Text, marks: Sequence[Mark], cue: int) -> bool:
    """Whether what stands before the verb did it, rather than was done."""
    place = marks[cue].start
    before = [run for run in made.runs if run.end <= place]
    after = [run for run in made.runs if run.start >= place]
    objects = bool(after or any(m.tag is Tag.LINK and m.start > place for m in marks))
    if not before:
        return False
    if any(mark.tag is Tag.WE for mark in marks):
        return False
    nearest = max(run.end for run in before)
    me = [mark.start for mark in marks if mark.tag is Tag.ME]
    if any(nearest <= at < place for at in me):  # "... jag gick": what stands before is around it
        made.doubt |= not _inverted(marks, me)
        _forget(made, before, objects)
        return False
    if me and _inverted(marks, me):
        _forget(made, before, objects)
        return False
    if objects and not all(run.labelled and not run.titled for run in before):
        return True
    active = marks[cue].tag is Tag.PAST or any(
        mark.tag is Tag.HAVE and nearest <= mark.start < place for mark in marks
    )
    if active and not objects:
        made.doubt = True
    return not any(run.titled or run.labelled or run.quoted for run in before) and not objects


def _inverted(marks: Sequence[Mark], me: Sequence[int]) -> bool:
    """ "på tåget hem blev jag klar": the writer stands right behind the verb."""
    verbs = {Tag.PAST, Tag.HAVE, Tag.BE, Tag.MANAGED, Tag.LOOKED}
    ends = {mark.end for mark in marks if mark.tag in verbs}
    return any(at in ends for at in me)


def _forget(made: Statement, before: Sequence[Run], objects: bool) -> None:
    """What only stands around the report is not what it is about."""
    if objects:
        made.doubt |= any(run.titled for run in before)
        made.runs = [run for run in made.runs if run not in before]


def _kind_of_other(made: Statement, text: Text) -> Kind:
    """Self-assessments and registrations."""
    if made.intent is Intent.ASSESSMENT:
        return _kind_of_assessment(made, text)
    return _kind_of_registration(made, text)


def _kind_of_assessment(made: Statement, text: Text) -> Kind:
    clause = made.clause
    cue = [m for m in clause.marks if m.tag in _CUES | {Tag.FILLED_IN, Tag.ASSESSED}]
    if not cue:
        rest = [m for m in clause.marks if m.tag not in _HARMLESS | {Tag.ASSESSMENT}]
        return Kind.TALK if rest else Kind.ITEM
    made.runs = [run for run in made.runs if not _describes_the_test(run, text)]
    if _others_before(made, text, cue[0].start):
        return Kind.BLOCKED
    subject = clause.marks[0].tag in {Tag.ASSESSMENT} or clause.has(Tag.ASSESSED)
    thing = next((m.start for m in clause.marks if m.tag is Tag.ASSESSMENT), cue[0].start)
    for run in made.runs:
        if any(one.titles for one in run.named) and (run.sure or run.labelled):
            made.doubt = True
            made.intent = Intent.TRAINING
        elif run.labelled:
            made.doubt = True
        elif run.end <= max(thing, cue[0].start):
            return Kind.TALK
        else:
            made.doubt |= not (subject or _adjunct(run, text))
    weak = text.tokens[cue[0].start].key.startswith(("las", "read", "tog", "took"))
    made.doubt |= clause.has(Tag.ASSESSMENT_PERHAPS) and not clause.has(Tag.ASSESSMENT, Tag.ASSESSED)
    made.doubt |= weak and text.tokens[cue[0].start].key.startswith(("las", "read"))
    made.doubt |= clause.has(Tag.REGISTERED, Tag.ACCOUNT) or _others_behind(clause)
    return Kind.REPORT


def _describes_the_test(run: Run, text: Text) -> bool:
    """ "den digitala självskattningen": still the same one."""
    keys = {token.key for token in text.tokens[run.start : run.end]}
    return keys <= {"digital", "digitala", "nationella", "kb", "kbs", "ar", "arliga", "den"}


def _adjunct(run: Run, text: Text) -> bool:
    return text.tokens[run.start].key in {"pa", "i", "under", "hos", "at", "during", "fran", "in"}


def _kind_of_registration(made: Statement, text: Text) -> Kind:
    clause = made.clause
    front = any(link.casefold().rstrip("/").endswith("digiteket.se") for link in made.links)
    place = clause.has(Tag.DIGITEKET) or front
    done = clause.has(Tag.GOT, Tag.HAVE, *_CUES)
    keys = {text.tokens[at].key for mark in clause.marks for at in range(mark.start, mark.end)}
    verb = next(
        (m.start for m in clause.marks if m.tag in {Tag.REGISTERED, Tag.GOT, Tag.HAVE, *_CUES}), None
    )
    if verb is None or (clause.has(Tag.ACCOUNT) and not clause.has(Tag.REGISTERED) and not done):
        return Kind.TALK
    if _others_before(made, text, verb):
        return Kind.BLOCKED
    noun = bool(keys & {"registreringen", "registrering", "registration", "signup"})
    if noun and not clause.has(*_CUES):
        return Kind.TALK
    if any(run.titled and (run.sure or run.labelled) for run in made.runs) or made.runs:
        return Kind.TALK
    place = place or any(key.startswith("digiteketkonto") for key in keys)
    own = bool(keys & {"mig", "mej", "myself"}) or clause.has(Tag.ACCOUNT) or noun
    if not place and not (own and (clause.has(Tag.REGISTERED) or clause.has(*_CUES, Tag.GOT))):
        return Kind.TALK
    made.doubt |= not place or _others_behind(clause)
    made.doubt |= any(key.startswith("inlogg") for key in keys)
    made.links = [] if front else made.links
    return Kind.REPORT


def _others_behind(clause: Clause) -> bool:
    return any(m.tag is Tag.OTHERS and not _companion(clause.marks, m) for m in clause.marks)


def _others_before(made: Statement, text: Text, place: int) -> bool:
    marks = made.clause.marks
    if any(run.end <= place and not run.labelled for run in made.runs):
        me = [mark.start for mark in marks if mark.tag is Tag.ME]
        if not _inverted(marks, me):
            return True
    return any(
        mark.tag is Tag.OTHERS
        and (mark.start < place or text.tokens[mark.start].key in _PERSONS)
        for mark in marks
    )


def _timely(made: Statement, text: Text) -> bool:
    """Whether words about time stand there that are no day: "under påsken"."""
    explained = {
        at
        for run in made.runs
        if run.sure and not any(one.adjunct for one in run.named)
        for at in range(run.start, run.end)
    }
    return any(
        mark.tag is Tag.NAME and mark.start not in explained
        and text.tokens[mark.start].key.startswith(calendar.TIMELY)
        or text.tokens[mark.start].key.endswith(calendar.TIMELY_ENDINGS)
        and mark.tag is Tag.NAME
        for mark in made.clause.marks
    )


def _settle_report(made: Statement, text: Text) -> None:
    """How sure a report is."""
    clause = made.clause
    if _timely(made, text):
        made.days.append(Day(0, 0, Form.VAGUE, problem=Problem.UNCLEAR_DATE))
    made.doubt |= text.tokens[clause.marks[-1].start].key == "va"  # "..., va": isn't it?
    everything = {"allt", "allting", "everything"}
    made.doubt |= any(text.tokens[m.start].key in everything for m in clause.marks) and not made.named
    made.elliptic = made.intent is Intent.TRAINING and not made.named
    keys = [text.tokens[mark.start].key for mark in clause.marks if mark.tag in _CUES]
    thorough = clause.has(Tag.STATE) or any(key.startswith(_THOROUGH) for key in keys)
    if made.intent is Intent.TRAINING:
        made.doubt |= not thorough and any(one.adjunct for run in made.runs for one in run.named)
        made.doubt |= clause.has(Tag.ASSESSMENT_PERHAPS, Tag.REGISTERED, Tag.ACCOUNT)
        bare_read = keys[:1] == ["read"] and clause.marks[0].tag is Tag.PAST and not made.placed
        made.doubt |= bare_read
