"""What may be shown of a private figure: nothing of a group so small that it tells of a person."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

SMALLEST_SHOWN = 5  # people, for counts and means of results and growth

Group = TypeVar("Group", bound=Hashable)


def may_show(people: int) -> bool:
    """Whether a private figure of a group of this size may be shown by itself."""
    return people >= SMALLEST_SHOWN


def hidden(sizes: Mapping[Group, int]) -> frozenset[Group]:
    """The groups to hide when they are shown beside each other and their total.

    Where exactly one group would be hidden, the next smallest is hidden too: the total less the
    groups shown would otherwise give it away. Groups of nobody have nothing to hide.
    """
    peopled = {group: size for group, size in sizes.items() if size > 0}
    small = {group for group, size in peopled.items() if not may_show(size)}
    others = [group for group in peopled if group not in small]
    if len(small) == 1 and others:
        small.add(min(others, key=lambda group: (peopled[group], str(group))))
    return frozenset(small)
