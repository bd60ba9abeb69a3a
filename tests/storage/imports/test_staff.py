"""Staff: who works where, since when, and until when."""

from dataclasses import replace
from datetime import date

import pytest

from goals.progress import Source
from storage.imports import ImportKind, ImportResult, Wrong
from storage.imports.spells import UNKNOWN_START
from storage.tables import Employment, Platform, Region, Registration, Role
from tests import builders
from tests.storage.imports.office import NOW, STAFF, TODAY, Office

HEADER = "library,name,email,role,slack_user_id,digiteket_registered_on,started_on,left_on,chief\n"
ANNA = "anna@nassjo.se"


@pytest.fixture
def office(busy_office: Office) -> Office:
    """An office with three people, who have been there since a day unknown."""
    return busy_office


def staff(*rows: str) -> str:
    return HEADER + "".join(f"{row}\n" for row in rows)


def anna_at(sigel: str, started_on: str = "", left_on: str = "", chief: str = "") -> str:
    return f"{sigel},Anna Ek,{ANNA},personal,,,{started_on},{left_on},{chief}"


def annas(office: Office) -> list[tuple[object, ...]]:
    return [row[1:] for row in office.employments() if row[0] == ANNA]


def test_a_new_member_is_employed_and_confirmed(office: Office) -> None:
    row = "Eksjö Stadsbibliotek,Cia Ro,Cia@eksjo.se,chef,U1,2026-01-02,2026-02-01,,"
    assert office.imports(ImportKind.STAFF, staff(row)) == ImportResult(1, 0, 0)
    assert office.rows("member", "name", "email", "email_key", "role")[-1] == (
        "Cia Ro",
        "Cia@eksjo.se",
        "cia@eksjo.se",
        Role.MANAGER,
    )
    assert office.employments()[-1] == ("Cia@eksjo.se", "Eksj", date(2026, 2, 1), None)
    assert office.rows("employment", "confirmed_at", "chief")[-1] == (NOW, True)
    assert office.rows("identity", "platform", "tenant", "user_id") == [
        (Platform.SLACK, builders.TENANT, "U1")
    ]
    assert office.rows("registration", "registered_on", "source") == [
        (date(2026, 1, 2), Source.SELF_REPORTED)
    ]


def test_who_has_no_start_has_been_there_since_a_day_unknown(office: Office) -> None:
    assert annas(office) == [("Nass", UNKNOWN_START, None)]


def test_who_imports_confirms(office: Office) -> None:
    boss = office.rows("member", "id")[1][0]
    office.context = replace(office.context, actor_id=boss)
    office.imports(ImportKind.STAFF, staff("Eksj,Cia Ro,cia@eksjo.se,personal,,,,,"))
    assert office.rows("employment", "confirmed_by")[-1] == (boss,)


def test_a_start_becomes_known_and_stays(office: Office) -> None:
    result = office.imports(ImportKind.STAFF, staff(anna_at("Nass", "2019-03-01")))
    assert result == ImportResult(0, 1, 0)
    assert office.imports(ImportKind.STAFF, staff(anna_at("Nass"))) == ImportResult(0, 0, 1)
    assert annas(office) == [("Nass", date(2019, 3, 1), None)]


def test_left_on_is_the_first_day_gone(office: Office) -> None:
    gone = staff(anna_at("Nass", "", "2026-04-01"))
    assert office.imports(ImportKind.STAFF, gone) == ImportResult(0, 1, 0)
    assert office.imports(ImportKind.STAFF, gone) == ImportResult(0, 0, 1)
    assert annas(office) == [("Nass", UNKNOWN_START, date(2026, 4, 1))]


def test_a_move_ends_the_old_employment_and_keeps_its_history(office: Office) -> None:
    moved = staff(anna_at("Eksj", "2026-03-01"))
    assert office.imports(ImportKind.STAFF, moved) == ImportResult(1, 0, 0)
    assert office.imports(ImportKind.STAFF, moved) == ImportResult(0, 0, 1)
    assert annas(office) == [
        ("Nass", UNKNOWN_START, date(2026, 3, 1)),
        ("Eksj", date(2026, 3, 1), None),
    ]


def test_a_move_without_a_day_is_today(office: Office) -> None:
    office.imports(ImportKind.STAFF, staff(anna_at("Eksj")))
    assert annas(office) == [("Nass", UNKNOWN_START, TODAY), ("Eksj", TODAY, None)]


def test_who_is_named_at_two_libraries_works_at_both(office: Office) -> None:
    both = staff(anna_at("Nass"), anna_at("Eksj", "2026-03-01"))
    assert office.imports(ImportKind.STAFF, both) == ImportResult(1, 0, 1)
    assert annas(office) == [("Nass", UNKNOWN_START, None), ("Eksj", date(2026, 3, 1), None)]


def test_a_time_elsewhere_that_is_over_ends_nothing(office: Office) -> None:
    office.imports(ImportKind.STAFF, staff(anna_at("Eksj", "", "2025-01-01")))
    assert annas(office) == [
        ("Nass", UNKNOWN_START, None),
        ("Eksj", UNKNOWN_START, date(2025, 1, 1)),
    ]


def test_nobody_comes_back_without_a_new_start(office: Office) -> None:
    office.imports(ImportKind.STAFF, staff(anna_at("Nass", "2019-01-01", "2025-01-01")))
    for row in (anna_at("Nass"), anna_at("Nass", "2019-01-01"), anna_at("Nass", "2024-01-01")):
        assert office.refuses(ImportKind.STAFF, staff(row)) == [(2, "left_on", Wrong.HAS_LEFT)]
    back = staff(anna_at("Nass", "2026-01-01"))
    assert office.imports(ImportKind.STAFF, back) == ImportResult(1, 0, 0)
    assert office.imports(ImportKind.STAFF, staff(anna_at("Nass"))) == ImportResult(0, 0, 1)
    assert annas(office)[1] == ("Nass", date(2026, 1, 1), None)


def test_a_planned_last_day_is_kept(office: Office) -> None:
    office.imports(ImportKind.STAFF, staff(anna_at("Nass", "", "2026-12-01")))
    assert office.imports(ImportKind.STAFF, staff(anna_at("Nass"))) == ImportResult(0, 0, 1)


def test_two_spells_at_one_library(office: Office) -> None:
    rows = staff(anna_at("Nass", "", "2019-01-01"), anna_at("Nass", "2020-01-01"))
    assert office.imports(ImportKind.STAFF, rows) == ImportResult(1, 1, 0)
    assert office.imports(ImportKind.STAFF, rows) == ImportResult(0, 0, 2)
    assert sorted(annas(office)) == [
        ("Nass", UNKNOWN_START, date(2019, 1, 1)),
        ("Nass", date(2020, 1, 1), None),
    ]


def test_chief_as_told_else_as_the_role_says(office: Office) -> None:
    def chiefs() -> list[bool]:
        return [row[0] for row in office.rows("employment", "chief")]

    assert chiefs() == [False, True, False]
    office.imports(ImportKind.STAFF, staff(anna_at("Nass", chief="ja")))
    office.imports(ImportKind.STAFF, staff("Nass,Åsa Öberg,åsa@nassjo.se,chef,,,,,nej"))
    assert chiefs() == [True, False, False]
    assert office.imports(ImportKind.STAFF, STAFF).changed == 0
    promoted = staff("Eksj,Bo Al,bo@eksjo.se,chef,,,,,")
    assert office.imports(ImportKind.STAFF, promoted) == ImportResult(0, 1, 0)
    assert chiefs() == [True, False, True]


def test_a_coordinator_needs_no_library(office: Office) -> None:
    row = staff(",Disa Lo,disa@rjl.se,koordinator,,,,,")
    assert office.imports(ImportKind.STAFF, row) == ImportResult(1, 0, 0)
    assert office.imports(ImportKind.STAFF, row) == ImportResult(0, 0, 1)
    assert office.rows("member", "role")[-1] == (Role.COORDINATOR,)
    assert len(office.employments()) == 3


def test_who_joined_in_the_chat_is_confirmed(office: Office) -> None:
    anna = office.session.get_one(Employment, office.rows("employment", "id")[0][0])
    anna.confirmed_at = None
    office.session.flush()
    assert office.imports(ImportKind.STAFF, staff(anna_at("Nass"))) == ImportResult(0, 1, 0)
    assert office.rows("employment", "confirmed_at")[0] == (NOW,)


def test_the_wrong_library_that_somebody_chose_goes(office: Office) -> None:
    anna = office.session.get_one(Employment, office.rows("employment", "id")[0][0])
    anna.confirmed_at = None
    office.session.flush()
    office.imports(ImportKind.STAFF, staff(anna_at("Eksj")))
    assert annas(office) == [("Eksj", UNKNOWN_START, None)]


def test_who_joined_without_an_address_is_known_by_the_account(office: Office) -> None:
    county = office.session.get_one(Region, office.context.region_id)
    joined = builders.member(office.session, county, "cia")
    joined.email = joined.email_key = None
    builders.identity(office.session, joined, "U7")
    row = staff("Eksj,Cia Ro,cia@eksjo.se,personal,U7,,,,")
    members = len(office.rows("member", "id"))
    assert office.imports(ImportKind.STAFF, row) == ImportResult(1, 0, 0)
    assert len(office.rows("member", "id")) == members
    assert office.rows("member", "name", "email_key")[-1] == ("Cia Ro", "cia@eksjo.se")
    assert office.imports(ImportKind.STAFF, row) == ImportResult(0, 0, 1)


def test_accounts_can_be_put_right(office: Office) -> None:
    def accounts() -> list[object]:
        return sorted(row[0] for row in office.rows("identity", "user_id", "member_id"))

    anna, bo = f"Nass,Anna Ek,{ANNA},personal,", "Eksj,Bo Al,bo@eksjo.se,personal,"
    office.imports(ImportKind.STAFF, staff(f"{anna}U1,,,,", f"{bo}U2,,,,"))
    swapped = staff(f"{anna}U2,,,,", f"{bo}U1,,,,")
    assert office.imports(ImportKind.STAFF, swapped) == ImportResult(0, 2, 0)
    assert accounts() == ["U1", "U2"]
    assert office.imports(ImportKind.STAFF, staff(f"{anna}U3,,,,")) == ImportResult(0, 1, 0)
    assert accounts() == ["U1", "U3"]
    assert office.imports(ImportKind.STAFF, staff(f"{anna},,,,")) == ImportResult(0, 0, 1)
    assert office.refuses(ImportKind.STAFF, staff(f"{anna}U1,,,,")) == [
        (2, "slack_user_id", Wrong.ACCOUNT_TAKEN)
    ]


def test_without_a_workspace_accounts_are_left_aside(office: Office) -> None:
    office.context = replace(office.context, tenant=None)
    row = staff(f"Nass,Anna Ek,{ANNA},personal,U1,,,,")
    assert office.imports(ImportKind.STAFF, row) == ImportResult(0, 0, 1)
    assert office.rows("identity", "id") == []


def test_a_registration_is_corrected_unless_it_is_confirmed(office: Office) -> None:
    def registered(day: str) -> ImportResult:
        return office.imports(ImportKind.STAFF, staff(f"Nass,Anna Ek,{ANNA},personal,,{day},,,"))

    assert registered("2026-01-02") == registered("2026-01-03") == ImportResult(0, 1, 0)
    row = office.session.get_one(Registration, office.rows("registration", "member_id")[0][0])
    row.source = Source.CONFIRMED
    office.session.flush()
    assert registered("2026-01-04") == ImportResult(0, 0, 1)
    assert office.rows("registration", "registered_on") == [(date(2026, 1, 3),)]


def test_a_name_changes_and_an_address_in_capitals_is_the_same(office: Office) -> None:
    row = staff("Nass,Anna Ekberg,ANNA@NASSJO.SE,personal,,,,,")
    assert office.imports(ImportKind.STAFF, row) == ImportResult(0, 1, 0)
    assert office.rows("member", "name", "email")[0] == ("Anna Ekberg", ANNA)


def test_what_is_wrong_with_a_row(office: Office) -> None:
    rows = staff(
        "Nassjo stadsbibliotek,Cia,cia@eksjo.se,personal,,,,,",
        ",Cia,cia@eksjo.se,personal,,,,,",
        "Nass,,cia,vikarie,,2027-01-01,nyss,,kanske",
        "Nass,Cia,cia@eksjo.se,personal,,,2026-01-01,2026-01-01,",
    )
    assert office.refuses(ImportKind.STAFF, rows) == [
        (2, "library", Wrong.UNKNOWN_LIBRARY_NEAR),
        (3, "library", Wrong.EMPTY_CELL),
        (4, "role", Wrong.UNKNOWN_ROLE),
        (4, "name", Wrong.EMPTY_CELL),
        (4, "email", Wrong.NOT_AN_EMAIL),
        (4, "digiteket_registered_on", Wrong.FUTURE_DAY),
        (4, "started_on", Wrong.NOT_A_DAY),
        (4, "chief", Wrong.NOT_YES_OR_NO),
        (5, "left_on", Wrong.ENDS_BEFORE_START),
    ]


def test_what_contradicts_within_a_file(office: Office) -> None:
    rows = staff(
        f"Nass,Anna Ek,{ANNA},personal,U1,2026-01-01,,,",
        f"Eksj,Anna E,{ANNA},chef,U2,2026-01-02,2026-01-01,,",
        "Eksj,Bo Al,bo@eksjo.se,personal,U1,,,,",
        "Eksj,Bo Al,bo@eksjo.se,personal,U1,,,,ja",
    )
    assert office.refuses(ImportKind.STAFF, rows) == [
        (3, "name", Wrong.CONTRADICTS),
        (3, "role", Wrong.CONTRADICTS),
        (3, "slack_user_id", Wrong.CONTRADICTS),
        (3, "digiteket_registered_on", Wrong.CONTRADICTS),
        (4, "slack_user_id", Wrong.CONTRADICTS),
        (5, None, Wrong.CONTRADICTS),
    ]


@pytest.mark.parametrize(
    ("known", "rows", "problem"),
    [
        ([], [("2020-01-01", ""), ("2021-01-01", "")], (3, None, Wrong.CONTRADICTS)),
        ([], [("", ""), ("1900-01-01", "")], (2, None, Wrong.CONTRADICTS)),
        (
            [("2015-01-01", "2017-01-01"), ("2018-01-01", "2020-01-01")],
            [("2016-01-01", "2019-01-01")],
            (2, "started_on", Wrong.OVERLAPS),
        ),
        (
            [("2015-01-01", "2017-01-01"), ("2018-01-01", "2020-01-01")],
            [("2015-01-01", "2019-01-01")],
            (2, "started_on", Wrong.OVERLAPS),
        ),
        ([("2015-01-01", "")], [("", "2014-01-01")], (2, "left_on", Wrong.ENDS_BEFORE_START)),
    ],
)
def test_spells_at_one_library_never_overlap(
    office: Office,
    known: list[tuple[str, str]],
    rows: list[tuple[str, str]],
    problem: tuple[int, str | None, Wrong],
) -> None:
    def cia(spans: list[tuple[str, str]]) -> str:
        return staff(*[f"Eksj,Cia,cia@eksjo.se,personal,,,{a},{b}," for a, b in spans])

    office.imports(ImportKind.STAFF, cia(known))
    assert office.refuses(ImportKind.STAFF, cia(rows)) == [problem]


def test_a_row_without_a_library_keeps_a_coordinator_who_has_left_one(office: Office) -> None:
    worked = "Nass,Disa Lo,disa@rjl.se,koordinator,,,2019-01-01,2026-04-01,"
    anywhere = ",Disa Lo,disa@rjl.se,koordinator,,,,,"
    office.imports(ImportKind.STAFF, staff(worked))
    assert since(office) is None
    assert office.imports(ImportKind.STAFF, staff(worked, anywhere)).changed == 1
    assert since(office) == TODAY
    office.context = replace(office.context, today=date(2026, 6, 1))
    assert office.imports(ImportKind.STAFF, staff(worked, anywhere)).changed == 0
    later = worked.replace("2026-04-01", "2026-12-24")
    office.imports(ImportKind.STAFF, staff(later, anywhere))
    assert since(office) == date(2026, 12, 24)
    office.imports(ImportKind.STAFF, staff(later.replace("koordinator", "personal")))
    assert since(office) is None


def since(office: Office) -> date | None:
    """The day since which the last member is wanted as coordinator."""
    day: date | None = office.rows("member", "coordinator_since")[-1][0]
    return day
