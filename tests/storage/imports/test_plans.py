"""Action plans and tutoring sessions: what libraries have kept elsewhere."""

from datetime import date

import pytest

from storage.imports import ImportKind, ImportResult, Wrong
from storage.tables import PlanStatus
from tests import builders
from tests.storage.imports.office import NOW, Office

PLANS = "library,status,adopted_on,valid_until,link\n"
MONTHS = "library,month,adults,children\n"


def plans(office: Office) -> list[tuple[object, ...]]:
    return office.rows("action_plan", "status", "adopted_on", "valid_until", "link", "reported_at")


def months(office: Office) -> list[tuple[object, ...]]:
    return office.rows("tutoring_count", "month", "adults", "children", "reported_at")


def test_plans_of_every_status(busy_office: Office) -> None:
    rows = (
        "Nässjö stadsbibliotek,antagen,2024-05-03,2027-12-31,https://nassjo.se/plan\n"
        "Eksj,Draft,,,\n"
        "Aneb,ingen,,,\n"
    )
    assert busy_office.imports(ImportKind.PLANS, PLANS + rows) == ImportResult(2, 0, 1)
    adopted, draft = plans(busy_office)
    assert adopted[:3] == (PlanStatus.ADOPTED, date(2024, 5, 3), date(2027, 12, 31))
    assert adopted[3:] == ("https://nassjo.se/plan", NOW)
    assert draft == (PlanStatus.DRAFT, None, None, None, NOW)
    assert busy_office.imports(ImportKind.PLANS, PLANS + rows) == ImportResult(0, 0, 3)


def test_an_empty_cell_never_erases_and_none_takes_nothing_away(busy_office: Office) -> None:
    given = PLANS + "Nass,adopted,2024-05-03,2027-12-31,https://nassjo.se/plan\n"
    busy_office.imports(ImportKind.PLANS, given)
    less = "library,status,adopted_on\nNass,adopted,2024-05-03\nNass,none,\n"
    assert busy_office.imports(ImportKind.PLANS, less) == ImportResult(0, 0, 2)
    more = PLANS + "Nass,adopted,2024-05-03,2028-12-31,\n"
    assert busy_office.imports(ImportKind.PLANS, more) == ImportResult(0, 1, 0)
    assert [row[2:4] for row in plans(busy_office)] == [
        (date(2028, 12, 31), "https://nassjo.se/plan")
    ]


def test_what_is_wrong_with_plans(busy_office: Office) -> None:
    rows = (
        "Habo,adopted,2024-05-03,,\n"
        "Nass,adopted,,,\n"
        "Nass,adopted,2030-01-01,,\n"
        "Nass,adopted,2024-05-03,2024-05-02,\n"
        "Nass,draft,2024-05-03,2025-05-03,\n"
        "Nass,påtänkt,,,\n"
        "Nass,,,,\n"
        "Eksj,draft,,,http://eksjo.se\n"
        "Aneb,draft,,,https://anna:hemlig@aneby.se\n"
    )
    assert busy_office.refuses(ImportKind.PLANS, PLANS + rows) == [
        (2, "library", Wrong.UNKNOWN_LIBRARY),
        (3, "adopted_on", Wrong.EMPTY_CELL),
        (4, "adopted_on", Wrong.FUTURE_DAY),
        (5, "valid_until", Wrong.ENDS_BEFORE_START),
        (6, "adopted_on", Wrong.NOT_ADOPTED),
        (6, "valid_until", Wrong.NOT_ADOPTED),
        (7, "status", Wrong.UNKNOWN_STATUS),
        (8, "status", Wrong.EMPTY_CELL),
        (9, "link", Wrong.NOT_AN_ADDRESS),
        (10, "link", Wrong.NOT_AN_ADDRESS),
    ]


def test_two_rows_of_one_plan_contradict_each_other(busy_office: Office) -> None:
    rows = "Nass,adopted,2024-05-03,2025-05-03,\nNass,adopted,2024-05-03,2026-05-03,\n"
    assert busy_office.refuses(ImportKind.PLANS, PLANS + rows) == [(3, None, Wrong.CONTRADICTS)]


@pytest.mark.parametrize("month", ["2026-04", "2026-04-01", "2026-04-17", "2026-04-01 00:00:00"])
def test_a_month_is_told_by_itself_or_by_any_of_its_days(busy_office: Office, month: str) -> None:
    row = f"Nass,{month},1 200,0\n"
    assert busy_office.imports(ImportKind.TUTORING, MONTHS + row).added == 1
    assert months(busy_office) == [(date(2026, 4, 1), 1200, 0, NOW)]


def test_months_are_put_right_and_twice_is_once(busy_office: Office) -> None:
    first = MONTHS + "Nass,2026-03,12,3\nEksj,2026-03,1,1\n"
    assert busy_office.imports(ImportKind.TUTORING, first) == ImportResult(2, 0, 0)
    assert busy_office.imports(ImportKind.TUTORING, first) == ImportResult(0, 0, 2)
    other = MONTHS + "Nass,2026-03,13,3\n"
    assert busy_office.imports(ImportKind.TUTORING, other) == ImportResult(0, 1, 0)
    assert {row[1] for row in months(busy_office)} == {1, 13}


def test_what_is_wrong_with_months(busy_office: Office) -> None:
    elsewhere = builders.library(busy_office.session, name="Växjö bibliotek")
    rows = (
        f"{elsewhere.name},2026-03,1,1\n"
        "Nass,mars,1,1\n"
        "Nass,2026-06,1,1\n"
        "Nass,2026-13,1,1\n"
        "Nass,,1,1\n"
        "Nass,2026-01,-1,100000\n"
        'Nass,2026-02,"1,5",\n'
    )
    assert busy_office.refuses(ImportKind.TUTORING, MONTHS + rows) == [
        (2, "library", Wrong.UNKNOWN_LIBRARY),
        (3, "month", Wrong.NOT_A_MONTH),
        (4, "month", Wrong.FUTURE_MONTH),
        (5, "month", Wrong.NOT_A_MONTH),
        (6, "month", Wrong.EMPTY_CELL),
        (7, "adults", Wrong.NOT_SESSIONS),
        (7, "children", Wrong.NOT_SESSIONS),
        (8, "adults", Wrong.NOT_SESSIONS),
        (8, "children", Wrong.EMPTY_CELL),
    ]
