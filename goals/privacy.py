"""What may be shown of a private figure: nothing of a group so small that it tells of a person.

Figures are compared: with the total, so that what is hidden is blurred by more than one group, and
with those of other days, so that what was hidden lately stays hidden. docs/privacy.md says what
nobody can hide.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

SMALLEST_SHOWN = 5  # people, for counts and means of results and growth
LATELY = timedelta(weeks=9)  # as far back as a change since last week and a trend of 8 weeks look

Group = TypeVar("Group", int, str)  # what tells groups apart, and orders those of one size


def may_show(people: int) -> bool:
    """Whether a private figure of a group of this size may be shown by itself."""
    return people >= SMALLEST_SHOWN


def hidden(sizes: Mapping[Group, int]) -> frozenset[Group]:
    """The groups to hide when they are shown beside each other and their total.

    The total less the groups shown is the figure of the hidden ones together, so these must be
    more than one and as many people as may be shown: the next smallest groups are hidden too
    until they are. Groups of nobody have nothing to hide. The total is shown where `may_show`.
    """
    by_size = sorted(
        (group for group, size in sizes.items() if size > 0),
        key=lambda group: (sizes[group], group),
    )
    hiding = [group for group in by_size if not may_show(sizes[group])]
    for group in by_size[len(hiding) :]:
        if not hiding or _blurred([sizes[hid] for hid in hiding]):
            break
        hiding.append(group)
    return frozenset(hiding)


def _blurred(sizes: Collection[int]) -> bool:
    """Whether the figure of these groups together tells of none of them."""
    return len(sizes) > 1 and may_show(sum(sizes))


Rosters = Sequence[Mapping[Group, frozenset[int]]]  # who is in each group, a day after the other


def hidden_lately(rosters: Rosters[Group]) -> frozenset[Group]:
    """The groups to hide on the last of some days, where all of them can be compared.

    `rosters` are those of the last day and of every day of LATELY before it on which somebody came
    or went. Hidden is what is hidden on any of them: else a figure of one day would be subtracted
    from the total of another. So is a group of whose people too few were there both then and now:
    the others would be told by the difference.
    """
    last = rosters[-1]
    hiding: set[Group] = set()
    for roster in rosters:
        both = {group: last.get(group, frozenset()) & people for group, people in roster.items()}
        hiding |= hidden(_sizes(roster)) | hidden(_sizes(both))
    return frozenset(group for group in hiding if last.get(group))


def total_was_small(rosters: Rosters[Group]) -> bool:
    """Whether all groups together were too few to show on any of some days, as in `hidden_lately`.

    Or too few of them were there both then and on the last.
    """
    last = _all(rosters[-1].values())
    sizes = (size for roster in rosters for size in _then_and_now(_all(roster.values()), last))
    return any(0 < size < SMALLEST_SHOWN for size in sizes)


def _then_and_now(then: frozenset[int], now: frozenset[int]) -> tuple[int, int]:
    return len(then), len(then & now)


def _all(groups: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset[int]().union(*groups)


def _sizes(roster: Mapping[Group, Collection[int]]) -> dict[Group, int]:
    return {group: len(people) for group, people in roster.items()}


def told_together(
    sizes: Mapping[date, Mapping[Group, int]], hiding: Collection[Group]
) -> frozenset[date]:
    """The days, of those with the groups' sizes, to tell figures of beside each other.

    `hiding` are hidden on all of them. A day on which another had to be hidden is not told: it
    would be subtracted from that day's total.
    """
    return frozenset(day for day, then in sizes.items() if hidden(then) <= set(hiding))
