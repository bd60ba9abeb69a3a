"""What may be shown of a private figure: nothing of a group so small that it tells of a person."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar

SMALLEST_SHOWN = 5  # people, for counts and means of results and growth

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


def alike(sizes: Mapping[date, Mapping[Group, int]], now: Mapping[Group, int]) -> frozenset[date]:
    """The days, of those with the groups' sizes, on which just the same groups are hidden as now.

    Figures of several days may be told together for these days alone: who is hidden on one day
    and shown on another could else be subtracted from the hidden ones' figure of the first day.
    """
    hidden_now = hidden(now)
    return frozenset(day for day, then in sizes.items() if hidden(then) == hidden_now)
