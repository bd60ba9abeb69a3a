"""Reading every page of a list that may change meanwhile.

The list is ordered by the newest change, so what KB publishes moves to the front and shifts the
pages. Two things tell of it: each page begins with the last item of the page before, and in the
end the first item is still the first. A pass in which either fails is read again from the start.
What stands there unchanged during a whole pass is then never missed, and nothing new is either.

The `next` link is not followed: it drops the term. An empty rest is the end, not a short page.
"""

from collections.abc import Callable, Sequence

from storage.statistics.faults import Fault, StatisticsError

PASSES = 10

Page = Callable[[int, int], Sequence[object]]  # the items from an offset on, at most a limit
OnRead = Callable[[int], None]  # is told how many items the pass has read


def read_all(
    page: Page, limit: int, settle: Callable[[int], None], on_read: OnRead | None = None
) -> list[object]:
    """Every item of a list, in its order.

    `limit` is at least 2. `settle` is called before each new pass, with its number from 1.
    Raises StatisticsError when the list changes during every pass.
    """
    for number in range(PASSES):
        if number:
            settle(number)
        items = _one_pass(page, limit, on_read)
        if items is not None:
            return items
    raise StatisticsError(Fault.UNSETTLED)


def _one_pass(page: Page, limit: int, on_read: OnRead | None) -> list[object] | None:
    """The items, or None where the list changed while they were read."""
    items = list(page(0, limit))
    more = bool(items)
    while more:
        if on_read:
            on_read(len(items))
        last, *rest = page(len(items) - 1, limit) or [None]
        if last != items[-1]:
            return None
        items += rest
        more = bool(rest)
    return items if list(page(0, 1)) == items[:1] else None
