"""Keeping KB's figures: all of a reading or nothing, and twice is once.

What KB no longer tells is kept, since a gap in a reading may be a fault there; it is reported.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Integer, bindparam, select
from sqlmodel import Session

from goals.statistics_year import terms_of, tutoring_terms
from storage.bulk import Upsert
from storage.database import one_at_a_time
from storage.imports.context import ImportContext
from storage.journal import audit
from storage.statistics.matching import Matching, Place, places_of
from storage.statistics.reading import Reading
from storage.statistics.result import Doubt, Gap, StatisticsResult
from storage.tables import METADATA

_STATISTIC = METADATA.tables["official_statistic"]
_LIBRARY = METADATA.tables["library"]
_UPSERT = Upsert(_STATISTIC, ("library_id", "year", "term"), ("value", "read_at"))
_STORED = (
    select(_STATISTIC.c.library_id, _STATISTIC.c.year, _STATISTIC.c.term, _STATISTIC.c.value)
    .join(_LIBRARY, _LIBRARY.c.id == _STATISTIC.c.library_id)
    .where(_LIBRARY.c.region_id == bindparam("region", type_=Integer))
)


class _Key(NamedTuple):
    """What a figure is about."""

    library_id: int
    year: int
    term: str


_Figures = Mapping[_Key, int]


def import_statistics(
    session: Session, reading: Reading, context: ImportContext
) -> StatisticsResult:
    """Keep a reading's figures of the region's libraries, in the caller's writing transaction."""
    one_at_a_time(session, "statistics", str(context.region_id))
    places = places_of(session, context.region_id)
    told, strangers = _matched(reading, places)
    rows = session.connection().execute(_STORED, {"region": context.region_id})
    stored = {_Key(*row[:3]): row[3] for row in rows}
    new = {key: value for key, value in told.items() if stored.get(key) != value}
    _UPSERT.run(
        session,
        (key._asdict() | {"value": value, "read_at": context.now} for key, value in new.items()),
    )
    action, region = "import.statistics", context.region_id
    audit(session, context.now, action, actor=context.actor_id, object_id=region)
    changed = len(new.keys() & stored.keys())
    return StatisticsResult(
        added=len(new) - changed,
        changed=changed,
        unchanged=len(told) - len(new),
        strangers=strangers,
        without_sigel=tuple(place.name for place in places if not place.sigel),
        empty_years=_empty_years(reading, told),
        gaps=tuple(_gaps(reading, places, told, stored)),
        doubts=tuple(_doubts(reading, places, {**stored, **told})),
    )


def _matched(reading: Reading, places: Iterable[Place]) -> tuple[_Figures, tuple[str, ...]]:
    """The region's figures, and who the others are. Of a figure told twice the first counts."""
    matching = Matching(places, reading.figures)
    told: dict[_Key, int] = {}
    strangers = set()
    for figure in reading.figures:
        library_id = matching.find(figure)
        if library_id is None:
            strangers.add(figure.sigel or figure.library)
        elif figure.value is not None:
            told.setdefault(_Key(library_id, figure.year, figure.term), figure.value)
    return told, tuple(sorted(strangers))


def _empty_years(reading: Reading, told: _Figures) -> tuple[int, ...]:
    return tuple(year for year in reading.years if all(key.year != year for key in told))


def _gaps(
    reading: Reading, places: Iterable[Place], told: _Figures, stored: _Figures
) -> Iterable[Gap]:
    """Who lacks a figure that others have, in the order of years and names."""
    empty = _empty_years(reading, told)
    known = [place for place in places if place.sigel]
    for year in reading.years:
        for place in known if year not in empty else ():
            keys = [_Key(place.library_id, year, term) for term in terms_of(year)]
            missing = [key for key in keys if key not in told]
            kept = tuple(key.term for key in missing if key in stored)
            if missing:
                yield Gap(place.name, year, tuple(key.term for key in missing), kept)


def _doubts(reading: Reading, places: Iterable[Place], figures: _Figures) -> Iterable[Doubt]:
    for year in reading.years:
        terms = tutoring_terms(year)
        for place in places:
            total = figures.get(_Key(place.library_id, year, terms.total))
            children = figures.get(_Key(place.library_id, year, terms.children))
            if total is not None and children is not None and children > total:
                yield Doubt(place.name, year, total, children)
