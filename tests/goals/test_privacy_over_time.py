"""What is hidden survives that figures are subtracted from each other, also those of other days."""

from collections.abc import Sequence
from itertools import count

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from goals.privacy import hidden, hidden_lately, may_show, total_was_small
from tests.goals.attacker import Roster, possible, published


def people(**groups: range) -> Roster:
    """Who is in which group."""
    return {name: frozenset(members) for name, members in groups.items()}


def secrets(days: Sequence[Roster]) -> list[frozenset[str]]:
    """What is hidden on each of the days, each knowing those before it."""
    return [hidden_lately(days[: day + 1]) for day in range(len(days))]


def as_sizes_alone_say(days: Sequence[Roster]) -> list[frozenset[str]]:
    """What would be hidden if no day knew of another."""
    return [hidden({name: len(members) for name, members in day.items()}) for day in days]


def some_of(days: Sequence[Roster]) -> frozenset[int]:
    """Every second of everybody counts."""
    return frozenset(one for day in days for members in day.values() for one in members if one % 2)


# Another group becomes the next smallest: the one that blurred before is shown.
COMPANION_CHANGES = [
    people(A=range(4), B=range(10, 16), C=range(20, 27)),
    people(A=range(4), B=range(10, 16), C=range(20, 25)),
]
# One more comes, and the group is large enough.
GROWS = [
    people(A=range(4), B=range(10, 16), C=range(20, 27)),
    people(A=range(5), B=range(10, 16), C=range(20, 27)),
]
# The small group is empty from one day to the next, and nothing seems to need hiding.
COMPANION_IS_LEFT = [
    people(A=range(4), B=range(10, 16), C=range(20, 27)),
    people(A=range(1), B=range(10, 16), C=range(20, 27)),
    people(B=range(10, 16), C=range(20, 27)),
]


@pytest.mark.parametrize("days", [COMPANION_CHANGES, GROWS], ids=["companion", "grows"])
def test_days_that_know_nothing_of_each_other_give_a_small_group_away(
    days: Sequence[Roster],
) -> None:
    seen = published(days, as_sizes_alone_say(days), some_of(days))
    assert len(possible(days, seen, 0, "A")) == 1


@pytest.mark.parametrize("days", [COMPANION_CHANGES, GROWS], ids=["companion", "grows"])
def test_what_was_hidden_lately_stays_hidden(days: Sequence[Roster]) -> None:
    seen = published(days, secrets(days), some_of(days))
    for day, _ in enumerate(days):
        assert len(possible(days, seen, day, "A")) > 1


def test_one_for_another_is_not_told_by_the_difference() -> None:
    """Five stay five; who has come less who has gone would be a figure of two people."""
    days = [
        people(A=range(5), B=range(10, 16), C=range(20, 27)),
        people(A=range(1, 6), B=range(10, 16), C=range(20, 27)),
    ]
    assert hidden_lately(days[:1]) == frozenset()
    assert hidden_lately(days) == {"A", "B"}


def test_who_all_are_new_are_shown() -> None:
    days = [people(B=range(10, 16)), people(A=range(5), B=range(10, 16))]
    assert hidden_lately(days) == frozenset()
    replaced = [people(A=range(5), B=range(10, 16)), people(A=range(30, 36), B=range(10, 16))]
    assert hidden_lately(replaced) == frozenset()


def test_a_group_of_nobody_has_nothing_to_hide_and_its_companion_stays_hidden() -> None:
    assert [sorted(secret) for secret in secrets(COMPANION_IS_LEFT)] == [["A", "B"]] * 2 + [["B"]]


def test_a_day_alone_hides_what_its_sizes_say() -> None:
    day = people(A=range(4), B=range(10, 19), C=range(20, 27))
    assert hidden_lately([day]) == {"A", "C"}
    assert hidden_lately([{}]) == frozenset()


@given(
    st.lists(
        st.dictionaries(st.sampled_from("ABCD"), st.frozensets(st.integers(0, 12), max_size=8)),
        min_size=1,
        max_size=4,
    )
)
def test_hidden_is_what_was_hidden_or_would_tell_of_few_on_any_day(days: list[Roster]) -> None:
    """Compared with the same in plain loops."""
    wanted = set()
    for day in days:
        sizes = {name: len(members) for name, members in day.items()}
        both = {}
        for name, members in day.items():
            both[name] = len([one for one in members if one in days[-1].get(name, ())])
        for name in [*hidden(sizes), *hidden(both)]:
            if days[-1].get(name):
                wanted.add(name)
    assert hidden_lately(days) == wanted
    now = hidden({name: len(members) for name, members in days[-1].items()})
    assert now <= hidden_lately(days)


@given(st.lists(st.frozensets(st.integers(0, 9)), min_size=1, max_size=4))
def test_the_total_of_few_is_hidden_as_long_as_it_can_be_compared(
    days: list[frozenset[int]],
) -> None:
    few = False
    for day in days:
        for members in (day, day & days[-1]):
            few = few or (len(members) > 0 and not may_show(len(members)))
    assert total_was_small([{"A": day} for day in days]) is few


# Everything that an attacker can try, on small counties that change from day to day.

_small, _large = st.integers(1, 4), st.integers(5, 7)


@st.composite
def counties(draw: st.DrawFn) -> list[Roster]:
    """A county with a small group, a large one or two, and days on which single people move.

    Of every group of the first day, two people stay where they are.
    """
    numbers = count()
    sizes = [draw(_small) + 1, draw(_large), *draw(st.lists(_large, max_size=1))]
    now = {
        name: frozenset(next(numbers) for _ in range(size))
        for name, size in zip("ABC", sizes, strict=False)
    }
    stay = {one for members in now.values() for one in sorted(members)[:2]}
    days: list[Roster] = [now]
    for _ in range(draw(st.integers(1, 2))):
        leaving = draw(st.sampled_from(sorted(one for group in now.values() for one in group)))
        joined = draw(st.sampled_from(sorted(now)))
        comes = draw(st.booleans())
        now = {
            name: (members - ({leaving} - stay))
            | ({next(numbers)} if comes and name == joined else set())
            for name, members in now.items()
        }
        days.append(now)
    return days


@given(counties(), st.data())
def test_no_group_that_was_never_shown_is_given_away(
    days: list[Roster], data: st.DataObject
) -> None:
    """Unless nobody, or everybody, of those counts who stay hidden: that no sum can hide.

    See "Vad som inte kan döljas" in docs/privacy.md.
    """
    secret = secrets(days)
    always = frozenset.intersection(*secret)
    assume(len(always) > 1)
    everybody = sorted({one for day in days for members in day.values() for one in members})
    counting = frozenset(data.draw(st.sets(st.sampled_from(everybody)), "who counts"))
    stayed = {
        name: frozenset.intersection(*(day.get(name, frozenset()) for day in days))
        for name in always
    }
    together = frozenset().union(*stayed.values())
    assume(0 < len(together & counting) < len(together))
    seen = published(days, secret, counting)
    for day, _ in enumerate(days):
        for name in always:
            assert len(possible(days, seen, day, name)) > 1, (name, day)
