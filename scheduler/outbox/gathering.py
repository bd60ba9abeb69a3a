"""What many ask for at about the same time is done together, in one thread and one transaction.

Whatever is asked for while a round is under way waits for the next one. So nobody waits when there
is little to do, and a fan-out costs a round for many instead of one for each.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from scheduler.outbox.threads import InThread
from storage.away import is_away

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
Work = Callable[[Sequence[Asked]], Sequence[Answer]]  # an answer to each, or it raises for all

MOST = 50  # that a round answers: nobody else waits long for the database, or for a thread


class Gathering(Generic[Asked, Answer]):
    """Asks `work` for many at once. Where it fails for many, each is asked for alone."""

    def __init__(self, in_thread: InThread, work: Work[Asked, Answer], most: int = MOST) -> None:
        self._in_thread = in_thread
        self._work = work
        self._most = most
        self._waiting: list[tuple[Asked, asyncio.Future[Answer]]] = []
        self._rounds: asyncio.Task[None] | None = None

    async def ask(self, asked: Asked) -> Answer:
        """The answer. Raises what `work` raises for this one, or for all."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, answer))
        if self._rounds is None or self._rounds.done():
            self._rounds = asyncio.create_task(self._until_nobody_waits())
        return await answer

    async def _until_nobody_waits(self) -> None:
        while self._waiting:
            due, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            due = [(asked, answer) for asked, answer in due if not answer.done()]
            if due:
                await self._round(*zip(*due, strict=True))

    async def _round(
        self, asked: Sequence[Asked], answers: Sequence["asyncio.Future[Answer]"]
    ) -> None:
        try:
            told = await self._in_thread(apart, self._work, asked)
        except Exception as fault:  # noqa: BLE001 (raised where it was asked)
            told = [fault] * len(asked)
        for answer, each in zip(answers, told, strict=True):
            if answer.done():  # who asked has gone
                continue
            if isinstance(each, Exception):
                answer.set_exception(each)
            else:
                answer.set_result(each)


def apart(work: Work[Any, Any], asked: Sequence[Any]) -> Sequence[Any]:
    """The answers to all. Where that fails each is asked for alone: a fault is nobody else's.

    But not of a database that is away, which is so for all of them.
    """
    try:
        return work(asked)
    except Exception as fault:  # noqa: BLE001 (raised where it was asked)
        if len(asked) == 1 or is_away(fault):
            return [fault] * len(asked)
        return [answer for one in asked for answer in apart(work, [one])]
