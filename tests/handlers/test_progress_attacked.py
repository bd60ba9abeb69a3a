"""Somebody collects every figure that Kompis shows to anybody, and solves for what is hidden.

Every library's card as its own staff read it, the county's card and the coordinator's table, on
several days between which people come and go. What the attacker can do with them is in
`tests.goals.attacker`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from storage.figures import take_snapshots
from storage.regions import the_region
from storage.tables import Employment, Member
from tests import builders
from tests.goals.attacker import Published, Roster, possible
from tests.handlers.conversations import NASSJO, TODAY, VETLANDA, Conversation
from tests.handlers.talking import Person

EKSJO = "Eksjö stadsbibliotek"
GOAL = "Mål 5: har utvecklat sin digitala kompetens: "
_SHARE = re.compile(r"(\d+) av (\d+)")


@dataclass
class Spy:
    """Reads everything that anybody can read, and remembers who worked where."""

    conversation: Conversation
    staff: dict[str, list[Person]]
    coordinator: Person
    rosters: list[Roster] = field(default_factory=list)
    seen: list[Published] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def reads_all(self) -> None:
        """Every card and table of today; no two of them may contradict each other."""
        self.rosters.append(self.roster())
        self.coordinator.runs("/progress", "county")
        table = _column(self.coordinator.reply)
        total = self._figure(self.coordinator)
        shown = {}
        for name, people in self.staff.items():
            reader = next(one for one in people if one.member_id in self.rosters[-1][name])
            reader.runs("/progress", "library")
            figure = self._figure(reader)
            assert (figure is None) is (table[name.split()[0]] == "dold"), name
            if figure is not None:
                shown[name] = figure
            reader.runs("/progress", "county")
            assert self._figure(reader) == total
        self.seen.append(Published(total, shown))

    def _figure(self, reader: Person) -> int | None:
        """How many of a group have grown, if its card says so; and what else is said of it."""
        (line,) = [line for line in reader.reply.splitlines() if line.startswith(GOAL)]
        found = _SHARE.search(line)
        self.words.append(line)
        return int(found[1]) if found else None

    def roster(self) -> Roster:
        """Who works where today."""
        today = self.conversation.clock.now.date()
        there: dict[str, set[int]] = {name: set() for name in self.staff}
        with self.conversation.database.reading() as session:
            for name, people in self.staff.items():
                ids = [one.member_id for one in people]
                mine = col(Employment.member_id).in_(ids)
                for row in session.exec(select(Employment).where(mine)):
                    if row.starts_on <= today and (row.ends_on is None or today < row.ends_on):
                        there[name].add(row.member_id)
        return {name: frozenset(members) for name, members in there.items()}

    def solves(self, day: int, name: str) -> set[int]:
        """What a library's figure of a day can be."""
        return possible(self.rosters, self.seen, day, name)


def _column(reply: str) -> Mapping[str, str]:
    """The coordinator's column of goal 5, by municipality."""
    rows = [line.split(" | ") for line in reply.splitlines() if " | " in line]
    column = rows[0].index("Mål 5")
    return {cells[0]: cells[column] for cells in rows}


@pytest.fixture
def spy(conversation: Conversation) -> Spy:
    """Four at Eksjö, six at Nässjö and seven at Vetlanda, of whom every second one has grown."""
    sizes = {EKSJO: 4, NASSJO: 6, VETLANDA: 7}
    staff = {name: list(conversation.colleagues(size, name)) for name, size in sizes.items()}
    for people in staff.values():
        for person in people[::2]:
            grew(conversation, person)
    return Spy(conversation, staff, conversation.coordinator("Katarina"))


def grew(conversation: Conversation, person: Person) -> None:
    """Somebody has said that they have developed."""
    with conversation.database.writing() as session:
        builders.grew(session, session.get_one(Member, person.member_id), on=date(2020, 2, 3))


def leaves(conversation: Conversation, person: Person, day: date) -> None:
    """Somebody's employment ends."""
    with conversation.database.writing() as session:
        mine = Employment.member_id == person.member_id
        session.exec(select(Employment).where(mine)).one().ends_on = day


def test_one_day_gives_no_hidden_library_away(spy: Spy) -> None:
    spy.reads_all()
    assert spy.seen[0].shown.keys() == {VETLANDA}
    assert spy.solves(0, EKSJO) == {0, 1, 2, 3, 4}
    assert len(spy.solves(0, NASSJO)) > 1


def test_another_library_becomes_the_next_smallest(conversation: Conversation, spy: Spy) -> None:
    spy.reads_all()
    for person in spy.staff[VETLANDA][-2:]:
        leaves(conversation, person, TODAY + timedelta(1))
    conversation.clock.now += timedelta(1)
    spy.reads_all()
    for day in range(2):
        assert len(spy.solves(day, EKSJO)) > 1
        assert len(spy.solves(day, NASSJO)) > 1


def test_a_fifth_comes(conversation: Conversation, spy: Spy) -> None:
    spy.reads_all()
    conversation.clock.now += timedelta(1)
    fifth = conversation.staff("Femte", EKSJO, starts_on=TODAY + timedelta(1))
    spy.staff[EKSJO].append(fifth)
    grew(conversation, fifth)
    spy.reads_all()
    for day in range(2):
        assert len(spy.solves(day, EKSJO)) > 1


def test_weeks_of_coming_and_going_and_what_has_changed_since(
    conversation: Conversation, spy: Spy
) -> None:
    """A week at a time, with snapshots: no card tells of a week in which it was hidden."""
    for week in range(4):
        with conversation.database.writing() as session:
            region = the_region(session)
            assert region is not None
            take_snapshots(session, region, conversation.clock.now.date())
        spy.reads_all()
        conversation.clock.now += timedelta(weeks=1)
        today = conversation.clock.now.date()
        spy.staff[EKSJO].append(conversation.staff(f"Ny {week}", EKSJO, starts_on=today))
        leaves(conversation, spy.staff[VETLANDA][-1 - week], today)
    assert [sorted(published.shown) for published in spy.seen] == [
        [VETLANDA],
        [VETLANDA],
        [],  # five of seven are left: it is the next smallest now, and Nässjö was lately
        [],
    ]
    for day in range(4):
        for name in (EKSJO, NASSJO):
            assert len(spy.solves(day, name)) > 1, (day, name)
    hidden = [line for line in spy.words if "Visas inte" in line]
    assert hidden
    assert not any("sedan förra veckan" in line for line in hidden)
