"""Every page is read, also while KB publishes, and what is read is what stood there."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.statistics.faults import Fault, StatisticsError
from storage.statistics.paging import PASSES, read_all
from tests.storage.statistics.kb import Item, Kb

TERM = "Publ111"
Settled = list[int]


def read(kb: Kb, limit: int = 3) -> tuple[list[object], Settled]:
    """What is read of a term, and before which passes it waited."""
    settled: Settled = []
    return read_all(kb.page(TERM), limit, settled.append), settled


def kb_with(count: int) -> Kb:
    """A KB with observations of one term."""
    kb = Kb()
    for number in range(count):
        kb.publish(TERM, sigel=f"S{number}", value=number)
    return kb


@pytest.mark.parametrize("count", range(14))
@pytest.mark.parametrize("limit", [2, 3, 5, 100])
def test_every_observation_is_read_in_one_pass(count: int, limit: int) -> None:
    kb = kb_with(count)
    assert read(kb, limit) == (kb.observations.get(TERM, []), [])


def test_an_unknown_term_has_nothing() -> None:
    assert read(Kb()) == ([], [])


@pytest.mark.parametrize("most", [2, 3, 4])
def test_a_page_that_is_shorter_than_asked_for_is_not_the_end(most: int) -> None:
    kb = kb_with(11)
    kb.most = most
    assert read(kb, 100) == (kb.observations[TERM], [])


def test_a_full_last_page_is_followed_by_one_more_question() -> None:
    kb = kb_with(6)
    read(kb, 6)
    assert kb.requests == [(TERM, 0, 6), (TERM, 5, 6), (TERM, 0, 1)]


@pytest.mark.parametrize("request_number", range(2, 6))
@pytest.mark.parametrize(
    "happens",
    [
        lambda kb: kb.publish(TERM, value=99),
        lambda kb: kb.change(TERM, 0, 99),
        lambda kb: kb.change(TERM, 4, 99),
        lambda kb: kb.change(TERM, 6, 99),
    ],
)
def test_what_is_published_meanwhile_is_read_too(
    request_number: int, happens: Callable[[Kb], object]
) -> None:
    kb = kb_with(7)
    kb.meanwhile[request_number] = lambda: happens(kb)
    assert read(kb) == (kb.observations[TERM], [1])


@pytest.mark.parametrize("place", range(3))
def test_what_is_withdrawn_meanwhile_hides_nothing(place: int) -> None:
    kb = kb_with(7)
    kb.meanwhile[2] = lambda: kb.withdraw(TERM, place)
    items, settled = read(kb)
    assert (items, settled) == (kb.observations[TERM], [1])


def test_all_may_be_withdrawn_meanwhile() -> None:
    kb = kb_with(2)
    kb.meanwhile[2] = kb.observations[TERM].clear
    assert read(kb) == ([], [1])


def test_a_list_that_changes_all_the_time_is_given_up() -> None:
    kb = kb_with(5)

    def again() -> None:
        kb.publish(TERM)
        kb.meanwhile[len(kb.requests) + 1] = again

    again()
    with pytest.raises(StatisticsError) as given_up:
        read(kb)
    assert given_up.value.key is Fault.UNSETTLED
    assert len(kb.requests) <= PASSES * 5


def test_a_site_that_knows_no_offsets_is_given_up() -> None:
    kb = kb_with(5)
    with pytest.raises(StatisticsError):
        read_all(lambda _, limit: kb.page(TERM)(0, limit), 3, lambda _: None)


def test_progress_is_told() -> None:
    told: list[int] = []
    read_all(kb_with(7).page(TERM), 3, lambda _: None, told.append)
    assert told == [3, 5, 7]


PUBLISHING = st.tuples(st.just("publish"), st.integers(0, 20))
CHANGING = st.tuples(st.just("change"), st.integers(0, 20))
WITHDRAWING = st.tuples(st.just("withdraw"), st.integers(0, 20))


def prepare(kb: Kb, plan: dict[int, list[tuple[str, int]]]) -> list[list[Item]]:
    """Let things happen before requests; the lists that there have been, the latest last."""
    states = [list(kb.observations.get(TERM, []))]

    def happen(events: list[tuple[str, int]]) -> None:
        for kind, place in events:
            there = len(kb.observations.get(TERM, []))
            if kind == "publish" or not there:
                kb.publish(TERM, value=place)
            elif kind == "change":
                kb.change(TERM, place % there, place)
            else:
                kb.withdraw(TERM, place % there)
        states.append(list(kb.observations[TERM]))

    for number, events in plan.items():
        kb.meanwhile[number] = lambda events=events: happen(events)  # type: ignore[misc]
    return states


plans = st.dictionaries(st.integers(1, 12), st.lists(PUBLISHING | CHANGING, min_size=1, max_size=3))
harder_plans = st.dictionaries(
    st.integers(1, 12), st.lists(PUBLISHING | CHANGING | WITHDRAWING, min_size=1, max_size=3)
)


@given(count=st.integers(0, 12), limit=st.integers(2, 6), plan=plans)
def test_while_kb_publishes_what_is_read_is_what_stands_there_in_the_end(
    count: int, limit: int, plan: dict[int, list[tuple[str, int]]]
) -> None:
    kb = kb_with(count)
    prepare(kb, plan)
    try:
        items, _ = read(kb, limit)
    except StatisticsError:
        assert len(plan) >= PASSES
        return
    assert items == kb.observations.get(TERM, [])


@given(count=st.integers(0, 12), limit=st.integers(2, 6), plan=harder_plans)
def test_while_kb_also_withdraws_nothing_that_stays_is_missed_and_nothing_is_made_up(
    count: int, limit: int, plan: dict[int, list[tuple[str, int]]]
) -> None:
    kb = kb_with(count)
    states = prepare(kb, plan)
    passes: list[int] = []  # the state in which each began

    def page(offset: int, asked: int) -> list[object]:
        found = kb.page(TERM)(offset, asked)
        if (offset, asked) == (0, limit):
            passes.append(len(states) - 1)
        return found

    try:
        items = read_all(page, limit, lambda _: None)
    except StatisticsError:
        assert len(plan) >= PASSES
        return
    during = states[passes[-1] :]
    assert all(any(item in state for state in during) for item in items)
    assert all(item in items for item in during[0] if all(item in state for state in during))
