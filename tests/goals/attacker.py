"""Somebody who sees every published figure of several days, and solves for what is hidden.

The attacker knows everybody's library on every day, and assumes that nobody's own figure changes
between the days, which is the best case for whoever attacks. People who were always in the same
groups are alike: only how many of them count can be told. So the attacker tries every number for
each such cell, keeps what agrees with every published figure, and looks at what remains.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

Roster = Mapping[str, frozenset[int]]
Cell = tuple[str, ...]  # the group that somebody was in, day by day; "" where in none
Guess = Mapping[Cell, int]  # how many of each cell count


@dataclass(frozen=True, slots=True)
class Published:
    """What is seen of one day: the total, unless it is hidden, and the groups that are shown."""

    total: int | None
    shown: Mapping[str, int]


def cells(days: Sequence[Roster]) -> Counter[Cell]:
    """How many people were in which group on which day."""
    everybody = {person for roster in days for people in roster.values() for person in people}
    return Counter(
        tuple(next((name for name, people in day.items() if one in people), "") for day in days)
        for one in everybody
    )


def published(
    days: Sequence[Roster], hidden: Sequence[frozenset[str]], counting: frozenset[int]
) -> list[Published]:
    """What is published of each day when these people count."""
    return [
        Published(
            sum(len(people & counting) for people in roster.values()),
            {name: len(people & counting) for name, people in roster.items() if name not in secret},
        )
        for roster, secret in zip(days, hidden, strict=True)
    ]


def guesses(days: Sequence[Roster], seen: Sequence[Published]) -> Iterator[Guess]:
    """Every way in which the cells can count that agrees with all that is seen."""
    sizes = cells(days)
    names = sorted(sizes)
    for numbers in product(*(range(sizes[name] + 1) for name in names)):
        guess = dict(zip(names, numbers, strict=True))
        if all(_agrees(guess, day, figures) for day, figures in enumerate(seen)):
            yield guess


def _agrees(guess: Guess, day: int, figures: Published) -> bool:
    if figures.total is not None:
        in_any = sum(number for cell, number in guess.items() if cell[day])
        if in_any != figures.total:
            return False
    return all(count_of(guess, day, name) == figures.shown[name] for name in figures.shown)


def count_of(guess: Guess, day: int, group: str) -> int:
    """How many of a group count on a day."""
    return sum(number for cell, number in guess.items() if cell[day] == group)


def possible(days: Sequence[Roster], seen: Sequence[Published], day: int, group: str) -> set[int]:
    """What a group's figure of a day can be; one number alone means that it is given away."""
    return {count_of(guess, day, group) for guess in guesses(days, seen)}
