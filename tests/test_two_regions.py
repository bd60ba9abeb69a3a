"""Two regions in two tenants of one database: no question and no button crosses over.

Every query of `storage` that takes a region, a library or a member is asked about the one region,
and every route is tried by the people of the one with everything that belongs to the other.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from sqlmodel import Session, select

from goals.rules import Rules
from handlers.commands import COMMANDS
from handlers.dispatch import Desk
from storage import (
    catalogue,
    coordinators,
    figures,
    learning,
    linking,
    people,
    presence,
    progress,
    regions,
    reminders,
    shown,
    sizes,
    team,
)
from storage.database import Database
from storage.exports import export_table
from storage.imports import ImportKind
from storage.personal import everything, news, requests
from storage.statistics import figures as official
from storage.tables import (
    METADATA,
    Channel,
    Completion,
    Library,
    Member,
    Platform,
    Resource,
    Role,
    SelfAssessment,
)
from tests import builders
from tests.handlers.conversations import NASSJO, TODAY, WEDNESDAY, YESTERDAY, Conversation
from tests.handlers.talking import Person

OURS, THEIRS = "Vår", "Deras"
ROUTES = [f"{command.name}.{part}".rstrip(".") for command in COMMANDS for part in command.routes]


class County:
    """A region with people of every kind, who have done something of everything."""

    def __init__(self, conversation: Conversation, mark: str) -> None:
        self.conversation, self.mark = conversation, mark
        self.staff = conversation.staff(f"Anna {mark}")
        self.manager = conversation.manager(f"Lena {mark}")
        self.coordinator = conversation.coordinator(f"Katarina {mark}")
        conversation.staff(f"Vilma {mark}", confirmed=False)
        conversation.leaver(f"Olof {mark}")
        for person in (self.staff, self.manager):
            person.finishes(conversation.title(), YESTERDAY)
            person.sends("assessment.save", values={"day": str(YESTERDAY), "safety": "4"})
            person.sends("registration.record")
        self.staff.sends("training.propose", value=f"{YESTERDAY}|Kurs {mark}")
        with conversation.database.writing() as session:
            nassjo = self._nassjo(session)
            builders.official(session, nassjo, 2019, "Personer99", 13)
            builders.on_leave(session, session.get_one(Member, self.manager.member_id))
            builders.channel(session, None, nassjo, f"C0{mark}", tenant=conversation.tenant)

    @property
    def region_id(self) -> int:
        """The region."""
        return self.conversation.region_id

    def _nassjo(self, session: Session) -> Library:
        return session.exec(
            select(Library).where(Library.region_id == self.region_id, Library.name == NASSJO)
        ).one()

    def library_id(self, session: Session) -> int:
        """Its library in Nässjö: the other region has one of the same name."""
        return builders.key(self._nassjo(session))

    @property
    def people(self) -> tuple[Person, ...]:
        """Those who talk."""
        return self.staff, self.manager, self.coordinator

    def ids(self) -> dict[str, list[int]]:
        """The ids of its rows, by table."""
        with self.conversation.database.reading() as session:
            members = {builders.key(row) for row in session.exec(select(Member)) if self._is(row)}
            return {
                "library": [
                    builders.key(row) for row in session.exec(select(Library)) if self._is(row)
                ],
                "member": sorted(members),
                "resource": [
                    builders.key(row) for row in session.exec(select(Resource)) if self._is(row)
                ],
                "completion": [
                    builders.key(row)
                    for row in session.exec(select(Completion))
                    if row.member_id in members
                ],
                "assessment": [
                    builders.key(row)
                    for row in session.exec(select(SelfAssessment))
                    if row.member_id in members
                ],
            }

    def _is(self, row: Library | Member | Resource) -> bool:
        return row.region_id == self.region_id


@pytest.fixture
def ours(database: Database) -> County:
    """The first region."""
    return County(Conversation(database), OURS)


@pytest.fixture
def theirs(ours: County) -> County:
    """The second, in a tenant of its own."""
    return County(ours.conversation.elsewhere(), THEIRS)


# The questions


def group(session: Session, county: County, library_id: int | None) -> figures.Group:
    """The goals of a library, or of the region."""
    region = regions.region_settings(session, county.region_id)
    if library_id is None:
        return figures.county_group(session, region, TODAY)
    return figures.library_group(session, region, library_id, TODAY)


Question = Callable[[Session, County], Any]
QUESTIONS: dict[str, Question] = {
    "team_of": lambda s, c: team.team_of(s, c.library_id(s), TODAY),
    "teams_of": lambda s, c: team.teams_of(s, c.region_id, TODAY),
    "places_of": lambda s, c: team.places_of(s, c.region_id, c.staff.member_id, TODAY),
    "coordinators_of": lambda s, c: coordinators.coordinators_of(s, c.region_id, TODAY),
    "library_heads": lambda s, c: official.library_heads(s, c.library_id(s), 2020),
    "region_heads": lambda s, c: official.region_heads(s, c.region_id, 2020),
    "links_of": lambda s, c: linking.links_of(s, c.region_id),
    "libraries_of": lambda s, c: regions.libraries_of(s, c.region_id),
    "tenants_of": lambda s, c: regions.tenants_of(s, c.region_id),
    "catalogue": lambda s, c: catalogue.catalogue(s, c.region_id),
    "library_counts": lambda s, c: progress.library_counts(s, c.library_id(s), TODAY, Rules()),
    "county_counts": lambda s, c: progress.county_counts(s, c.region_id, TODAY, Rules()),
    "region_counts": lambda s, c: progress.region_counts(s, c.region_id, TODAY, Rules()),
    "channel_times": lambda s, c: reminders.channel_times(
        s, c.region_id, [c.library_id(s)], regions_own=True
    ),
    "undecided": lambda s, c: requests.undecided(s, c.region_id, TODAY),
    "erasure coordinators": lambda s, c: news.coordinators_of(s, c.region_id, (), TODAY),
    "everything_about": lambda s, c: everything.everything_about(s, c.staff.member_id),
    "library_group": lambda s, c: group(s, c, c.library_id(s)),
    "county_group": lambda s, c: group(s, c, None),
    "hidden_in": lambda s, c: sizes.hidden_in(s, c.region_id, TODAY),
    "rosters": lambda s, c: presence.rosters(s, c.region_id, TODAY, timedelta(days=30)),
    "finishers": lambda s, c: shown.finishers(s, [c.library_id(s)], TODAY),
    "library_records": lambda s, c: progress.library_records(s, c.library_id(s), TODAY),
    "member_record": lambda s, c: progress.member_record(s, c.staff.member_id),
    "finished_by": lambda s, c: learning.finished_by(s, c.staff.member_id),
    "find": lambda s, c: people.find(
        s, Platform.SLACK, c.conversation.tenant, c.staff.account.user_id, WEDNESDAY
    ),
    **{
        f"export {kind}": lambda s, c, kind=kind: (
            export_table(s, kind, c.region_id)  # type: ignore[misc]
            .to_csv()
            .splitlines()
        )
        for kind in ImportKind
    },
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_the_same_with_another_region_beside_it(ours: County, question: str) -> None:
    ask = QUESTIONS[question]
    with ours.conversation.database.reading() as session:
        alone = ask(session, ours)
    theirs = County(ours.conversation.elsewhere(), THEIRS)
    with ours.conversation.database.reading() as session:
        assert ask(session, ours) == alone
        other = repr(ask(session, theirs))
    assert THEIRS not in repr(alone)
    assert OURS not in other


def test_what_is_asked_across_the_border_is_nothing(ours: County, theirs: County) -> None:
    with ours.conversation.database.reading() as session:
        library, member = theirs.library_id(session), theirs.staff.member_id
        email = theirs.staff.profile.email or ""
        assert regions.library_of(session, ours.region_id, library) is None
        assert people.person_of(session, ours.region_id, member) is None
        assert people.member_by_email(session, ours.region_id, email) is None
        assert team.colleague(session, ours.library_id(session), member, TODAY) is None
        assert team.places_of(session, ours.region_id, member, TODAY) == ()
        assert catalogue.entry(session, ours.region_id, theirs.ids()["resource"][0]) is None
        place = linking.Place(Platform.SLACK, theirs.conversation.tenant, f"C0{THEIRS}")
        assert linking.link_of(session, ours.region_id, place) is None
        found = people.find(
            session,
            Platform.SLACK,
            ours.conversation.tenant,
            theirs.staff.account.user_id,
            WEDNESDAY,
        )
        assert found is not None
        assert found.who is None


# The routes


def values_of(ids: dict[str, list[int]], channel: str) -> Iterator[str]:
    """What a button or a form can carry of another region's rows: one of every shape."""
    library, member = ids["library"][0], ids["member"][0]
    yield from (str(rows[0]) for rows in ids.values())
    yield from (f"{ids[name][0]}@2020-05-26" for name in ("resource", "completion"))
    yield from (f"{library}|all|0", f"{library}|1|9|{channel}", channel, f"{member}|staff|sure")
    yield from (f"{library}|{one}|2020-01-01|2020-05-26|-|-" for one in ids["member"])
    yield f"{library}|{member}|staff|no|2020-05-26"
    yield f"{library}|{member}|{library}|2020-01-01|2020-05-26"


def all_rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but what is written down of the asking."""
    with database.reading() as session:
        return {
            name: sorted(map(tuple, session.connection().execute(table.select())), key=repr)
            for name, table in METADATA.tables.items()
            if name != "audit_event"
        }


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_no_button_of_the_one_region_reaches_the_other(ours: County, theirs: County) -> None:
    with ours.conversation.database.reading() as session:
        nassjo = theirs.library_id(session)
    ids = theirs.ids()
    ids["library"] = [nassjo, *(row for row in ids["library"] if row != nassjo)]
    before = all_rows(ours.conversation.database)
    routes = sorted(set(ROUTES) - {"training.propose", "registration.record", "registration.undo"})
    for route in routes:
        leads = route.startswith(("team", "setup"))
        asking = (ours.manager, ours.coordinator) if leads else (ours.staff,)
        for person, value in product(asking, values_of(ids, f"C0{THEIRS}")):
            first, *rest = value.split("|")
            member = rest[0] if rest else value
            fields = {"library": first, "person": member, "resource": first, "completion": first}
            person.sends(route, value=value, values=fields, state=value)
            assert "Något gick fel" not in person.reply, (route, value)
            assert THEIRS not in person.reply, (route, value)
    after = all_rows(ours.conversation.database)
    for table in before:
        assert _theirs(after, table, ids) == _theirs(before, table, ids), table


def _theirs(
    rows: dict[str, list[tuple[Any, ...]]], table: str, ids: dict[str, list[int]]
) -> list[tuple[Any, ...]]:
    """The rows of a table that belong to the other region, as far as their columns tell."""
    names = METADATA.tables[table].columns.keys()
    owners = {
        "region_id": None,
        "library_id": set(ids["library"]),
        "member_id": set(ids["member"]),
    }
    own = [name for name in owners if name in names]
    if table == "member":
        return [row for row in rows[table] if row[names.index("id")] in set(ids["member"])]
    return [
        row
        for row in rows[table]
        if any(owners[name] and row[names.index(name)] in owners[name] for name in own)  # type: ignore[operator]
    ]


def test_no_word_of_the_one_region_finds_the_other(ours: County, theirs: County) -> None:
    for person, words in product(
        ours.people,
        (
            "team",
            f"team {THEIRS}",
            f"team Anna {THEIRS}",
            f"team {THEIRS} slutar idag",
            "team Anna",
            "progress",
            "progress Nässjö",
            f"klar med Kurs {THEIRS} igår",
            "setup",
        ),
    ):
        person.says(words)
        if THEIRS not in words:
            assert THEIRS not in person.reply
    assert all(row.role for row in ours.conversation.rows(Member))
    ours.coordinator.says("team Vilma")
    assert f"Vilma {OURS}" in ours.coordinator.reply
    ours.coordinator.says("team utvecklare")
    assert f"Katarina {THEIRS}" not in ours.coordinator.reply


def test_the_last_coordinator_is_counted_by_region(ours: County, theirs: County) -> None:
    ours.conversation.desk = Desk(ours.conversation.database)
    ours.coordinator.sends("team.dismissed", values={"person": str(ours.coordinator.member_id)})
    assert "är den enda regionala utvecklaren" in ours.coordinator.reply


def test_an_address_of_the_other_region_is_a_new_person_here(ours: County, theirs: County) -> None:
    email = theirs.staff.profile.email or ""
    ours.manager.sends("team.add")
    ours.manager.fills(name="Anna Ny", email=email)
    assert "✅ Anna Ny står på listan" in ours.manager.reply
    rows = [row for row in ours.conversation.rows(Member) if row.email == email]
    assert {row.region_id for row in rows} == {ours.region_id, theirs.region_id}
    ours.coordinator.sends("team.appointed", values={"name": "Anna", "email": email})
    roles = {
        row.region_id: row.role for row in ours.conversation.rows(Member) if row.email == email
    }
    assert roles == {ours.region_id: Role.COORDINATOR, theirs.region_id: Role.STAFF}
    assert len({row.tenant for row in ours.conversation.rows(Channel)}) == 2
