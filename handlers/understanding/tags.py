"""What each word does in a message: a table looked up, the longest phrase first."""

from collections.abc import Collection, Sequence
from enum import Enum, auto
from typing import NamedTuple

from handlers.understanding.cleaning import DONE, LINK, MENTION, STRUCK, UNDONE, Message
from handlers.understanding.day import Day
from handlers.understanding.expressions import Expressions, phrases, single_words
from handlers.understanding.inflection import near
from handlers.understanding.tokens import Token
from handlers.understanding.wording import doubts, reports, talk
from handlers.understanding.wording.calendar import NUMBERS


class Tag(Enum):
    """What a word, phrase or sign does."""

    # what a thing is called
    NAME = auto()
    TITLE = auto()
    LINK = auto()
    COURSE = auto()
    STOP = auto()
    JOIN = auto()
    # that something is finished
    STATE = auto()
    PARTICIPLE = auto()
    PAST = auto()
    LOOKED = auto()
    HAVE = auto()
    BE = auto()
    WITH = auto()
    MANAGED = auto()
    ASSESSMENT = auto()
    ASSESSED = auto()
    ASSESSMENT_PERHAPS = auto()
    FILLED_IN = auto()
    DIGITEKET = auto()
    REGISTERED = auto()
    ACCOUNT = auto()
    GOT = auto()
    # who
    ME = auto()
    WE = auto()
    OTHERS = auto()
    # that it is no report
    NEGATION = auto()
    PLAN = auto()
    PARTIAL = auto()
    HEDGE = auto()
    RETRACT = auto()
    QUOTED = auto()
    CONDITION = auto()
    ASIDE = auto()
    UNDONE = auto()
    # the rest
    DAY = auto()
    BUT = auto()
    COMPANION = auto()
    FILLER = auto()
    SIGN = auto()
    END = auto()


class Mark(NamedTuple):
    """Tokens `start` to `end` and what they do; `value` is the day, the title or the address."""

    tag: Tag
    start: int
    end: int
    value: object = None


_MANAGED_TO_DO = [
    f"{managed}{me} {done}"
    for managed in phrases(reports.MANAGED)
    for me in ("", " jag")
    for done in phrases(reports.TO_DO)
]
_TABLES: tuple[tuple[Tag, list[str]], ...] = (
    (Tag.STOP, talk.STOP.split()),
    (Tag.FILLER, phrases(talk.FILLER)),
    (Tag.COMPANION, phrases(talk.COMPANION)),
    (Tag.ME, phrases(talk.ME)),
    (Tag.COURSE, phrases(reports.COURSE)),
    (Tag.OTHERS, phrases(doubts.OTHERS)),
    (Tag.WE, phrases(doubts.WE)),
    (Tag.JOIN, talk.JOIN.split()),
    (Tag.BUT, talk.BUT.split()),
    (Tag.PLAN, phrases(doubts.PLAN)),
    (Tag.PARTIAL, phrases(doubts.PARTIAL)),
    (Tag.HEDGE, phrases(doubts.HEDGE)),
    (Tag.RETRACT, phrases(doubts.RETRACT)),
    (Tag.QUOTED, phrases(doubts.QUOTED)),
    (Tag.CONDITION, phrases(doubts.CONDITION)),
    (Tag.NEGATION, phrases(doubts.NEGATION)),
    (Tag.HAVE, phrases(reports.HAVE)),
    (Tag.BE, phrases(reports.BE)),
    (Tag.WITH, phrases(reports.WITH)),
    (Tag.MANAGED, phrases(reports.MANAGED)),
    (Tag.GOT, phrases(reports.GOT)),
    (Tag.HAVE, ["har", "have"]),
    (Tag.REGISTERED, phrases(reports.REGISTERED)),
    (Tag.ACCOUNT, phrases(reports.ACCOUNT)),
    (Tag.DIGITEKET, phrases(reports.DIGITEKET)),
    (Tag.FILLED_IN, phrases(reports.FILLED_IN)),
    (Tag.LOOKED, phrases(reports.LOOKED)),
    (Tag.PAST, [*phrases(reports.PAST), *_MANAGED_TO_DO]),
    (Tag.PARTICIPLE, phrases(reports.PARTICIPLE)),
    (Tag.STATE, phrases(reports.STATE)),
    (Tag.ASIDE, phrases(doubts.ASIDE)),
    (Tag.ASSESSMENT_PERHAPS, phrases(reports.ASSESSMENT_PERHAPS)),
    (Tag.ASSESSMENT, phrases(reports.ASSESSMENT)),
    (Tag.ASSESSED, phrases(reports.ASSESSED)),
)
_LEXICON = Expressions((phrase, tag) for tag, table in _TABLES for phrase in table)
_MARKS = {DONE: Tag.STATE, UNDONE: Tag.UNDONE, STRUCK: Tag.HEDGE, MENTION: Tag.NAME}
_OURS = frozenset({"vår", "vårt", "våra"})  # folded they are "var", "vart" and "vara"
_MINE = frozenset({"my", "mina"})
_NAMES_TOO = _MINE | {"klara", "are"}  # of people, when they do something
_ASSESSMENTS = ("sjalvskattning", "sjalvskattningen", "sjalvskattningstest")
_ACTIVE = frozenset(
    {Tag.PAST, Tag.HAVE, Tag.BE, Tag.PLAN, Tag.STATE, Tag.REGISTERED, Tag.GOT, Tag.MANAGED}
    | {Tag.FILLED_IN, Tag.ASSESSED, Tag.LOOKED, Tag.HEDGE, Tag.NEGATION}
)
KNOWN_WORDS = frozenset(
    word for _, table in _TABLES for phrase in table for word in phrase.split()
) | single_words(talk.THEN)
_DOING = frozenset({Tag.HAVE, Tag.BE, Tag.PAST, Tag.REGISTERED})
_FINISHED = frozenset({Tag.STATE, Tag.PARTICIPLE})
_SAFE = frozenset(
    {Tag.STOP, Tag.FILLER, Tag.ME, Tag.STATE, Tag.PARTICIPLE, Tag.PAST, Tag.HAVE, Tag.BE, Tag.WITH}
    | {Tag.ASSESSMENT, Tag.ASSESSED, Tag.FILLED_IN, Tag.COURSE, Tag.DIGITEKET, Tag.REGISTERED}
)
# Words beside a day that leave it as it is.
SAFE_WORDS = frozenset(
    word for tag_, table in _TABLES if tag_ in _SAFE for phrase in table for word in phrase.split()
) - frozenset(phrase for tag_, table in _TABLES if tag_ not in _SAFE for phrase in table)


def tag(
    message: Message,
    tokens: Sequence[Token],
    named: dict[int, tuple[int, tuple[int, ...]]],
    days: Sequence[Day],
) -> list[Mark]:
    """Marks for all tokens: titles and days that were found before, then the tables."""
    by_start = {day.start: day for day in days}
    marks: list[Mark] = []
    links = iter(message.links)
    at = 0
    while at < len(tokens):
        if at in named:
            end, titles = named[at]
            mark = Mark(Tag.TITLE, at, end, titles)
        elif at in by_start:
            mark = Mark(Tag.DAY, at, by_start[at].end, by_start[at])
        elif tokens[at].key == LINK:
            mark = Mark(Tag.LINK, at, at + 1, next(links, ""))
        else:
            mark = _mark(tokens, at, _limit(at, named, by_start, len(tokens)))
        marks.append(mark)
        at = mark.end
    return _writers_own(message.shown, tokens, marks)


def _limit(at: int, named: Collection[int], days: Collection[int], end: int) -> int:
    """A phrase must not reach into a title or a day."""
    for index in range(at + 1, min(at + 6, end)):
        if index in named or index in days:
            return index
    return end


def _mark(tokens: Sequence[Token], at: int, limit: int) -> Mark:
    token = tokens[at]
    if token.kind != "word":
        alone = _MARKS.get(token.key, Tag.END if token.kind == "stop" else Tag.SIGN)
        return Mark(alone, at, at + 1)
    if special := _with_next(tokens[at : min(at + 3, limit)], at):
        return special
    if found := _LEXICON.at(tokens[:limit] if limit < at + 6 else tokens, at):
        return Mark(found[1], at, at + found[0])
    return Mark(_guessed(token.key), at, at + 1)


def _with_next(tokens: Sequence[Token], at: int) -> Mark | None:
    """What a word is by the sign or number behind it."""
    keys = [token.key for token in tokens]
    if keys[0].isdigit() and keys[1:2] == ["%"]:
        return Mark(Tag.FILLER if keys[0] == "100" else Tag.PARTIAL, at, at + 2)
    if keys[0].isdigit() and keys[1:2] == [")"]:  # "1) hängslen"
        return Mark(Tag.SIGN, at, at + 2)
    if len(keys) == 3 and keys[1] in {"av", "of"} and _count(keys[0]) and _count(keys[2]):
        return Mark(Tag.PARTIAL, at, at + 3)
    if len(keys[0]) == 1 and keys[1:2] == ["-"] and tokens[1].start == tokens[0].end:
        return Mark(Tag.NAME, at, at + 1)  # e-hälsa
    return None


def _count(key: str) -> bool:
    return key.isdigit() or key in NUMBERS


def _guessed(key: str) -> Tag:
    """A word of no table: perhaps the self-assessment, inflected or misspelt, else a name."""
    if key.startswith("digiteketkonto"):
        return Tag.ACCOUNT
    if key.startswith(("sjalvskat", "selfassess")):
        return Tag.ASSESSMENT
    if key[0] in "sj" and len(key) > 10 and any(near(key, word) for word in _ASSESSMENTS):
        return Tag.ASSESSMENT
    return Tag.NAME


def _writers_own(shown: str, tokens: Sequence[Token], marks: list[Mark]) -> list[Mark]:
    """English "I" before what one does is the writer, "a" is no verb as "ä" is; Klara is a name."""
    for at, mark in enumerate(marks[:-1]):
        if shown[tokens[mark.start].start : tokens[mark.start].end].lower() in _OURS:
            marks[at] = mark._replace(tag=Tag.WE)
        if tokens[mark.start].key in _NAMES_TOO and _somebody(shown, tokens, marks, at):
            marks[at] = mark._replace(tag=Tag.OTHERS)
        alone = mark.tag is Tag.STOP and tokens[mark.start].key == "i"
        if mark.tag is Tag.BE and shown[tokens[mark.start].start : tokens[mark.start].end] == "a":
            marks[at] = mark._replace(tag=Tag.STOP)
        if alone and marks[at + 1].tag in _ACTIVE:
            marks[at] = mark._replace(tag=Tag.ME)
    return marks


def _somebody(shown: str, tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """ "My är klar", "nu har Klara gått": a name, not whose it is nor how far it is."""
    token, after = tokens[marks[at].start], marks[at + 1].tag
    before = marks[at - 1].tag if at else Tag.END
    if after in _DOING or (token.key in _MINE and after in _FINISHED):
        return token.key in _MINE or before in {Tag.END, Tag.SIGN}
    written = shown[token.start : token.end]
    return written.istitle() and before not in {Tag.END, Tag.SIGN, Tag.ME, Tag.WE, Tag.OTHERS}
