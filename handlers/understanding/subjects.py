"""Who did it: the writer, or somebody else."""

from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.clauses import Clause
from handlers.understanding.runs import Run, Text
from handlers.understanding.statement import CUES, Statement
from handlers.understanding.tags import Mark, Tag

_PERSONS = frozenset({"sig", "sin", "sina", "sitt", "themselves"})


def someone_else(made: Statement, text: Text) -> bool:
    """Whether somebody else than the writer did it."""
    marks = made.clause.marks
    cue = next(at for at, mark in enumerate(marks) if mark.tag in CUES)
    for mark in marks:
        if mark.tag is not Tag.OTHERS or _companion(marks, mark):
            continue
        if mark.start < marks[cue].start or text.tokens[mark.start].key in _PERSONS:
            return True
        made.doubt = True
    made.doubt |= any(
        text.tokens[mark.start].key in {"bada", "bagge", "both"}
        and after.tag in {Tag.HAVE, Tag.BE, Tag.PAST}
        for mark, after in pairwise(marks)
    )
    return _foreign_subject(made, text, marks, cue)


def _companion(marks: Sequence[Mark], mark: Mark) -> bool:
    return any(other.tag is Tag.COMPANION and other.end == mark.start for other in marks)


def _foreign_subject(made: Statement, text: Text, marks: Sequence[Mark], cue: int) -> bool:
    """Whether what stands before the verb did it, rather than was done."""
    place = marks[cue].start
    before = [run for run in made.runs if run.end <= place]
    after = [run for run in made.runs if run.start >= place]
    objects = bool(after or any(m.tag is Tag.LINK and m.start > place for m in marks))
    if not before or any(mark.tag is Tag.WE for mark in marks):
        return False
    passive = marks[cue].tag is Tag.PARTICIPLE and marks[cue - 1].tag is Tag.BE
    if passive and all(run.sure for run in before):  # "hängslen är läst och begrundad"
        made.doubt |= objects
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


def others_behind(clause: Clause) -> bool:
    return any(m.tag is Tag.OTHERS and not _companion(clause.marks, m) for m in clause.marks)


def others_before(made: Statement, text: Text, place: int) -> bool:
    marks = made.clause.marks
    if any(run.end <= place and not run.labelled for run in made.runs):
        me = [mark.start for mark in marks if mark.tag is Tag.ME]
        if not _inverted(marks, me):
            return True
    return any(
        mark.tag is Tag.OTHERS and (mark.start < place or text.tokens[mark.start].key in _PERSONS)
        for mark in marks
    )
