"""Where figures come from: people's own word, what somebody has certified, or KB's statistics.

A figure is certified where everybody in it would be there by what is certified alone; of others it
is told how many would.
"""

from collections.abc import Iterator

from goals.programme import CERTIFIABLE, NUMBERS, Counts
from goals.progress import Progress, Source, Status
from goals.tutoring import TutoringProgress
from handlers.cards import Text, Tone
from handlers.texts import Span, Texts
from storage.figures import Group


def certified_in(progress: Progress, certified: Counts) -> int | None:
    """How many of a figure are there by what is certified alone; None where nobody certifies."""
    return certified.done[progress.key] if progress.key in CERTIFIABLE else None


def source_of(progress: Progress, certified: int | None) -> Source:
    """Where a figure comes from as a whole."""
    wholly = certified is not None and 0 < progress.numerator <= certified
    return Source.CONFIRMED if wholly else progress.source


def source_words(progress: Progress | TutoringProgress, certified: int | None, texts: Texts) -> str:
    """Where one figure comes from: "självrapporterat, 3 av dem intygade"."""
    if isinstance(progress, TutoringProgress) or not certified:
        return texts.say(f"source.{progress.source}")
    if source_of(progress, certified) is Source.CONFIRMED:
        return texts.say(f"source.{Source.CONFIRMED}")
    return texts.say("source.partly", n=certified)


def sources_note(group: Group, certified: Counts | None, texts: Texts, *more: str) -> Text:
    """Where a group's figures come from, and `more`; without `certified` no counts are told."""
    others = [] if certified is None else [*_certified(group, certified, texts)]
    if group.tutoring.status is not Status.NO_DATA:
        others.append(_line(group.tutoring, None, texts))
    said = [texts.say("sources.others" if others else "sources.own"), *others, *more]
    return Text((Span(" ".join(said)),), Tone.SUBTLE)


def _certified(group: Group, certified: Counts, texts: Texts) -> Iterator[str]:
    for each in group.figures:
        number = certified_in(each.progress, certified)
        if number and each.progress.numerator:
            yield _line(each.progress, number, texts)


def _line(progress: Progress | TutoringProgress, certified: int | None, texts: Texts) -> str:
    words = source_words(progress, certified, texts)
    return texts.say("sources.line", goal=str(NUMBERS[progress.key]), source=words)
