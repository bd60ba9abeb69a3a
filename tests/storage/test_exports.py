"""Exports: what comes out goes in again and changes nothing."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pandas import DataFrame

from storage import exports
from storage.exports import export_table, write_table
from storage.imports import COLUMNS, ImportKind, ImportResult, read_table
from storage.tables import Library
from tests import builders
from tests.storage.imports.office import LIBRARIES, Office

WORKED = """library,name,email,role,slack_user_id,digiteket_registered_on,started_on,left_on,chief
Nass,Anna Ek,anna@nassjo.se,personal,U1,2026-01-02,,2020-01-01,
Nass,Anna Ek,anna@nassjo.se,personal,U1,,2021-01-01,,ja
,=1+1,disa@rjl.se,koordinator,,,,,
Eksj,@Örjan Ö,orjan@eksjo.se,chef,,,2019-01-01,,nej
"""
TITLED = (
    "title,url,kind,topic,leadership\n"
    "'=HYPERLINK(1),,kurs,+46,\n"
    '"Två; delar, en ""kurs""",https://example.se/?a=b;c,annat,-,ja\n'
)
FINISHED = """email,resource,completed_on
anna@nassjo.se,Digitala mötesplatser,2026-01-02
orjan@eksjo.se,"Två delar en kurs",2026-01-03
"""
TAKEN = """email,taken_on,information,safety
anna@nassjo.se,2026-01-02,"4,25",7
anna@nassjo.se,2026-02-02,,
"""
PLANNED = """library,status,adopted_on,valid_until,link
Nass,antagen,2024-05-03,2026-12-31,https://nassjo.example.se/plan
Nass,adopted,2022-05-03,,
Eksj,utkast,,,https://eksjo.example.se/utkast
Aneb,ingen,,,
"""
TUTORED = """library,month,adults,children
Nass,2026-03,12,3
Nass,2026-04-01,0,99999
"""
LINKED = """library,platform,tenant,channel_id,weekday,hour
Nass,slack,T-OLD,C1,tisdag,8
Eksj,teams,T-OLD,19:abc@thread.tacv2,,
,slack,T-OLD,C2,7,16
"""
VISIBLE = st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Co"])


@pytest.fixture
def full_office(busy_office: Office) -> Office:
    """A region with something of every kind, written as nobody should."""
    busy_office.imports(ImportKind.STAFF, WORKED)
    busy_office.imports(ImportKind.RESOURCES, TITLED)
    busy_office.imports(ImportKind.COMPLETIONS, FINISHED)
    busy_office.imports(ImportKind.ASSESSMENTS, TAKEN)
    busy_office.imports(ImportKind.PLANS, PLANNED)
    busy_office.imports(ImportKind.TUTORING, TUTORED)
    busy_office.imports(ImportKind.CHANNELS, LINKED)
    return busy_office


def exported(office: Office, kind: ImportKind) -> DataFrame:
    region_id = office.context.region_id
    return export_table(
        office.session, kind, region_id, with_results=True, tenant=office.context.tenant
    )


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("kind", ImportKind)
def test_export_then_import_changes_nothing(
    full_office: Office, kind: ImportKind, ending: str, tmp_path: Path
) -> None:
    frame = exported(full_office, kind)
    path = tmp_path / f"table{ending}"
    write_table(frame, path)
    before = full_office.everything()
    assert full_office.imports(kind, read_table(path)) == ImportResult(0, 0, len(frame))
    assert full_office.everything() == before
    assert tuple(frame.columns) == COLUMNS[kind].all


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_an_export_builds_the_same_region_anew(
    full_office: Office, ending: str, tmp_path: Path
) -> None:
    tables = {kind: exported(full_office, kind) for kind in ImportKind}
    channels = tables[ImportKind.CHANNELS]  # each of which belongs to one region
    tenants = ["T-ANEW" if each == "slack" else "t-anew" for each in channels["platform"]]
    tables[ImportKind.CHANNELS] = channels.assign(tenant=tenants).astype(object)
    county = builders.region(full_office.session)
    anew = Office(full_office.session, builders.key(county), "T-ANEW")
    for kind, frame in tables.items():
        path = tmp_path / f"{kind}{ending}"
        write_table(frame, path)
        assert anew.imports(kind, read_table(path)).added == len(frame)
    for kind, frame in tables.items():
        assert exported(anew, kind).equals(frame)


def test_an_empty_region_exports_headers(office: Office, tmp_path: Path) -> None:
    for kind in ImportKind:
        write_table(exported(office, kind), tmp_path / "table.csv")
        assert office.imports(kind, read_table(tmp_path / "table.csv")) == ImportResult(0, 0, 0)


def test_private_results_are_left_out_unless_asked_for(full_office: Office) -> None:
    frame = export_table(full_office.session, ImportKind.ASSESSMENTS, full_office.context.region_id)
    assert list(frame.columns) == ["email", "taken_on"]
    assert "safety" in exported(full_office, ImportKind.ASSESSMENTS).columns


def test_a_coordinator_who_has_left_a_library_stays_one(office: Office) -> None:
    office.imports(ImportKind.LIBRARIES, LIBRARIES)
    rows = (
        "library,name,email,role,digiteket_registered_on,started_on,left_on\n"
        "Nass,Eva Ny,eva@rjl.se,koordinator,2026-01-02,2019-01-01,2020-01-01\n"
        ",Eva Ny,eva@rjl.se,koordinator,,,\n"
        "Nass,Per Al,per@rjl.se,koordinator,,2019-01-01,2020-01-01\n"
    )
    office.imports(ImportKind.STAFF, rows)
    frame = exported(office, ImportKind.STAFF)
    told = list(zip(frame["email"], frame["library"], frame["left_on"], strict=True))
    assert told == [
        ("eva@rjl.se", None, None),
        ("eva@rjl.se", "Nässjö stadsbibliotek", date(2020, 1, 1)),
        ("per@rjl.se", "Nässjö stadsbibliotek", date(2020, 1, 1)),
    ]
    assert set(frame["digiteket_registered_on"]) == {date(2026, 1, 2), None}


def test_accounts_are_those_of_one_workspace(full_office: Office) -> None:
    region_id = full_office.context.region_id
    frame = export_table(full_office.session, ImportKind.STAFF, region_id)
    assert frame["slack_user_id"].isna().all()
    assert "U1" in set(exported(full_office, ImportKind.STAFF)["slack_user_id"])


def test_rows_stand_in_swedish_order(full_office: Office) -> None:
    frame = exported(full_office, ImportKind.STAFF)
    assert list(frame["library"].dropna().unique()) == [
        "Eksjö stadsbibliotek",
        "Nässjö stadsbibliotek",
    ]
    assert list(frame["name"])[-3:] == ["Anna Ek", "Anna Ek", "Åsa Öberg"]


def test_what_a_file_cannot_tell_is_left_out(full_office: Office) -> None:
    session = full_office.session
    library = session.get_one(Library, full_office.rows("library", "id")[0][0])
    nameless = builders.staff(session, library, "Utan adress")
    nameless.email = nameless.email_key = None
    waiting = builders.member(session, library, "Väntar")
    builders.employed(session, waiting, library, confirmed=False)
    builders.resource(session, library, "Bara föreslagen", approved=False)
    session.flush()
    names = set(exported(full_office, ImportKind.STAFF)["name"])
    assert not names & {"Utan adress", "Väntar"}
    assert "Bara föreslagen" not in set(exported(full_office, ImportKind.RESOURCES)["title"])


def test_what_was_done_of_it_is_left_out_too(full_office: Office) -> None:
    """A file that names what no other file tells would be refused where a region is built anew."""
    session = full_office.session
    library = session.get_one(Library, full_office.rows("library", "id")[0][0])
    anna, waiting = builders.staff(session, library, "Anna"), builders.member(session, library)
    builders.employed(session, waiting, library, confirmed=False)
    course = builders.resource(session, library, "Godkänd")
    proposed = builders.resource(session, library, "Bara föreslagen", approved=False)
    for person, finished in ((anna, course), (anna, proposed), (waiting, course)):
        builders.completed(session, person, finished)
    for person in (anna, waiting):
        builders.assessed(session, person)
    completions = exported(full_office, ImportKind.COMPLETIONS)
    assert "Bara föreslagen" not in set(completions["resource"])
    for frame in (completions, exported(full_office, ImportKind.ASSESSMENTS)):
        assert anna.email in set(frame["email"])
        assert waiting.email not in set(frame["email"])


def test_csv_is_as_swedish_excel_opens_it(full_office: Office, tmp_path: Path) -> None:
    write_table(exported(full_office, ImportKind.ASSESSMENTS), tmp_path / "t.csv")
    data = (tmp_path / "t.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfemail;taken_on;")
    assert b"\r\nanna@nassjo.se;2026-01-02;4,25;;;7" in data


def test_no_cell_is_a_formula(full_office: Office, tmp_path: Path) -> None:
    for kind in (ImportKind.STAFF, ImportKind.RESOURCES):
        frame = exported(full_office, kind)
        write_table(frame, tmp_path / "t.csv")
        write_table(frame, tmp_path / "t.xlsx")
        text = (tmp_path / "t.csv").read_text("utf-8-sig").replace('"', "")
        cells = [cell for line in text.splitlines() for cell in line.split(";")]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
        sheet = load_workbook(tmp_path / "t.xlsx").worksheets[0]
        assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cells=st.lists(st.text(VISIBLE), max_size=4))
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_words_are_read_as_they_were_written(tmp_path: Path, ending: str, cells: list[str]) -> None:
    words = [normalize("NFC", f"x{cell}").strip() for cell in cells]
    write_table(DataFrame({"title": words}, dtype=object), tmp_path / f"t{ending}")
    rows = read_table(tmp_path / f"t{ending}").rows
    assert [row.values["title"] for row in rows] == words


def test_control_characters_do_not_break_a_workbook(tmp_path: Path) -> None:
    write_table(DataFrame({"title": ["a\x01b", "=\x02"]}, dtype=object), tmp_path / "t.xlsx")
    assert [row.values["title"] for row in read_table(tmp_path / "t.xlsx").rows] == ["ab", "="]


def test_unknown_endings_are_refused(tmp_path: Path) -> None:
    for name in ("t.ods", "t"):
        with pytest.raises(ValueError, match=r"\.csv or \.xlsx"):
            write_table(DataFrame({"a": ["b"]}), tmp_path / name)


def test_starting_up_loads_neither_pandas_nor_openpyxl() -> None:
    modules = f"{exports.__name__}, storage.imports, storage.shipped"
    code = f"import sys, {modules}; sys.exit(bool({{'pandas', 'openpyxl'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
