"""The workbook, opened again: every figure beside a count in plain loops."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings

from goals.milestones import Milestone
from goals.programme import NUMBERS
from goals.sessions import Compared
from goals.tutoring import YearFigures
from goals.tutoring_log import LocalLog
from handlers.report.workbook import workbook
from handlers.texts import texts_in
from storage.report import Report
from tests.handlers.report.made import (
    ON,
    PRIVATE,
    SHARE_KEYS,
    TARGETS,
    WEEK,
    Kept,
    counties,
    groups,
    report,
    same,
)
from tests.handlers.report.opened import Row, cells, header_of, opened, table

SV, EN = texts_in("sv"), texts_in("en")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HIDDEN = "visas inte"
NASSJO = Kept("Nässjö stadsbibliotek", (same(9, 13), same(7, 13), same(5, 12), same(2, 12)))
HABO = Kept("Habo bibliotek", (same(2, 3), same(1, 3)), hidden=True)
COUNTY = Kept(
    "Region Jönköpings län",
    (same(11, 16), same(8, 16)),
    milestones={"node_role": True, "regional_plan": False},
)


def made(told: Report) -> Any:
    """Its workbook in Swedish, opened."""
    return opened(workbook(told, SV, NOW))


def percent_of(numerator: int, denominator: int) -> int:
    """The most whole percent that are no more than the share."""
    percent = 0
    while (percent + 1) * denominator <= 100 * numerator:
        percent += 1
    return percent


def missing_of(numerator: int, denominator: int, target: int) -> int:
    """Heads to add until the target is there."""
    added = 0
    while 100 * (numerator + added) < target * denominator:
        added += 1
    return added


def check_share(row: Row, kept: Kept, key: str) -> None:
    """A row of a share against the group in plain numbers."""
    numerator, denominator = kept.now[key]
    assert row["Av"] == denominator
    if kept.hidden and key == PRIVATE:
        told = {title: value for title, value in row.items() if value is not None}
        for title in ("Klara", "Andel", "Läge", "Saknas"):
            assert told.pop(title) == HIDDEN
        measured = {"Ska nå", "Senast", "Källa", "Så mäts det", "Anmärkning"}
        assert told.keys() <= {"Bibliotek", "Mål", "Av"} | measured
        return
    assert row["Klara"] == numerator
    assert row.get("Intygade") == kept.certified.get(key)
    if denominator == 0:
        assert (row["Andel"], row["Läge"], row["Saknas"]) == ("inga uppgifter",) * 2 + (None,)
    elif denominator == 1 and key in {"action_plan", "leadership"}:
        assert row["Andel"] == ("Ja" if numerator else "Inte än")
        assert row["Ska nå"] is None
    else:
        check_percent(row, kept, key)


def check_percent(row: Row, kept: Kept, key: str) -> None:
    """A row with a share in percent, and how it has moved."""
    numerator, denominator = kept.now[key]
    assert row["Andel"] == percent_of(numerator, denominator) / 100
    assert row["Ska nå"] == TARGETS[key] / 100
    assert row["Saknas"] == missing_of(numerator, denominator, TARGETS[key])
    reached = row["Saknas"] == 0
    assert (row["Läge"] == "nått") is reached
    if "Ändring" in row:
        before = [
            (ago, week[key][0]) for ago, week in enumerate(kept.weeks) if ago and week[key][1]
        ]
        if before:
            ago, then = before[0]
            assert (row["Ändring"], row["Sedan"]) == (numerator - then, ON - ago * WEEK)
        else:
            assert (row["Ändring"], row["Sedan"]) == (None, None)
        assert (row["Utveckling"] == "målet är nått") is reached
        assert (row["Prognos: nås"] is not None) is (row["Utveckling"] == "nås i samma takt")
        assert row["Prognos: nås"] is None or row["Prognos: nås"] > ON


def check_sessions(row: Row, kept: Kept) -> None:
    """A row of goal 8 against the years in plain numbers."""
    by_year = {figures.year: figures for figures in kept.sessions}
    then, now = by_year.get(2017), by_year.get(2025)
    assert row["Jämförs med"] == 2017
    assert row["Senaste år"] == (2025 if now else None)
    both = then is not None and now is not None
    for title, group in (("Vuxna", "adults"), ("Barn", "children")):
        before, after = (None if year is None else getattr(year, group) for year in (then, now))
        assert row[f"{title} då"] == before
        assert row[f"{title} nu"] == after
        more = max(0, before + 1 - after) if both else None
        assert row[f"{title}: saknas"] == more
    assert (row["Läge"] == "inga uppgifter") is not both


@settings(max_examples=12)
@given(counties())
def test_every_figure_of_a_county_is_right(county: tuple[Kept, tuple[Kept, ...]]) -> None:
    whole, libraries = county
    book = made(report(whole, libraries=libraries))
    overview, *others, weeks = book.worksheets
    goals, of_libraries = others[:8], others[8:]
    assert [sheet.title for sheet in goals] == [f"Mål {number}" for number in range(1, 9)]
    assert len(of_libraries) == len(libraries)
    for key in SHARE_KEYS:
        rows = table(book[f"Mål {NUMBERS[key]}"])
        assert len(rows) == 1 + len(libraries)
        assert rows[0]["Bibliotek"] == "Hela länet"
        for row, kept in zip(rows, (whole, *libraries), strict=True):
            check_share(row, kept, key)
    for row, kept in zip(table(book["Mål 8"]), (whole, *libraries), strict=True):
        check_sessions(row, kept)
    for sheet, kept in zip(of_libraries, libraries, strict=True):
        for row, key in zip(table(sheet)[:-1], SHARE_KEYS, strict=True):
            check_share(row, kept, key)
    for row, key in zip(table(overview)[2:-1], SHARE_KEYS, strict=True):
        check_share(row, whole, key)
    for row, (key, done) in zip(table(overview), whole.milestones.items(), strict=False):
        assert (row["Klara"], row["Av"], row["Andel"]) == (done, 1, "Ja" if done else "Inte än")
        assert table(book[f"Mål {NUMBERS[key]}"])[0]["Klara"] == done
    check_weeks(table(weeks), whole)


@settings(max_examples=8)
@given(groups(), groups(of_county=True))
def test_every_figure_of_a_library_is_right(own: Kept, county: Kept) -> None:
    book = made(report(own, county))
    overview, *goals, library, weeks = book.worksheets
    assert [sheet.title for sheet in goals] == [f"Mål {number}" for number in range(3, 9)]
    for key in SHARE_KEYS:
        beside, row = table(book[f"Mål {NUMBERS[key]}"])
        check_share(beside, county, key)
        check_share(row, own, key)
    for sheet in (overview, library):
        for row, key in zip(table(sheet)[:-1], SHARE_KEYS, strict=True):
            check_share(row, own, key)
    check_weeks(table(weeks), own)


def check_weeks(rows: list[Row], kept: Kept) -> None:
    """The weeks, oldest first, against the group's in plain numbers."""
    told = []
    for ago in range(len(kept.weeks) - 1, -1, -1):
        row: Row = {"Dag": ON - ago * WEEK}
        for key in SHARE_KEYS:
            numerator, denominator = kept.weeks[ago][key]
            number = NUMBERS[key]
            hidden, empty = kept.hidden and key == PRIVATE, denominator == 0
            row |= {
                f"Mål {number}: klara": HIDDEN if hidden else None if empty else numerator,
                f"Mål {number}: av": None if hidden or empty else denominator,
                f"Mål {number}: andel": HIDDEN
                if hidden
                else None
                if empty
                else percent_of(numerator, denominator) / 100,
            }
        if any(value is not None for title, value in row.items() if title != "Dag"):
            told.append(row)
    assert rows == told


def test_a_week_without_anybody_leaves_an_empty_table() -> None:
    nobody = Kept("Aneby bibliotek", (same(0, 0),))
    assert table(made(report(nobody, COUNTY))["Vecka för vecka"]) == []


def test_the_sheets_are_an_overview_one_a_goal_one_a_library_and_the_weeks() -> None:
    book = made(report(COUNTY, libraries=(HABO, NASSJO)))
    goals = [f"Mål {number}" for number in range(1, 9)]
    assert book.sheetnames == ["Översikt", *goals, HABO.name, NASSJO.name, "Vecka för vecka"]
    in_english = opened(workbook(report(NASSJO, COUNTY), EN, NOW))
    goals = [f"Goal {number}" for number in range(3, 9)]
    assert in_english.sheetnames == ["Overview", *goals, NASSJO.name, "Week by week"]


def test_whoever_sees_the_county_alone_gets_no_sheet_of_a_library() -> None:
    book = made(report(COUNTY))
    assert book.sheetnames == ["Översikt", *(f"Mål {n}" for n in range(1, 9)), "Vecka för vecka"]
    assert len(table(book["Mål 3"])) == 1


def test_the_overview_says_of_whom_when_from_what_and_how() -> None:
    milestones = {"node_role": Milestone(date(2026, 5, 7), "https://example.se/nod")}
    sheet = made(report(COUNTY, milestones=milestones))["Översikt"]
    said = [sheet.cell(row, 1).value for row in (1, 2, 3)]
    assert said == [
        "Region Jönköpings län",
        "Målen i Digitalt först med användaren i fokus, 23 november 2026",
        "16 personer i personalen: bekräftad anställning den dagen, och inte lediga.",
    ]
    by_goal = {row["Mål"][:5]: row for row in table(sheet)}
    assert {row["Källa"] for row in by_goal.values()} == {
        "självrapporterat",
        "officiell statistik (KB)",
    }
    assert by_goal["Mål 8"]["Källa"] == "officiell statistik (KB)"
    assert "minst 2 olika godkända lärresurser" in by_goal["Mål 4"]["Så mäts det"]
    assert "kurser och kurspaket" in by_goal["Mål 4"]["Så mäts det"]
    assert "enligt två självskattningar eller eget svar" in by_goal["Mål 5"]["Så mäts det"]
    assert "mot jämförelseåret" in by_goal["Mål 8"]["Så mäts det"]
    assert by_goal["Mål 1"]["Anmärkning"] == "Klart 7 maj 2026. https://example.se/nod"
    assert {row["Senast"] for row in by_goal.values()} == {date(2027, 12, 31)}
    notes = [cell.value for cell in sheet["A"][header_of(sheet) + 8 :] if cell.value]
    assert [note.split()[0] for note in notes] == ["Klara", "Procent", "Visas", "Prognosen"]


def test_every_goal_says_how_it_is_measured_on_its_own_sheet() -> None:
    book = made(report(COUNTY, libraries=(NASSJO,)))
    for number in range(1, 9):
        sheet = book[f"Mål {number}"]
        assert sheet["A1"].value.startswith(f"Mål {number}: ")
        assert sheet["A2"].value == "Region Jönköpings län, 23 november 2026"
        assert "Källa: " in sheet["A3"].value


def test_goal_8_has_both_years_and_the_own_log_below() -> None:
    sessions = (YearFigures(2017, 178, 60), YearFigures(2025, 1190, 60))
    own = Kept("Nässjö stadsbibliotek", (same(9, 13),), sessions=sessions)
    log = LocalLog(2017, 2026, (1, 2, 5), Compared(10, 12), Compared(3, None), 1)
    book = made(report(own, COUNTY, log=(log,)))
    _, row = table(book["Mål 8"])
    assert (row["Vuxna då"], row["Vuxna nu"], row["Barn: saknas"]) == (178, 1190, 1)
    below = header_of(book["Mål 8"]) + 5
    assert book["Mål 8"].cell(below - 1, 1).value.startswith("Bibliotekens egen logg")
    assert table(book["Mål 8"], below) == [
        {
            "Jämförs med": 2017,
            "Senaste år": 2026,
            "Månader": "1, 2, 5",
            "Vuxna då": 10,
            "Vuxna nu": 12,
            "Barn då": 3,
            "Barn nu": None,
            "Bibliotek med båda åren": 1,
        }
    ]
    in_words = table(book[own.name])[-1]["Anmärkning"]
    assert in_words.startswith("vuxna 1 190 (2025) mot 178 (2017) och barn 60 (2025)")


@pytest.mark.parametrize(
    ("texts", "share", "day"), [(SV, "0 %", "yyyy-mm-dd"), (EN, "0%", "[$-809]d mmm yyyy")]
)
def test_numbers_and_days_are_real_ones_in_the_formats_of_the_language(
    texts: Any, share: str, day: str
) -> None:
    book = opened(workbook(report(COUNTY, libraries=(NASSJO,)), texts, NOW))
    sheet = book.worksheets[3]
    top = header_of(sheet) + 2
    formats = [cell.number_format for cell in sheet[top]]
    values = [cell.value for cell in sheet[top]]
    assert values[1:5] == [9, 13, 0.69, 0.8]
    assert formats[1:5] == ["#,##0", "#,##0", share, share]
    assert (values[7], formats[7]) == (2, "+#,##0;-#,##0;0")
    assert sheet[top][8].is_date
    assert formats[8] == formats[10] == day
    assert values[8] == datetime(2026, 11, 16)  # noqa: DTZ001 (a cell has no zone)
    assert all(cell.is_date for cell in book.worksheets[-1]["A"][header_of(sheet) :])


def test_the_certified_have_a_column_where_somebody_can_certify() -> None:
    certified = {"self_assessment": 4, "digiteket": 0, "leadership": 13}
    own = Kept("Nässjö", (same(13, 13),), certified=certified)
    book = made(report(own, COUNTY))
    for number, told in ((3, 4), (4, 0), (7, 13)):
        assert table(book[f"Mål {number}"])[1]["Intygade"] == told
    for number in (5, 6, 8):
        assert "Intygade" not in table(book[f"Mål {number}"])[1]
    assert [row["Intygade"] for row in table(book["Översikt"])] == [4, 0, None, None, 13, None]


def test_a_share_is_never_rounded_up() -> None:
    nearly = Kept("Nästan", (same(799, 1000),))
    _, row = table(made(report(nearly, COUNTY))["Mål 3"])
    assert (row["Andel"], row["Läge"], row["Saknas"]) == (0.79, "inte nått", 1)


def test_the_header_stays_and_columns_are_as_wide_as_their_words() -> None:
    book = made(report(COUNTY, libraries=(HABO, NASSJO)))
    for sheet in book.worksheets:
        top = header_of(sheet)
        assert sheet.freeze_panes == f"B{top + 1}"
        assert sheet.print_title_rows == f"${top}:${top}"
        assert sheet.page_setup.orientation == "landscape"
        for cell in sheet[top]:
            width = sheet.column_dimensions[cell.column_letter].width
            assert width >= max(len(word) for word in cell.value.split())
    assert book["Mål 3"].column_dimensions["A"].width >= len(NASSJO.name)


@pytest.mark.parametrize("name", ["=1+1", "+46 36", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_words_are_never_run(name: str) -> None:
    kept = Kept(name, NASSJO.weeks)
    book = made(report(COUNTY, libraries=(kept,)))
    assert "f" not in {cell.data_type for cell in cells(book)}
    named = [cell for cell in cells(book) if cell.value == name]
    assert len(named) == 1 + 6  # its own sheet, and its row in that of each goal
    assert all(cell.quotePrefix for cell in named)


def test_what_no_workbook_can_hold_is_left_out() -> None:
    book = made(report(Kept("Hab\x00o\ud800\x0b", NASSJO.weeks), COUNTY))
    assert book.worksheets[0]["A1"].value == "Habo"
    assert book.properties.title == "Habo, 23 november 2026"


def test_the_same_values_and_moment_give_the_same_file() -> None:
    told = report(COUNTY, libraries=(HABO, NASSJO))
    first, again = workbook(told, SV, NOW), workbook(told, SV, NOW)
    assert first == again
    assert workbook(told, SV, NOW + timedelta(hours=1)) != first


def test_the_properties_name_nobody() -> None:
    book = made(report(COUNTY, libraries=(NASSJO,)))
    properties = book.properties
    assert (properties.creator, properties.lastModifiedBy) == ("Kompis", "Kompis")
    assert properties.created == properties.modified == NOW.replace(tzinfo=None)
    assert properties.title == "Region Jönköpings län, 23 november 2026"


def test_sixty_libraries_have_a_sheet_each(tmp_path: Any) -> None:
    libraries = tuple(
        Kept(f"Biblioteket i den {number}:e kommunen i länet", NASSJO.weeks)
        for number in range(1, 61)
    )
    content = workbook(report(COUNTY, libraries=libraries), SV, NOW)
    (tmp_path / "stor.xlsx").write_bytes(content)
    with ZipFile(tmp_path / "stor.xlsx") as file:
        assert file.testzip() is None
    book = opened(content)
    assert len(book.sheetnames) == 1 + 8 + 60 + 1
    assert [row["Bibliotek"] for row in table(book["Mål 4"])][1:] == [
        each.name for each in libraries
    ]
