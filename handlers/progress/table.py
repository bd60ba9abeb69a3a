"""A county's libraries beside each other: a row a library, a column a goal."""

from collections import Counter
from collections.abc import Mapping, Sequence

from goals.figures import Figure
from goals.privacy import SMALLEST_SHOWN
from goals.programme import NUMBERS, OF_A_LIBRARY, PRIVATE
from goals.progress import Status
from handlers.cards import Table
from handlers.progress.sentences import is_yes_or_no, whole_percent
from handlers.texts import Texts
from storage.figures import Group
from storage.regions import LibraryName
from storage.sizes import Hidden


def libraries_table(
    whole: Group,
    libraries: Mapping[int, Group],
    hidden: Hidden,
    places: Sequence[LibraryName],
    texts: Texts,
    *,
    in_channel: bool = False,
) -> Table:
    """A row a library under the county's own, a column a goal of those that libraries have.

    What would tell of single persons is not shown; in a channel the smallest libraries are told
    as reached or not. The municipality's name is short enough for a phone.
    """
    of_a_name = Counter(place.municipality for place in places)
    rows = [(texts.say("county.whole"), *_cells(whole, texts, hide=hidden.county, counts=True))]
    for place in places:
        group = libraries[place.library_id]
        few = 0 < group.counts.staff < SMALLEST_SHOWN
        hide = place.library_id in hidden.libraries
        cells = _cells(group, texts, hide=hide, counts=not (in_channel and few))
        name = place.municipality if of_a_name[place.municipality] == 1 else place.name
        rows.append((name, *cells))
    columns = (
        texts.say("county.library"),
        *(texts.say("county.goal", n=NUMBERS[key]) for key in OF_A_LIBRARY),
        texts.say("county.staff"),
    )
    return Table(columns, tuple(rows))


def _cells(group: Group, texts: Texts, *, hide: bool, counts: bool) -> tuple[str, ...]:
    figures = (each for each in group.figures if each.progress.key in OF_A_LIBRARY)
    shares = (
        texts.say("county.hidden")
        if hide and figure.progress.key in PRIVATE
        else _cell(figure, texts, counts=counts)
        for figure in figures
    )
    staff = str(group.counts.staff) if counts else texts.say("county.few")
    return (*shares, _word(group.tutoring.status, texts), staff)


def _cell(figure: Figure, texts: Texts, *, counts: bool) -> str:
    progress = figure.progress
    if progress.status is Status.NO_DATA or is_yes_or_no(progress) or not counts:
        return _word(progress.status, texts)
    key = "county.reached" if progress.status is Status.REACHED else "county.share"
    return texts.say(key, percent=whole_percent(progress.numerator, progress.denominator))


def _word(status: Status, texts: Texts) -> str:
    """A mark where there is no share to show."""
    if status is Status.NO_DATA:
        return texts.say("county.no_data")
    return texts.say("county.yes" if status is Status.REACHED else "county.no")
