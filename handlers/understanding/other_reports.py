"""Clauses about self-assessments and about registering on Digiteket."""

from handlers.understanding.expressions import single_words
from handlers.understanding.model import Intent
from handlers.understanding.runs import Run, Text
from handlers.understanding.statement import CUES, HARMLESS, Kind, Statement
from handlers.understanding.subjects import others_before, others_behind
from handlers.understanding.tags import Tag
from handlers.understanding.wording import talk

_ADJUNCT = single_words(talk.ADJUNCT)
_CLOSING = ("avslut", "stang", "sparr", "radera", "closed", "deleted")  # an account


def kind_of_other(made: Statement, text: Text) -> Kind:
    """Self-assessments and registrations."""
    if made.intent is Intent.ASSESSMENT:
        return _kind_of_assessment(made, text)
    return _kind_of_registration(made, text)


def _kind_of_assessment(made: Statement, text: Text) -> Kind:
    clause = made.clause
    cue = [m for m in clause.marks if m.tag in CUES | {Tag.FILLED_IN, Tag.ASSESSED}]
    if not cue:
        rest = [m for m in clause.marks if m.tag not in HARMLESS | {Tag.ASSESSMENT}]
        return Kind.TALK if rest else Kind.ITEM
    made.runs = [run for run in made.runs if not _describes_the_test(run, text)]
    if others_before(made, text, cue[0].start):
        return Kind.BLOCKED
    subject = clause.marks[0].tag is Tag.ASSESSMENT or clause.has(Tag.ASSESSED)
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
    made.doubt |= clause.has(Tag.ASSESSMENT_PERHAPS) and not clause.has(
        Tag.ASSESSMENT, Tag.ASSESSED
    )
    made.doubt |= weak and text.tokens[cue[0].start].key.startswith(("las", "read"))
    made.doubt |= clause.has(Tag.REGISTERED, Tag.ACCOUNT) or others_behind(clause)
    return Kind.REPORT


def _describes_the_test(run: Run, text: Text) -> bool:
    """ "den digitala självskattningen": still the same one."""
    keys = {token.key for token in text.tokens[run.start : run.end]}
    return keys <= {"digital", "digitala", "nationella", "kb", "kbs", "ar", "arliga", "den"}


def _adjunct(run: Run, text: Text) -> bool:
    return text.tokens[run.start].key in _ADJUNCT


def _kind_of_registration(made: Statement, text: Text) -> Kind:
    clause = made.clause
    front = any(link.casefold().rstrip("/").endswith("digiteket.se") for link in made.links)
    place = clause.has(Tag.DIGITEKET) or front
    done = clause.has(Tag.GOT, Tag.HAVE, *CUES)
    keys = {text.tokens[at].key for mark in clause.marks for at in range(mark.start, mark.end)}
    verb = next(
        (m.start for m in clause.marks if m.tag in {Tag.REGISTERED, Tag.GOT, Tag.HAVE, *CUES}),
        None,
    )
    if verb is None or (clause.has(Tag.ACCOUNT) and not clause.has(Tag.REGISTERED) and not done):
        return Kind.TALK
    closed = clause.has(Tag.ACCOUNT) and any(key.startswith(_CLOSING) for key in keys)
    if closed or others_before(made, text, verb):
        return Kind.BLOCKED
    noun = bool(keys & {"registreringen", "registrering", "registration", "signup"})
    if noun and not clause.has(*CUES):
        return Kind.TALK
    if any(run.titled and (run.sure or run.labelled) for run in made.runs) or made.runs:
        return Kind.TALK
    place = place or any(key.startswith("digiteketkonto") for key in keys)
    own = bool(keys & {"mig", "mej", "myself"}) or clause.has(Tag.ACCOUNT) or noun
    if not place and not (own and (clause.has(Tag.REGISTERED) or clause.has(*CUES, Tag.GOT))):
        return Kind.TALK
    made.doubt |= not place or others_behind(clause)
    login = any(key.startswith("inlogg") for key in keys)
    made.doubt |= login and bool(keys & {"fick", "fatt", "har", "got", "have"})
    made.links = [] if front else made.links
    return Kind.REPORT
