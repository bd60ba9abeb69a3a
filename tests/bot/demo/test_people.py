"""The made-up county: real libraries, invented people, the same every time."""

from collections import Counter
from datetime import date

import pytest

from bot.demo.county import Place, places
from bot.demo.people import Part, Person, made_up
from bot.demo.reports import reports
from storage.tables import Role

TODAY = date(2026, 11, 23)
NASSJO = "Nässjö stadsbibliotek"


@pytest.fixture
def county() -> tuple[Place, ...]:
    return places()


@pytest.fixture
def people(county: tuple[Place, ...]) -> tuple[Person, ...]:
    return made_up(county)


def staff_of(people: tuple[Person, ...], library: str) -> list[Person]:
    return [
        one for one in people if one.place and one.place.name == library and one.part is Part.STAFF
    ]


def test_the_county_is_the_thirteen_real_libraries(county: tuple[Place, ...]) -> None:
    assert len(county) == 13
    assert {place.channel_name for place in county} >= {"nassjo-stadsbibliotek", "habo-bibliotek"}


def test_it_is_the_same_county_every_time(people: tuple[Person, ...]) -> None:
    assert people == made_up(places())
    assert reports(people, TODAY) == reports(made_up(places()), TODAY)
    assert people != made_up(places(), seed=1)


def test_every_library_has_its_staff_and_one_manager(
    county: tuple[Place, ...], people: tuple[Person, ...]
) -> None:
    for place in county:
        staff = staff_of(people, place.name)
        assert 3 <= len(staff) == place.standing.staff <= 24
        assert [one.role for one in staff].count(Role.MANAGER) == 1


def test_sizes_that_examples_rely_on(people: tuple[Person, ...]) -> None:
    assert len(staff_of(people, NASSJO)) == 13
    assert len(staff_of(people, "Habo bibliotek")) == 3


def test_nobody_is_mistaken_for_somebody_else(people: tuple[Person, ...]) -> None:
    for key in ("name", "email", "user_id", "handle"):
        assert Counter(getattr(one, key) for one in people).most_common(1)[0][1] == 1
    assert all(one.email.isascii() and one.email.endswith(".example") for one in people)
    assert all(one.user_id.isalnum() and one.user_id.isupper() for one in people)


def test_who_is_acted_as_first(people: tuple[Person, ...]) -> None:
    first, manager, coordinator = people[:3]

    assert first.title == "Bibliotekarie, Nässjö stadsbibliotek"
    assert manager.title == "Bibliotekschef, Nässjö stadsbibliotek"
    assert coordinator.title == "Regional utvecklare, Region Jönköpings län"
    assert coordinator.role is Role.COORDINATOR


def test_accounts_stay_few(people: tuple[Person, ...]) -> None:
    accounts = [one for one in people if one.has_account]

    assert len(accounts) < 25
    at = Counter(one.place.name for one in accounts if one.place and one.part is Part.STAFF)
    assert at.pop(NASSJO) == 5
    assert at.pop("Jönköpings stadsbibliotek") == 3
    assert set(at.values()) == {1}
    assert [one.locale for one in accounts].count("en-GB") == 1


@pytest.mark.parametrize(
    "part", [Part.COORDINATOR, Part.ON_LEAVE, Part.LEFT, Part.WAITING, Part.NEWCOMER]
)
def test_everything_that_can_be_is_shown_by_somebody(
    people: tuple[Person, ...], part: Part
) -> None:
    assert [one.part for one in people].count(part) == 1


def test_the_first_to_act_has_something_left_to_report(people: tuple[Person, ...]) -> None:
    told = reports(people, TODAY)[people[0].email]

    assert told.registered_on is not None
    assert len(told.finished) == 1
    assert not told.finished[0][0].startswith("Hängslen")
    assert told.assessed == ()


def test_nobody_reported_before_they_came_or_after_they_went(people: tuple[Person, ...]) -> None:
    told = reports(people, TODAY)
    for one in people:
        report = told.get(one.email)
        if report is None:
            continue
        days = [day for _, day in report.finished]
        days += [taken.on for taken in report.assessed]
        days += [asked.on for asked in report.growth]
        days += [report.registered_on] if report.registered_on else []
        assert all(one.away < (TODAY - day).days < min(one.since, 366) for day in days)
