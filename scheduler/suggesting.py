"""Two resources that suit somebody: in the area where they are weakest, else what colleagues took.

Short ones go before packages of many. Nobody says how long a resource takes, nor which area it is
about: a package is long, and areas are told by words in titles and topics.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from goals.record import Area, Record, ResourceKind
from goals.rules import Rules
from storage.suggesting import Undone

SHOWN = 2
_AMONG = 6  # the best, which take turns
_BEGINNINGS: Mapping[Area, tuple[str, ...]] = MappingProxyType(
    {
        Area.INFORMATION: ("källkrit", "sök", "information", "mik", "wikidata", "fakta", "desinfo"),
        Area.COMMUNICATION: ("sociala", "möte", "delaktig", "kommunik", "samarb", "chatt"),
        Area.CONTENT: ("skapa", "upphovs", "licens", "programmer", "wikipedia", "film", "podd"),
        Area.SAFETY: ("säker", "integritet", "gdpr", "privacy", "lösenord", "beredskap", "bedräg"),
        Area.PROBLEM_SOLVING: ("problem", "ai", "handled", "telefon", "teknik", "digitalis"),
    }
)
_WHOLE = frozenset({"ai", "mik"})  # as a whole word alone


def weakest_area(record: Record, on: date) -> Area | None:
    """The area with the lowest result of the latest self-assessment with results by a day."""
    taken = [each for each in record.assessed if each.on <= on and each.results]
    if not taken:
        return None
    results: Mapping[Area, Decimal] = max(taken, key=lambda each: each.on).results
    return min(results, key=lambda area: (results[area], list(Area).index(area)))


def suggestions(
    choices: Iterable[Undone], area: Area | None, rules: Rules, turn: int
) -> tuple[Undone, ...]:
    """Two of the resources that count, others each turn; fewer where there are no more."""
    counted = [each for each in choices if each.kind in rules.counted_kinds]
    ranked = sorted(counted, key=_rank)
    if area is not None:
        ranked.sort(key=lambda each: not is_about(each, area))  # stable: the rank stays within
    best = ranked[:_AMONG]
    return _from(best, turn * SHOWN)


def is_about(resource: Undone, area: Area) -> bool:
    """Whether the words of a resource speak of an area."""
    words = f"{resource.title} {resource.topic or ''}".casefold()
    found = "".join(char if char.isalnum() else " " for char in words).split()
    return any(
        word == beginning if beginning in _WHOLE else word.startswith(beginning)
        for word in found
        for beginning in _BEGINNINGS[area]
    )


def _rank(resource: Undone) -> tuple[bool, bool, int, str]:
    """Training for leaders last, then long ones; what most colleagues have finished first."""
    is_long = resource.kind is ResourceKind.COURSE_PACKAGE
    return resource.leadership, is_long, -resource.heads, resource.title


def _from(best: Sequence[Undone], start: int) -> tuple[Undone, ...]:
    """Two in a row from a place on, round the end."""
    count = min(SHOWN, len(best))
    return tuple(best[(start + step) % len(best)] for step in range(count))
