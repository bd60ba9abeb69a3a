"""What has to hold after every round, looked at from outside: the history and the database."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from storage.database import Database
from tests import builders
from tests.soak import stored
from tests.soak.calendar_days import week_name
from tests.soak.county import County, Person
from tests.soak.links import WAY, Page, replies, told
from tests.soak.reporting import Report, confirms, seen
from tests.soak.stage import Stage
from tests.soak.tally import Tally

_SUMMARY = "weekly_summary"
_TITLE = re.compile(r"Vecka (\d+): ")


@dataclass(slots=True)
class Promises:
    """Remembers what was said and seen; every broken promise is a sentence in the tally.

    `members` has the number of each person by the id of their row.
    """

    stage: Stage
    database: Database
    county: County
    members: Mapping[int, int]
    tally: Tally
    said: set[Report] = field(default_factory=set)
    confirmed: set[Report] = field(default_factory=set)
    _after: dict[str, str] = field(default_factory=dict)
    _keys: Counter[tuple[str, str]] = field(default_factory=Counter)
    _given_up: int = 0

    async def look(
        self,
        on: date,
        reports: Iterable[Report],
        asked: Iterable[Person] = (),
        pages: Iterable[Page] = (),
    ) -> None:
        """Look at everything after a round on a day: what was reported, asked and posted in it."""
        reports = list(reports)
        self.said.update(reports)
        leaders = {one for one in self.county.people if one.leads}
        people = {one.person for one in reports} | set(asked) | leaders
        for person in sorted(people, key=lambda one: one.number):
            await self._conversation(person, [one for one in reports if one.person == person])
        for page in pages:
            await self._page(page)
        self._nothing_lost_or_invented()
        for channel in self.county.channels:
            await self._channel(channel, on)
        self._deliveries(on)
        self.tally.broken += [
            f"{key} stands {number} times in {channel}"
            for (channel, key), number in self._keys.items()
            if number > 1
        ]

    async def _conversation(self, person: Person, reports: list[Report]) -> None:
        """Each message has one answer; what the answers confirm is noted."""
        messages = await seen(self.stage, person)
        self._note_keys(person.dm, messages)
        for one in reports:
            here = any(confirms(message, one) for message in messages)
            if here or (one.way == WAY and await told(self.stage, one)):
                self.confirmed.add(one)
                self.tally.confirmed[one.way] += 1
        written = sum(message["user"] == person.user_id for message in messages)
        answers = sum(_begins_answer(message) for message in messages)
        if answers > written:
            self.tally.broken.append(f"{answers} answers to {written} messages in {person.dm}")
        missing = written - answers
        if missing and not self.stage.happenings.steps["given_up"]:
            self.tally.broken.append(f"{missing} messages without an answer in {person.dm}")

    async def _page(self, page: Page) -> None:
        """Under each page stands one message."""
        number = len(await replies(self.stage, page))
        if number > 1 or not (number or self.stage.happenings.steps["given_up"]):
            self.tally.broken.append(f"{number} messages under a page in {page.person.channel}")

    def _nothing_lost_or_invented(self) -> None:
        rows = stored.reports(self.database)
        counted = Counter((self.members[member], what, on) for member, what, on in rows)
        self.tally.stored = len(rows)
        said = {(one.person.number, one.what, one.on) for one in self.said}
        confirmed = {(one.person.number, one.what, one.on) for one in self.confirmed}
        self.tally.broken += [f"confirmed, not stored: {one}" for one in confirmed - set(counted)]
        self.tally.broken += [f"stored, not reported: {one}" for one in set(counted) - said]
        self.tally.broken += [f"stored {n} times: {one}" for one, n in counted.items() if n > 1]

    async def _channel(self, channel: str, on: date) -> None:
        """One summary of the week, by its key and by its text."""
        after = self._after.get(channel, "0")
        found = await self.stage.look("messages", channel=channel, after=after)
        self._after[channel] = found["latest"]
        messages = found["messages"]
        self._note_keys(channel, messages)
        key = f"{_SUMMARY}:slack:{builders.TENANT}:{channel}:{week_name(on)}:0"
        by_key = [message for message in messages if _key(message) == key]
        titles = [_TITLE.match(message["text"]) for message in messages]
        weeks = [int(title[1]) for title in titles if title]
        if len(by_key) != 1 or weeks != [on.isocalendar().week]:
            self.tally.broken.append(
                f"{channel} has {len(by_key)} summaries of {week_name(on)}, by title {weeks}"
            )
        self.tally.summaries += len(by_key)

    def _deliveries(self, on: date) -> None:
        """Nothing is in anybody's hands any more, nothing has failed, and doubts are told."""
        states = stored.by_state(self.database)
        self.tally.states = Counter(states)
        for state in ("pending", "sending", "failed"):
            if states.get(state):
                self.tally.broken.append(f"{states[state]} deliveries are {state}")
        uncertain = states.get("uncertain", 0)
        told = stored.told_as_doubtful(self.database, self.stage.now)
        if uncertain and not told:
            self.tally.broken.append(f"{uncertain} uncertain deliveries are not told")
        summaries = stored.periods(self.database, _SUMMARY, week_name(on))
        if set(summaries) != set(self.county.channels):
            self.tally.broken.append(f"{len(summaries)} channels were owed {week_name(on)}")

    def _note_keys(self, channel: str, messages: Iterable[Mapping[str, Any]]) -> None:
        """The keys of a conversation as it stands: each may be there once."""
        keys = Counter((channel, key) for message in messages if (key := _key(message)))
        for place, number in keys.items():
            self._keys[place] = max(self._keys[place], number)


def resolve(database: Database, tally: Tally) -> None:
    """How every doubt ended: the message was found, posted after all, or nobody could tell."""
    tally.resolved.clear()
    for delivery_id, until in tally.doubts.items():
        state, message_id = stored.outcome(database, delivery_id)
        if state == "sent" and message_id is not None:
            before = float(message_id) < until.timestamp()
            state = "found" if before else "posted after all"
        tally.resolved[state] += 1


def _begins_answer(message: Mapping[str, Any]) -> bool:
    """Whether it is the first message of an answer; a long one takes several."""
    kind = (message.get("metadata") or {}).get("event_type")
    return kind == "kompis_answer" and str(_key(message)).endswith(":0")


def _key(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    key: str | None = (metadata.get("event_payload") or {}).get("key")
    return key
