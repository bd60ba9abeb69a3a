"""Which library of a region a figure of KB's is about."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from storage.keys import name_key
from storage.regions import swedish_order
from storage.statistics.reading import Figure
from storage.tables import METADATA

_LIBRARY = METADATA.tables["library"]


@dataclass(frozen=True, slots=True)
class Place:
    """A library of the region."""

    library_id: int
    name: str
    municipality_code: str
    sigel: str | None


def places_of(session: Session, region_id: int) -> tuple[Place, ...]:
    """The region's libraries, in Swedish order."""
    columns = _LIBRARY.c
    rows = session.connection().execute(
        select(columns.id, columns.name, columns.municipality_code, columns.sigel).where(
            columns.region_id == region_id
        )
    )
    return tuple(sorted((Place(*row) for row in rows), key=lambda each: swedish_order(each.name)))


class Matching:
    """Finds libraries by sigel and, for figures without one, by municipality.

    KB's export has no sigels before 2014. A municipality is enough where it has one public
    library with us and one with KB.
    """

    def __init__(self, places: Iterable[Place], figures: Iterable[Figure]) -> None:
        known = tuple(places)
        self._sigels = {name_key(each.sigel): each.library_id for each in known if each.sigel}
        ours = Counter(each.municipality_code for each in known)
        theirs = Counter(
            code for code, _ in {(each.municipality_code, each.library) for each in figures}
        )
        self._codes = {
            each.municipality_code: each.library_id
            for each in known
            if ours[each.municipality_code] == theirs[each.municipality_code] == 1
        }

    def find(self, figure: Figure) -> int | None:
        """The library's id, or None where the region has no such library."""
        if figure.sigel:
            return self._sigels.get(name_key(figure.sigel))
        return self._codes.get(figure.municipality_code)
