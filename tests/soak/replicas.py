"""The bot's processes: started, killed, and started again by a supervisor."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

PATIENCE = 300.0  # seconds for a slow machine to start a process
_ROOT = Path(__file__).parents[2]


class Replica:
    """One place for a process; who dies is followed by the next.

    `on_line` is called with each line of the log. A process that Slack does not let in when it
    starts ends with a sentence, and is started again; `died` hears of one that ended later.
    """

    def __init__(
        self,
        number: int,
        settings: Mapping[str, str],
        clock_file: Path,
        on_line: Callable[[int, str], None],
        died: Callable[[str], None],
    ) -> None:
        self.number = number
        self._settings = settings
        self._clock_file = clock_file
        self._on_line = on_line
        self._died = died
        self._process: asyncio.subprocess.Process | None = None
        self._killed = self._stopping = self._was_ready = False
        self._words = 0
        self._waiting: dict[str, asyncio.Future[bool]] = {}
        self._changed = asyncio.Event()
        self.ready = asyncio.Event()

    def kill(self) -> bool:
        """Kill it where it stands; False where there is nothing to kill yet."""
        if self._process is None or self._process.returncode is not None or self._killed:
            return False
        self._killed = True
        self.ready.clear()
        os.kill(self._process.pid, signal.SIGKILL)
        return True

    async def settle(self) -> bool:
        """Let it owe what is due and finish what is in hand; False where it dies meanwhile."""
        await asyncio.wait_for(self.ready.wait(), PATIENCE)
        process = self._process
        if process is None or process.stdin is None or self._killed:
            return False
        self._words += 1
        word = str(self._words)
        answer = self._waiting[word] = asyncio.get_running_loop().create_future()
        process.stdin.write(f"{word}\n".encode())
        return await asyncio.wait_for(answer, PATIENCE)

    @asynccontextmanager
    async def kept_running(self) -> AsyncIterator[None]:
        """Start it, and again whenever it was killed, until the block ends."""
        keeping = asyncio.create_task(self._keep())
        try:
            yield
        finally:
            self._stopping = True
            if self._process is not None and self._process.stdin is not None:
                self._process.stdin.close()
            try:
                await asyncio.wait_for(keeping, PATIENCE)
            finally:
                if self._process is not None and self._process.returncode is None:
                    self._process.kill()

    async def _keep(self) -> None:
        while not self._stopping:
            await self._live()

    async def _live(self) -> None:
        """One life of the process."""
        self._killed = self._was_ready = False
        process = self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.soak.replica", str(self._clock_file)),
            env={**_inherited(), **self._settings, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
            cwd=self._clock_file.parent,
            start_new_session=True,  # Ctrl-C is for whoever plays the rounds
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        await asyncio.gather(self._hear(process), self._read_log(process), process.wait())
        self.ready.clear()
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_result(False)
        self._waiting.clear()
        if self._was_ready and not self._killed and not self._stopping:
            self._died(f"replica {self.number} ended by itself with {process.returncode}")
            self._stopping = True

    async def _hear(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            word = line.decode().strip()
            if word == "ready":
                self._was_ready = True
                self.ready.set()
            elif (answer := self._waiting.pop(word, None)) is not None and not answer.done():
                answer.set_result(True)

    async def _read_log(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self._on_line(self.number, line.decode().rstrip())


def event_of(line: str) -> str:
    """The name of an event of the log; `other` for what a library has written."""
    try:
        return str(json.loads(line)["event"])
    except (ValueError, KeyError, TypeError):
        return "other"


def _inherited() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
