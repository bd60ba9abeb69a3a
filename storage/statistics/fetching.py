"""Fetching some years' figures from bibstat, which can filter on terms but on nothing else."""

from collections.abc import Callable, Collection
from functools import partial

from goals.statistics_year import terms_of_years
from storage.statistics.client import Bibstat
from storage.statistics.observations import reading_of
from storage.statistics.paging import read_all
from storage.statistics.reading import Reading

PAGE = 500  # observations: fewer pages shift less often, and a page is to come within seconds

OnTerm = Callable[[str, int], None]  # is told of a term how many observations have been read


def fetch(
    bibstat: Bibstat, years: Collection[int], on_term: OnTerm | None = None, *, limit: int = PAGE
) -> Reading:
    """Every figure of these years, of every public library in the country.

    Whole or not at all: raises StatisticsError.
    """
    readings = []
    for term, its_years in terms_of_years(years).items():
        on_read = partial(on_term, term) if on_term else None
        items = read_all(partial(bibstat.page, term), limit, partial(_settle, bibstat), on_read)
        readings.append(reading_of(items, term, its_years))
    return Reading(
        tuple(sorted(set(years))),
        tuple(figure for reading in readings for figure in reading.figures),
        tuple(identity for reading in readings for identity in reading.unreadable),
    )


def _settle(bibstat: Bibstat, number: int) -> None:
    """Wait before another pass, longer each time: KB publishes many libraries in a row."""
    waits = bibstat.patience.waits
    if waits:
        bibstat.patience.wait(waits[min(number, len(waits)) - 1])
