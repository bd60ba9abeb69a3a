"""A message cut into clauses, each of which says one thing.

"ska på lunch nu men blev klar med hängslen först" is two: what the first one plans does not keep
the second one from being a report.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.understanding.tags import Mark, Tag
from handlers.understanding.tokens import Token

_CUTTING = frozenset(",;:()[]-/")
_ARROWS = frozenset("→➡⇒➔➜")
_VERBS = frozenset(
    {Tag.PAST, Tag.HAVE, Tag.BE, Tag.PLAN, Tag.MANAGED, Tag.GOT, Tag.REGISTERED}
    | {Tag.PARTICIPLE, Tag.LOOKED, Tag.ME, Tag.WE, Tag.OTHERS, Tag.NEGATION, Tag.STATE}
    | {Tag.FILLED_IN, Tag.ASSESSED, Tag.ASIDE}
)
_FINITE = frozenset({Tag.PAST, Tag.HAVE, Tag.BE, Tag.PLAN, Tag.MANAGED, Tag.LOOKED})
_CONTENT = frozenset({Tag.NAME, Tag.TITLE, Tag.LINK, Tag.ASSESSMENT, Tag.COURSE})
_SAYING = (
    _CONTENT | _FINITE | {Tag.STATE, Tag.PARTICIPLE, Tag.GOT, Tag.REGISTERED, Tag.ACCOUNT}
) | {Tag.FILLED_IN, Tag.ASSESSED}
_FINISHED = frozenset({Tag.STATE, Tag.PARTICIPLE})
_NAMES = frozenset({Tag.NAME, Tag.TITLE})
_THEN = frozenset({"sa", "sen", "sedan", "so", "then"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Marks between two cuts; `opened` and `closed` are the signs or words that cut it off.

    `sentence` counts full stops, question marks and line breaks before it.
    """

    marks: tuple[Mark, ...]
    opened: str
    closed: str
    sentence: int

    def has(self, *tags: Tag) -> bool:
        """Whether anything in it does one of these."""
        return any(mark.tag in tags for mark in self.marks)


def cut(marks: Sequence[Mark], tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a message, in order."""
    clauses: list[Clause] = []
    current: list[Mark] = []
    opened, sentence = "", 0
    for at, mark in enumerate(marks):
        closed = _closing(marks, at, tokens, current)
        if closed is None:
            current.append(mark)
            continue
        if current or closed == "?":
            clauses.append(Clause(tuple(current), opened, closed, sentence))
        sentence += mark.tag is Tag.END
        opened = closed
        current = [] if mark.tag in {Tag.END, Tag.BUT, Tag.SIGN, Tag.JOIN} else [mark]
    if current:
        clauses.append(Clause(tuple(current), opened, "", sentence))
    return clauses


def _closing(
    marks: Sequence[Mark], at: int, tokens: Sequence[Token], current: Sequence[Mark]
) -> str | None:
    """The sign or word that ends the clause here; None when it goes on."""
    mark, key = marks[at], tokens[marks[at].start].key
    after = marks[at + 1].tag if at + 1 < len(marks) else None
    if mark.tag is Tag.END:
        return "?" if "?" in key else "."
    if mark.tag is Tag.BUT:
        return "but"
    if mark.tag is Tag.SIGN:
        between_names = current and current[-1].tag in _NAMES and after is Tag.NAME
        return None if key in "-:" and between_names else _sign(marks, at, tokens)
    joins = mark.tag is Tag.JOIN and _joins(marks, at, current)
    then = key in _THEN and after in _VERBS and _said(current)
    if joins or then:
        return "and"
    when = mark.tag is Tag.CONDITION and _said(current)
    return "when" if when else _new_beginning(marks, at, tokens, current)


def _joins(marks: Sequence[Mark], at: int, current: Sequence[Mark]) -> bool:
    """Whether "och" joins two clauses rather than two things."""
    coming = [mark.tag for mark in marks[at + 1 : at + 4]]
    while len(coming) > 1 and coming[0] in {Tag.FILLER, Tag.DAY}:  # "och nu har jag ..."
        coming.pop(0)
    if coming and coming[0] in _VERBS:
        return _said(current, coming[0])
    return _two_reports(current, marks[at + 1 : at + 8])


def _said(current: Sequence[Mark], after: Tag | None = None) -> bool:
    """Whether something stands in the clause already; of "Anna och jag" nothing is said yet."""
    if after in {Tag.ME, Tag.WE}:
        return any(mark.tag in _SAYING - _CONTENT for mark in current)
    return any(mark.tag in _SAYING for mark in current)


def _two_reports(current: Sequence[Mark], coming: Sequence[Mark]) -> bool:
    """ "hängslen klar och kaninhålet klart"."""
    said = [mark.tag for mark in current if mark.tag not in {Tag.FILLER, Tag.DAY}]
    if len(said) < 2 or said[-1] not in _FINISHED or said[0] not in _CONTENT | {Tag.STOP}:
        return False
    return any(mark.tag in _FINISHED for mark in coming)


def _sign(marks: Sequence[Mark], at: int, tokens: Sequence[Token]) -> str | None:
    """Commas and the like cut; a hyphen inside a word does not."""
    token = tokens[marks[at].start]
    if token.key in _ARROWS or _drawn(tokens, marks[at].start):
        return ">"
    if token.key not in _CUTTING:
        return "," if not token.key.isascii() else None
    if token.key in "-/" and _inside_word(tokens, marks[at].start):
        return None
    return token.key if token.key in ":-" else ","


def _drawn(tokens: Sequence[Token], at: int) -> bool:
    """An arrow of two signs: ->, =>."""
    one, other = tokens[at], tokens[at + 1 : at + 2]
    return one.key in "-=" and [(">", one.end)] == [(token.key, token.start) for token in other]


def _inside_word(tokens: Sequence[Token], at: int) -> bool:
    touches_before = at > 0 and tokens[at - 1].end == tokens[at].start
    touches_after = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end
    return touches_before and (touches_after or tokens[at].key == "-")


def _new_beginning(
    marks: Sequence[Mark], at: int, tokens: Sequence[Token], current: Sequence[Mark]
) -> str | None:
    """Where a new clause begins without a sign: "… det var bra", "… jag gjorde den", "✅ …"."""
    before = current[-1] if current else None
    if before is None:
        return None
    mark, after = marks[at], marks[at + 1].tag if at + 1 < len(marks) else None
    checked = before.tag is Tag.STATE and tokens[before.start].kind == "mark"
    if checked and any(m.tag in _CONTENT for m in current):
        return ","
    own = mark.tag is Tag.ME and after in _FINITE
    pronoun = after is Tag.BE and tokens[mark.start].key in {"det", "den", "it"}
    if not (own or pronoun) or not any(m.tag in _CONTENT for m in current):
        return None
    said = any(m.tag in {Tag.STATE, Tag.PARTICIPLE, Tag.PAST} for m in current)
    return "and" if said else None
