"""What reports are about, gathered from their clauses."""

from dataclasses import dataclass, field

from handlers.understanding.expressions import single_words
from handlers.understanding.naming import Named
from handlers.understanding.runs import Run, Text
from handlers.understanding.statement import Statement
from handlers.understanding.tags import Tag
from handlers.understanding.titles import STOP, link_key
from handlers.understanding.wording import talk

_DEFINITE = ("en", "et", "an", "na", "orna", "erna", "arna", "ns", "ts")
_ADJUNCT = single_words(talk.ADJUNCT)
_PLACES = single_words(talk.PLACES)


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


def gather(one: Statement, things: Things, text: Text, *, asked_for: bool = False) -> None:
    """What a clause is about, into `things`."""
    for link in one.links:
        _gather_link(link, things, text)
    earlier = bool(one.links)
    for run in one.runs:
        if not run.titled and (earlier or things.sure) and not run.labelled:
            thorough = one.clause.has(Tag.STATE)
            led = text.tokens[run.start].key in _ADJUNCT and _place(run)
            things.doubt |= not (led and thorough)
            continue
        for named in run.named:
            _gather_named(named, run, one, things, asked_for=asked_for)
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


def _gather_named(
    named: Named, run: Run, one: Statement, things: Things, *, asked_for: bool
) -> None:
    if named.sure:
        things.sure.append(named.titles[0])
        things.strong &= named.strong or named.labelled
        things.everyday |= named.everyday and not named.labelled
    elif not named.titles and not named.other_thing:
        things.unnamed = True  # "kursen": which?
        things.doubt |= len(run.named) > 1
    elif named.other_thing and not (run.labelled or run.quoted or asked_for):
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


def all_sure(things: Things) -> bool:
    return bool(things.sure) and not things.perhaps and things.proposal is None
