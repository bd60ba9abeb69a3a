"""Completions and self-assessments: what members have reported elsewhere."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import update
from sqlmodel import col

from goals.progress import Source
from storage.imports import ImportKind, ImportResult, Wrong
from storage.tables import Completion
from tests import builders
from tests.storage.imports.office import NOW, RESOURCES, TODAY, Office

FINISHED = "email,resource,completed_on\n"
TAKEN = "email,taken_on,information,communication,content,safety,problem_solving\n"
COURSE = "Hängslen och livrem – säkerhet"


def completions(office: Office) -> list[tuple[object, ...]]:
    return office.rows("completion", "completed_on", "source", "reported_at")


def test_a_resource_is_found_by_title_or_address(busy_office: Office) -> None:
    rows = (
        "ANNA@nassjo.se,hängslen och livrem - säkerhet!,2026-01-02\n"
        "åsa@nassjo.se,https://www.digiteket.se/kurs/hangslen-och-livrem/steg-2?fbclid=1,2026-01-03\n"
        "bo@eksjo.se,digiteket.se/kurs/hangslen-och-livrem,2026-01-04 00:00:00\n"
    )
    result = busy_office.imports(ImportKind.COMPLETIONS, FINISHED + rows)
    assert result == ImportResult(3, 0, 0)
    assert completions(busy_office)[2] == (date(2026, 1, 4), Source.SELF_REPORTED, NOW)
    assert {row[0] for row in busy_office.rows("completion", "resource_id")} == {
        busy_office.rows("resource", "id")[0][0]
    }


def test_a_resource_elsewhere_is_found_by_its_own_address(busy_office: Office) -> None:
    catalogue = RESOURCES + "Ledarpaketet,https://example.se/Paket?id=7,annat,,\n"
    busy_office.imports(ImportKind.RESOURCES, catalogue)
    row = "bo@eksjo.se,https://example.se/Paket?id=7,2026-01-04\n"
    assert busy_office.imports(ImportKind.COMPLETIONS, FINISHED + row) == ImportResult(1, 0, 0)


def test_a_day_can_be_corrected_but_not_a_confirmed_one(busy_office: Office) -> None:
    busy_office.imports(ImportKind.COMPLETIONS, FINISHED + f"bo@eksjo.se,{COURSE},2026-01-04\n")
    corrected = FINISHED + f"bo@eksjo.se,{COURSE},2026-01-05\n"
    assert busy_office.imports(ImportKind.COMPLETIONS, corrected) == ImportResult(0, 1, 0)
    busy_office.session.connection().execute(
        update(Completion).values(source=Source.CONFIRMED).where(col(Completion.id).is_not(None))
    )
    other = FINISHED + f"bo@eksjo.se,{COURSE},2026-01-06\n"
    assert busy_office.imports(ImportKind.COMPLETIONS, other) == ImportResult(0, 0, 1)
    assert completions(busy_office) == [(date(2026, 1, 5), Source.CONFIRMED, NOW)]


def test_another_regions_members_and_resources_are_not_found(busy_office: Office) -> None:
    elsewhere = builders.library(busy_office.session)
    builders.resource(busy_office.session, elsewhere, "Kurs någon annanstans")
    stranger = builders.staff(busy_office.session, elsewhere, "Cia")
    row = f"{stranger.email},Kurs någon annanstans,2026-01-04\n"
    assert busy_office.refuses(ImportKind.COMPLETIONS, FINISHED + row) == [
        (2, "email", Wrong.UNKNOWN_EMAIL),
        (2, "resource", Wrong.UNKNOWN_RESOURCE),
    ]


def test_the_nearest_is_suggested(busy_office: Office) -> None:
    row = "ana@nassjo.se,Hänslen och livrem,2026-01-04\n"
    assert busy_office.values(ImportKind.COMPLETIONS, FINISHED + row) == [
        {"value": "ana@nassjo.se", "near": "anna@nassjo.se"},
        {"value": "Hänslen och livrem", "near": COURSE},
    ]


def test_today_is_not_the_future(busy_office: Office) -> None:
    today, tomorrow = TODAY, TODAY + timedelta(days=1)
    good, bad = (FINISHED + f"bo@eksjo.se,{COURSE},{day}\n" for day in (today, tomorrow))
    assert busy_office.refuses(ImportKind.COMPLETIONS, bad) == [
        (2, "completed_on", Wrong.FUTURE_DAY)
    ]
    assert busy_office.values(ImportKind.COMPLETIONS, bad) == [{"day": tomorrow}]
    assert busy_office.imports(ImportKind.COMPLETIONS, good).added == 1


def test_results_with_comma_or_point_or_none(busy_office: Office) -> None:
    rows = 'anna@nassjo.se,2026-01-02,"4,25",3.5,7,,1\nbo@eksjo.se,2026-01-02,,,,,\n'
    result = busy_office.imports(ImportKind.ASSESSMENTS, TAKEN + rows)
    assert result == ImportResult(2, 0, 0)
    stored = busy_office.rows(
        "self_assessment", "information", "communication", "content", "safety"
    )
    assert stored == [(Decimal("4.25"), Decimal("3.5"), Decimal(7), None), (None,) * 4]


def test_results_are_filled_in_later_and_never_erased(busy_office: Office) -> None:
    busy_office.imports(ImportKind.ASSESSMENTS, TAKEN + "bo@eksjo.se,2026-01-02,4,,,,\n")
    filled = TAKEN + "bo@eksjo.se,2026-01-02,,5,,,\n"
    assert busy_office.imports(ImportKind.ASSESSMENTS, filled) == ImportResult(0, 1, 0)
    assert busy_office.imports(ImportKind.ASSESSMENTS, filled) == ImportResult(0, 0, 1)
    plain = "email,taken_on\nbo@eksjo.se,2026-01-02\n"
    assert busy_office.imports(ImportKind.ASSESSMENTS, plain) == ImportResult(0, 0, 1)
    stored = busy_office.rows("self_assessment", "information", "communication")
    assert stored == [(Decimal(4), Decimal(5))]


def test_what_is_wrong_with_self_assessments(busy_office: Office) -> None:
    rows = (
        "anna@nassjo.se,2026-01-02,4,,,,\n"
        "anna@nassjo.se,2026-01-02,5,,,,\n"
        "anna@nassjo.se,2027-01-02,8,4.333,noll,,\n"
        "cia@habo.se,i måndags,,,,,\n"
    )
    assert busy_office.refuses(ImportKind.ASSESSMENTS, TAKEN + rows) == [
        (3, None, Wrong.CONTRADICTS),
        (4, "taken_on", Wrong.FUTURE_DAY),
        (4, "information", Wrong.NOT_A_RESULT),
        (4, "communication", Wrong.NOT_A_RESULT),
        (4, "content", Wrong.NOT_A_RESULT),
        (5, "email", Wrong.UNKNOWN_EMAIL),
        (5, "taken_on", Wrong.NOT_A_DAY),
    ]
