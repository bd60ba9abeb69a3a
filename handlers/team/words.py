"""What the words after `team` ask for: a library, a colleague, or something to do with one.

The word for what is to be done may stand first or behind the name: "slutar Anna 30 juni", "Anna
slutar 30 juni".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.keys import name_key
from storage.team import Colleague

_OF_SOMEBODY: Mapping[str, tuple[str, ...]] = {
    "confirm": ("confirm", "bekräfta"),
    "decline": ("decline", "avböj"),
    "end": ("leave", "leaves", "end", "ends", "slutar", "slutade", "avsluta"),
    "away": ("on leave", "is on leave", "away", "ledig", "är ledig", "tjänstledig"),
    "back": ("back", "is back", "comes back", "tillbaka", "är tillbaka", "kommer tillbaka"),
    "role": ("role", "roll"),
    "chief": ("chief", "bibliotekschef"),
    "move": ("move", "moves", "flytta", "flyttar"),
}
_ALONE: Mapping[str, tuple[str, ...]] = {
    "add": ("add", "new", "lägg till", "ny"),
    "waiting": ("waiting", "väntar", "vem väntar", "vilka väntar"),
    "left": ("remaining", "left", "kvar", "not done", "inte klara"),
    "former": ("former", "tidigare"),
    "libraries": ("libraries", "biblioteken", "county", "länet"),
    "coordinators": ("coordinators", "utvecklare", "regionala utvecklare"),
    "help": ("help", "hjälp"),
}
_SHORTEST = 2  # letters that a name may be begun with


def _table(words: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    return {tuple(phrase.split()): deed for deed, phrases in words.items() for phrase in phrases}


_DEEDS = _table(_OF_SOMEBODY)
_VIEWS = _table(_ALONE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done, "" for a look; with whom, and the words that are left."""

    deed: str
    people: tuple[Colleague, ...]
    rest: str


def view_in(text: str) -> tuple[str, str]:
    """The view that words begin with, "" for none, and the words after it."""
    return _begun(text.split(), _VIEWS)


def asked_in(text: str, people: Sequence[Colleague]) -> Asked:
    """Whom words name, and what they want to be done."""
    deed, rest = _begun(text.split(), _DEEDS)
    found, left = _named(rest.split(), people)
    if not deed:
        deed, rest = _begun(left, _DEEDS)
        return Asked(deed, found, rest)
    return Asked(deed, found, " ".join(left))


def _begun(words: list[str], table: Mapping[tuple[str, ...], str]) -> tuple[str, str]:
    """What the longest phrase at the beginning means, and the words after it."""
    keys = [name_key(word) for word in words]
    for count in range(max(map(len, table)), 0, -1):
        found = table.get(tuple(keys[:count]))
        if found is not None:
            return found, " ".join(words[count:])
    return "", " ".join(words)


def _named(
    words: list[str], people: Sequence[Colleague]
) -> tuple[tuple[Colleague, ...], list[str]]:
    """Those whom most of the first words name, and the words after them."""
    for count in range(len(words), 0, -1):
        found = _fitting([name_key(word) for word in words[:count]], people)
        if found:
            return found, words[count:]
    return (), words


def _fitting(keys: list[str], people: Sequence[Colleague]) -> tuple[Colleague, ...]:
    """Those with all of the words in their name; else those whose names begin with them."""
    names = [(one, name_key(one.name).split()) for one in people]
    whole = [one for one, parts in names if all(key in parts for key in keys)]
    if whole or any(len(key) < _SHORTEST for key in keys):
        return tuple(whole)
    return tuple(
        one
        for one, parts in names
        if all(any(part.startswith(key) for part in parts) for key in keys)
    )
