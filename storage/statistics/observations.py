"""Observations as `/data` of bibstat tells them, in JSON-LD.

{"@id": "…", "library": {"@id": "http://bibdb.libris.kb.se/library/Nass", "name": "…"},
 "sampleYear": 2019, "targetGroup": "Folkbibliotek", "Publ111": 42, "modified": "…"}
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from storage.statistics.reading import Figure, Reading, count_of

PUBLIC_LIBRARY = "Folkbibliotek"  # the other kinds of library are not in the programme
_NEVER = datetime.min.replace(tzinfo=UTC)

Observation = Mapping[str, Any]


def reading_of(items: Iterable[object], term: str, years: Collection[int]) -> Reading:
    """The figures of a term for public libraries in these years, the newest change first.

    An observation that stands there twice is what its newest change says.
    """
    figures: list[Figure] = []
    unreadable: list[str] = []
    for item in _newest(items):
        try:
            figure = _figure(item, term, years)
        except (TypeError, ValueError):
            unreadable.append(_id(item))
        else:
            figures += [figure] if figure else []
    return Reading(tuple(sorted(years)), tuple(figures), tuple(unreadable))


def _figure(item: object, term: str, years: Collection[int]) -> Figure | None:
    """What an observation tells; None where it is about another kind of library or another year.

    Raises ValueError or TypeError for what is no observation.
    """
    if not isinstance(item, Mapping):
        raise TypeError("no observation")
    year = count_of(item.get("sampleYear"))
    if _text(item, "targetGroup") != PUBLIC_LIBRARY or (year is not None and year not in years):
        return None
    library = item.get("library")
    if year is None or not _id(item) or not isinstance(library, Mapping):
        raise ValueError("no observation of a library in a year")
    name = library.get("name")
    return Figure(
        sigel=_sigel(_text(library, "@id")),
        library=name.strip() if isinstance(name, str) else "",
        year=year,
        term=term,
        value=count_of(item.get(term)),
    )


def _sigel(address: str) -> str:
    """The end of a library's address. Raises ValueError for an address that has none."""
    sigel = unquote(address.rstrip("/").rpartition("/")[2]).strip()
    if not sigel:
        raise ValueError("no sigel")
    return sigel


def _newest(items: Iterable[object]) -> Iterator[object]:
    """Each observation once, by its `@id`; what has none is let through."""
    seen = set()
    for item in sorted(items, key=_modified, reverse=True):
        identity = _id(item)
        if identity and identity in seen:
            continue
        seen.add(identity)
        yield item


def _modified(item: object) -> datetime:
    """When an observation was changed; long ago where it does not say."""
    told = item.get("modified") if isinstance(item, Mapping) else None
    try:
        moment = datetime.fromisoformat(told) if isinstance(told, str) else _NEVER
    except ValueError:
        return _NEVER
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _id(item: object) -> str:
    identity = item.get("@id") if isinstance(item, Mapping) else None
    return identity.strip() if isinstance(identity, str) else ""


def _text(item: Observation, name: str) -> str:
    """Words that must be there. Raises TypeError where they are not."""
    words = item.get(name)
    if not isinstance(words, str):
        raise TypeError(f"no {name}")
    return words
