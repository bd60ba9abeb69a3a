"""The pace is kept ahead of being told, in each channel and in each tenant, and fairly."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.outbox.pacing import CATCH_UP, NotNow, Pacer, Rates
from tests.scheduler.outbox.virtual import VirtualLoop

TENANTS, CHANNELS = 50, 10_000
Turn = tuple[str, str, float]
A_HAIR = 0.002  # seconds


@pytest.fixture
def loop() -> Iterator[VirtualLoop]:
    made = VirtualLoop()
    yield made
    made.end()


class Posts:
    """Messages that want to go out, and when each had its turn."""

    def __init__(self, loop: VirtualLoop, rates: Rates | None = None) -> None:
        self.loop = loop
        self.pacer = Pacer(loop.time, asyncio.sleep, rates)
        self.turns: list[Turn] = []
        self.refused: list[float] = []
        self._tasks: list[asyncio.Task[None]] = []

    def want(self, tenant: str, place: str, patience: float = 10_000.0) -> None:
        """One more wants a turn, from now on."""
        self._tasks.append(self.loop.create_task(self._want(tenant, place, patience)))
        self.loop.settle()

    async def _want(self, tenant: str, place: str, patience: float) -> None:
        try:
            await self.pacer.turn(tenant, place, patience)
        except NotNow as error:
            self.refused.append(error.after)
        else:
            self.turns.append((tenant, place, self.loop.time()))

    def all_by(self, seconds: float) -> Sequence[Turn]:
        """Everything that has had its turn so many seconds from now."""
        self.loop.pass_by(seconds, 1 / 60)
        return self.turns


def moments(turns: Sequence[Turn], of: int) -> list[list[float]]:
    """When each tenant (1), or each channel (2), had its turns."""
    found = defaultdict(list)
    for turn in sorted(turns, key=lambda each: each[2]):
        found[turn[:of]].append(turn[2])
    return list(found.values())


def gaps(turns: Sequence[Turn], of: int) -> list[float]:
    """The seconds between turns of the same tenant (1) or of the same channel (2)."""
    rows = moments(turns, of)
    return [later - one for row in rows for one, later in pairwise(row)]


def is_within_pace(turns: Sequence[Turn], a_second: float = 6) -> bool:
    """Whether in no stretch of time a tenant had more turns than it may, and catch up."""
    return all(
        last - first <= a_second * (row[last] - row[first] + CATCH_UP) + A_HAIR
        for row in moments(turns, of=1)
        for first, last in combinations(range(len(row)), 2)
    )


def test_one_a_second_in_a_channel(loop: VirtualLoop) -> None:
    posts = Posts(loop)
    for _ in range(4):
        posts.want("T", "C")
    assert [turn[2] for turn in posts.all_by(3.1)] == pytest.approx([0, 1, 2, 3], abs=0.05)


def test_six_a_second_in_a_tenant(loop: VirtualLoop) -> None:
    posts = Posts(loop)
    for number in range(30):
        posts.want("T", f"C{number}")
    assert len(posts.all_by(2.01)) == pytest.approx(13, abs=1)
    assert len(posts.all_by(3)) == 30
    assert [turn[1] for turn in posts.turns] == [f"C{number}" for number in range(30)]


def test_a_tenant_does_not_wait_for_another(loop: VirtualLoop) -> None:
    posts = Posts(loop)
    for number in range(12):
        posts.want("slow", f"C{number}")
    posts.want("other", "C0")
    assert ("other", "C0", 0.0) in posts.turns


def test_a_busy_channel_keeps_nobody_waiting(loop: VirtualLoop) -> None:
    posts = Posts(loop)
    for _ in range(20):
        posts.want("T", "busy")
    for number in range(10):
        posts.want("T", f"C{number}")
    quick = [turn for turn in posts.all_by(2.5) if turn[1] != "busy"]
    assert len(quick) == 10


def test_nothing_goes_to_a_tenant_that_is_held(loop: VirtualLoop) -> None:
    posts = Posts(loop)
    posts.pacer.hold("T", 30)
    posts.pacer.hold("T", 5)  # the longer one counts
    posts.want("T", "C")
    posts.want("other", "C")
    assert posts.pacer.held("T") == 30
    assert posts.pacer.held("other") == posts.pacer.held("nobody") == 0
    assert [turn[0] for turn in posts.all_by(29.9)] == ["other"]
    assert [turn[0] for turn in posts.all_by(0.2)] == ["other", "T"]


def test_who_has_no_patience_is_told_how_long_it_takes(loop: VirtualLoop) -> None:
    posts = Posts(loop)
    posts.pacer.hold("T", 30)
    posts.want("T", "C", patience=20)
    assert posts.refused == [30]
    loop.pass_by(10)
    posts.want("T", "C", patience=20)
    assert len(posts.all_by(20.1)) == 1


def test_a_hold_reaches_those_who_wait_already(loop: VirtualLoop) -> None:
    posts = Posts(loop)
    for _ in range(3):
        posts.want("T", "C", patience=20)
    posts.pacer.hold("T", 60)
    posts.all_by(3)
    assert len(posts.turns) == 1
    assert posts.refused == pytest.approx([59, 59], abs=1.1)


def test_the_rates_are_ones_own(loop: VirtualLoop) -> None:
    posts = Posts(loop, Rates(tenant=50, place=10))
    for _ in range(10):
        posts.want("T", "C")
    assert len(posts.all_by(1)) == 10


def test_places_that_are_free_again_are_forgotten(loop: VirtualLoop) -> None:
    posts = Posts(loop, Rates(tenant=1_000_000))
    for number in range(1_500):
        posts.want("T", f"C{number}")
        if number % 500 == 0:
            loop.pass_by(1.5)
    assert len(posts.all_by(2)) == 1_500
    posts.want("T", "C1499")
    posts.want("T", "C1499")
    assert gaps(posts.turns, of=2)[-1] > 1 - A_HAIR or len(posts.all_by(1.1)) == 1_502


def test_ten_thousand_channels_of_fifty_tenants_in_half_a_minute(loop: VirtualLoop) -> None:
    posts = Posts(loop)
    for number in range(CHANNELS):
        posts._tasks.append(
            loop.create_task(posts._want(f"T{number % TENANTS}", f"C{number}", 10_000.0))
        )
    loop.pass_by(CHANNELS / TENANTS / 6 + 2, 1 / 12)
    assert len(posts.turns) == CHANNELS
    assert is_within_pace(posts.turns)


def test_who_is_woken_late_loses_nothing(loop: VirtualLoop) -> None:
    posts = Posts(loop)
    for number in range(60):
        posts.want("T", f"C{number}")
    loop.pass_by(10, 0.4)  # as from a machine that is busy
    assert len(posts.turns) == 60
    assert is_within_pace(posts.turns)


def test_who_was_away_for_long_catches_up_with_little(loop: VirtualLoop) -> None:
    posts = Posts(loop)
    posts.want("T", "C0")
    loop.pass_by(100)
    for number in range(1, 20):
        posts.want("T", f"C{number}")
    assert len(posts.turns) == 1 + 1 + 6 * CATCH_UP


@given(
    wishes=st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from("TU"), st.sampled_from("ABC")), max_size=25
    )
)
def test_the_pace_is_never_exceeded_and_nobody_is_forgotten(
    wishes: list[tuple[float, str, str]],
) -> None:
    loop = VirtualLoop()
    posts = Posts(loop)
    for wait, tenant, place in wishes:
        posts.all_by(wait)
        posts.want(tenant, place)
    posts.all_by(len(wishes) + 1.5)
    loop.end()
    assert len(posts.turns) == len(wishes)
    assert is_within_pace(posts.turns)
    assert all(gap >= 1 - A_HAIR for gap in gaps(posts.turns, of=2))
