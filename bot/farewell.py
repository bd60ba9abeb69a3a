"""Stopping: nothing more is taken in, and all that is in hand shares one time to be finished."""

import asyncio

LONGEST = 10.0  # seconds for what is in hand when the bot stops


class Farewell:
    """Begins once; from then on there are so many seconds left, and fewer and fewer."""

    def __init__(self, seconds: float = LONGEST) -> None:
        self._seconds = seconds
        self._until: float | None = None

    def begin(self) -> None:
        """Take nothing more in."""
        if self._until is None:
            self._until = asyncio.get_running_loop().time() + self._seconds

    @property
    def has_begun(self) -> bool:
        """Whether the bot stops."""
        return self._until is not None

    def left(self) -> float:
        """The seconds until whatever is not finished is let go."""
        if self._until is None:
            return self._seconds
        return max(0.0, self._until - asyncio.get_running_loop().time())
