"""Tells whoever looks on what has changed: streams of events, and waits for a condition."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any, TypeVar

Event = dict[str, Any]
Audience = Callable[[str], bool]
Found = TypeVar("Found")


class Subscription:
    """One onlooker's events, in order."""

    def __init__(self, user: str) -> None:
        self.user = user
        self._events: asyncio.Queue[Event | None] = asyncio.Queue()

    def put(self, event: Event | None) -> None:
        """Adds an event; None ends the stream."""
        self._events.put_nowait(event)

    async def next(self, patience: float) -> Event | None:
        """The next event, or None at the end; TimeoutError after `patience` seconds."""
        return await asyncio.wait_for(self._events.get(), patience)


class Hub:
    """Publishes events to the onlookers they concern, and wakes those who wait."""

    def __init__(self) -> None:
        self._subscriptions: set[Subscription] = set()
        self._news = asyncio.Event()
        self.closed = False

    def publish(self, event: Event, audience: Audience = lambda _user: True) -> None:
        """Sends an event to every onlooker in the audience."""
        for subscription in self._subscriptions:
            if audience(subscription.user):
                subscription.put(event)
        self._wake()

    async def stream(self, user: str, first: Event, patience: float) -> AsyncIterator[Event | None]:
        """A user's events, from `first` on; None when nothing came for `patience` seconds."""
        subscription = Subscription(user)
        self._subscriptions.add(subscription)
        try:
            yield first
            while not self.closed:
                try:
                    event = await subscription.next(patience)
                except TimeoutError:
                    yield None
                    continue
                if event is None:
                    return
                yield event
        finally:
            self._subscriptions.discard(subscription)

    async def wait_for(self, look: Callable[[], Found], seconds: float) -> Found:
        """Looks again at every change until it finds something (truthy) or the time is up."""
        deadline = asyncio.get_running_loop().time() + seconds
        while not (found := look()) and not self.closed:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            news = self._news
            try:
                await asyncio.wait_for(news.wait(), left)
            except TimeoutError:
                break
        return found

    def close(self) -> None:
        """Ends every stream and every wait."""
        self.closed = True
        for subscription in self._subscriptions:
            subscription.put(None)
        self._wake()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
