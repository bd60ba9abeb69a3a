"""One round: a Monday morning with reports, summaries for every channel, faults, and a kill."""

import asyncio
import time
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any, TextIO

from bot.sandbox import Step
from storage.database import Database
from tests.soak import faults, killing, links, reporting
from tests.soak.county import County, Person
from tests.soak.promises import Promises
from tests.soak.quiet import Quiet
from tests.soak.replicas import Replica, event_of
from tests.soak.reporting import Question, Report
from tests.soak.stage import Stage
from tests.soak.stored import ASSESSMENT
from tests.soak.tally import Tally

PAGES = 3  # that are posted in a round
AT_ONCE = 5  # people who do something at the same time
OURS = frozenset(  # what the log must never hold: faults of ours, whatever Slack does
    (
        *("request_failed", "composer_failed", "enqueue_failed", "lane_failed", "delivery_fault"),
        *("delivery_failed", "deliveries_expired", "channel_broken", "workspace_locked"),
    )
)


@dataclass(slots=True)
class Rounds:
    """Everything that the rounds of a run share."""

    stage: Stage
    replicas: Sequence[Replica]
    database: Database
    county: County
    titles: Mapping[str, str]  # with their addresses, where they have one
    promises: Promises
    quiet: Quiet
    tally: Tally
    random: Random
    reports: int = 24
    log: TextIO | None = None
    usual: killing.Usual = field(init=False)
    _pages: list[links.Page] = field(default_factory=list)
    _questions: list[Question] = field(default_factory=list)
    _used: set[tuple[int, str]] = field(default_factory=set)
    _kill: killing.Kill | None = None

    def __post_init__(self) -> None:
        """A first guess of what happens in a round."""
        calls = len(self.county.channels) + self.reports
        self.usual = killing.Usual(calls, calls, calls, calls, 2.0)

    async def play(self, monday: datetime) -> None:
        """Play one round, and look at what is left of it."""
        await self.stage.move(monday)
        on = monday.date()
        reports, asked = self._draw(on)
        pressed = [Report(one.person, one.what, one.asked_on, "button") for one in self._questions]
        under, self._pages = self._under_pages(reports, asked, on), []
        work = [
            *(self._press_page(page, one) for page, one in under),
            *(self._post_page() for _ in range(PAGES)),
            *(self._report(one) for one in reports),
            *(self._press(one) for one in self._questions),
            *(reporting.wonder(self.stage, one.person, one.what) for one in asked),
        ]
        self.random.shuffle(work)
        await self._happen(work)
        self._questions = asked
        self.tally.rounds += 1
        said = [*reports, *pressed, *(one for _, one in under)]
        await self.promises.look(on, said, [one.person for one in asked], self._pages)

    def _under_pages(
        self, reports: Sequence[Report], asked: Sequence[Question], on: date
    ) -> list[tuple[links.Page, Report]]:
        """Who presses a button under a page that was posted in the round before."""
        busy = {one.person for one in reports}
        busy |= {one.person for one in (*asked, *self._questions)}
        found = []
        for page in self._pages:
            for person in self.county.people:
                known = (person.number, page.what) in self._used
                if person.library == page.person.library and person not in busy and not known:
                    busy.add(person)
                    self._used.add((person.number, page.what))
                    found.append((page, links.report_of(page, person, on)))
        return found

    async def _press_page(self, page: links.Page, one: Report) -> None:
        self.tally.reports[one.way] += 1
        await links.press(self.stage, page, one.person)

    async def _post_page(self) -> None:
        what, url = self.random.choice([each for each in self.titles.items() if each[1]])
        page = await links.post(self.stage, self.random.choice(self.county.people), what, url)
        if page is not None:
            self._pages.append(page)

    def _draw(self, on: date) -> tuple[list[Report], list[Question]]:
        """Who reports what in which way; each person does one thing in a round."""
        busy = {one.person.number for one in self._questions}
        free = [one for one in self.county.people if one.number not in busy]
        people = iter(self.random.sample(free, min(self.reports, len(free))))
        reports, asked = [], []
        for person, what in self._things(people):
            way = self.random.choice(("message", "command", "button"))
            if way == "button" and what != ASSESSMENT:
                asked.append(Question(person, what, on))
            else:
                reports.append(Report(person, what, on, "message" if way == "button" else way))
        return reports, asked

    def _things(self, people: Iterator[Person]) -> Iterator[tuple[Person, str]]:
        for person in people:
            new = [one for one in self.titles if (person.number, one) not in self._used]
            if not new or self.random.random() < 0.2:
                yield person, ASSESSMENT
                continue
            what = self.random.choice(new)
            self._used.add((person.number, what))
            yield person, what

    async def _report(self, one: Report) -> None:
        self.tally.reports[one.way] += 1
        await reporting.report(self.stage, one, self.random)

    async def _press(self, one: Question) -> None:
        self.tally.reports["button"] += 1
        await reporting.press(self.stage, one, self.random)

    async def _happen(self, work: Sequence[Coroutine[Any, Any, object]]) -> None:
        """Everything at the same time, with what goes wrong; until all is quiet again."""
        breaking = _Breaking(self.stage, faults.plan(self.random, self.usual.calls), self.tally)
        kill = self._kill = self._aim()
        listeners = self.stage.happenings.listeners
        listeners += [kill.step, breaking.step]
        loop = asyncio.get_running_loop()
        at = loop.call_later(kill.left, kill.now) if kill.moment is killing.Moment.CLOCK else None
        try:
            began = time.monotonic()
            people, fan_out = _some_at_once(work), [one.settle() for one in self.replicas]
            await asyncio.gather(people, *fan_out)
            self._remember(breaking.calls, time.monotonic() - began)
            await self.quiet.come()
            if not kill.done:
                kill.now()
                await self.quiet.come()
            await breaking.end()
        finally:
            listeners.clear()
            if at is not None:
                at.cancel()

    def _aim(self) -> killing.Kill:
        victim = self.random.randrange(len(self.replicas))

        def strike() -> bool:
            struck = self.replicas[victim].kill()
            if struck and self._kill is not None:
                self.tally.kills[self._kill.moment] += 1
            return struck

        return killing.draw(self.random, victim, self.usual, strike)

    def _remember(self, calls: int, seconds: float) -> None:
        """What a round is usually like is as the last ones have been."""
        self.usual.calls = max(10, (self.usual.calls + calls) // 2)
        self.usual.posts = self.usual.deliveries = self.usual.lines = self.usual.calls
        self.usual.seconds = (self.usual.seconds + seconds) / 2

    def on_line(self, number: int, line: str) -> None:
        """A process has written a line into its log."""
        if self.log is not None:
            self.log.write(f"{number} {line}\n")
        event = event_of(line)
        self.tally.events[event] += 1
        if event in OURS:
            self.tally.broken.append(f"replica {number} logs {line}")
        if self._kill is not None:
            self._kill.line(number)


@dataclass(slots=True)
class _Breaking:
    """Asks for the faults of a round, each after so many calls."""

    stage: Stage
    planned: list[faults.Planned]
    tally: Tally
    calls: int = 0
    _asking: list[asyncio.Task[object]] = field(default_factory=list)

    def step(self, step: Step, _name: str) -> None:
        """Count the calls."""
        if step is not Step.CALLED:
            return
        self.calls += 1
        while self.planned and self.planned[0].after <= self.calls:
            body = self.planned.pop(0).body
            if body["kind"].endswith("_sockets"):
                if not self.stage.over_sockets:
                    continue
                self.tally.faults[body["kind"]] += 1
            self._asking.append(asyncio.create_task(self.stage.act("faults", **body)))

    async def end(self) -> None:
        """What was asked for and did not happen is forgotten."""
        await asyncio.gather(*self._asking)
        answer = await self.stage.http.delete("/sandbox/faults")
        assert answer.is_success


async def _some_at_once(work: Sequence[Coroutine[Any, Any, object]]) -> None:
    free = asyncio.Semaphore(AT_ONCE)

    async def one(what: Coroutine[Any, Any, object]) -> None:
        async with free:
            await what

    await asyncio.gather(*(one(what) for what in work))
