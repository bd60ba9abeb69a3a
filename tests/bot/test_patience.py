"""What is quick is answered inline; what is not goes on behind, and stopping waits for it."""

import asyncio
import gc
from collections.abc import Awaitable, Callable

import pytest
from structlog.testing import capture_logs

from bot.patience import Patience


class Diary:
    """Writes down what happens, and holds work back until it is let through."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.through = asyncio.Event()

    async def work(self) -> str:
        await self.through.wait()
        return "done"

    async def failing(self) -> str:
        await self.through.wait()
        raise ValueError("no")

    def note(self, line: str) -> Callable[..., Awaitable[None]]:
        async def noted(*more: str) -> None:
            self.lines.append(" ".join((line, *more)))

        return noted


@pytest.fixture
def diary() -> Diary:
    return Diary()


def ready(patience: Patience, diary: Diary) -> "asyncio.Task[str | None]":
    """Work of the diary, inline."""
    return asyncio.create_task(
        patience.inline(diary.work(), meanwhile=diary.note("wait"), afterwards=diary.note("then"))
    )


async def until_begun(patience: Patience, diary: Diary) -> "asyncio.Task[str | None]":
    """The same, at the moment at which it waits for its work."""
    asked = ready(patience, diary)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return asked


async def test_what_is_quick_is_the_answer(diary: Diary) -> None:
    diary.through.set()
    assert await ready(Patience(20), diary) == "done"
    assert diary.lines == []


async def test_what_is_not_is_told_afterwards(diary: Diary) -> None:
    patience = Patience(0, head_start=0)
    assert await ready(patience, diary) is None
    assert diary.lines == ["wait"]
    diary.through.set()
    await patience.drain()
    assert diary.lines == ["wait", "then done"]


async def test_what_fails_in_time_is_raised(diary: Diary) -> None:
    diary.through.set()
    note = diary.note("never")
    with pytest.raises(ValueError, match="no"):
        await Patience(20).inline(diary.failing(), meanwhile=note, afterwards=note)
    assert diary.lines == []


async def test_what_fails_late_is_logged(diary: Diary) -> None:
    patience = Patience(0, head_start=0)
    with capture_logs() as logs:
        await patience.inline(
            diary.failing(), meanwhile=diary.note("wait"), afterwards=diary.note("never")
        )
        diary.through.set()
        await patience.drain()
    assert diary.lines == ["wait"]
    assert [line["event"] for line in logs] == ["late_answer_failed"]


async def test_an_answer_outlives_the_request_that_began_it(diary: Diary) -> None:
    patience = Patience(20, head_start=0)
    asked = await until_begun(patience, diary)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    diary.through.set()
    await patience.drain()
    assert diary.lines == ["then done"]


async def test_stopping_waits_for_what_follows_from_what_is_in_hand(diary: Diary) -> None:
    patience = Patience(20, head_start=0)

    async def first() -> None:
        await diary.through.wait()
        patience.go_on(diary.note("second")())  # type: ignore[arg-type]

    patience.go_on(first())
    stopping = asyncio.create_task(patience.drain(20))
    await asyncio.sleep(0)
    assert not stopping.done()
    diary.through.set()
    await stopping
    assert diary.lines == ["second"]


async def test_stopping_lets_go_in_the_end_and_leaves_nothing(diary: Diary) -> None:
    patience = Patience(0, head_start=60)
    await ready(patience, diary)
    patience.go_on(diary.note("never")())  # type: ignore[arg-type]
    before = asyncio.current_task()
    with capture_logs() as logs:
        await patience.drain(0)
    assert asyncio.all_tasks() == {before}
    assert [(line["event"], line["tasks"]) for line in logs] == [("let_go", 3)]
    assert diary.lines == ["wait"]
    gc.collect()  # what was never awaited would warn now


async def test_stopping_with_nothing_in_hand_is_quiet() -> None:
    with capture_logs() as logs:
        await Patience().drain(0)
    assert logs == []
