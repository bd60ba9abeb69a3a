"""All rows or none, and every reason to refuse a file is said."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.texts import LANGUAGES, texts_in
from storage.imports import COLUMNS, ImportKind, ImportRefusedError, Wrong, import_table
from storage.imports.kinds import IN_SWEDISH
from tests.storage.imports.office import LIBRARIES, RESOURCES, STAFF, TODAY, Office, table

FINE = {
    ImportKind.LIBRARIES: LIBRARIES,
    ImportKind.STAFF: STAFF,
    ImportKind.RESOURCES: RESOURCES,
    ImportKind.COMPLETIONS: (
        "email,resource,completed_on\nanna@nassjo.se,Digitala mötesplatser,2026-01-02\n"
    ),
    ImportKind.ASSESSMENTS: 'email,taken_on,safety\nanna@nassjo.se,2026-01-02,"4,5"\n',
    ImportKind.PLANS: "library,status,adopted_on\nNass,adopted,2026-01-02\n",
    ImportKind.TUTORING: "library,month,adults,children\nNass,2026-01,3,1\n",
    ImportKind.CHANNELS: (
        "library,platform,tenant,channel_id,weekday,hour\nNass,slack,T1,C1,fredag,14:00\n"
    ),
}
ODD = st.one_of(
    st.text(st.characters(blacklist_characters='",\n\r\0', codec="utf-8"), max_size=20),
    st.sampled_from(["", "2027-01-01", "=1+1", "anna@nassjo.se", "Nass", "😀", "ja", "8", "0"]),
)


@pytest.mark.parametrize("kind", ImportKind)
def test_unknown_and_missing_columns_are_named(office: Office, kind: ImportKind) -> None:
    needed = COLUMNS[kind].required
    assert office.refuses(kind, "colour\nred\n") == [
        (1, "colour", Wrong.UNKNOWN_COLUMN),
        *[(1, name, Wrong.MISSING_COLUMN) for name in needed],
    ]


def test_a_misspelt_column_is_guessed(office: Office) -> None:
    text = "\nlibary;municipality;municipality_code\n"
    assert office.refuses(ImportKind.LIBRARIES, text) == [
        (2, "libary", Wrong.UNKNOWN_COLUMN_NEAR),
        (2, "library", Wrong.MISSING_COLUMN),
    ]
    assert office.values(ImportKind.LIBRARIES, text)[0] == {"name": "libary", "near": "library"}


def test_a_column_named_in_swedish_is_guessed(office: Office) -> None:
    text = "Bibliotek;Namn;E-post;Roll\n"
    assert [each.get("near") for each in office.values(ImportKind.STAFF, text)[:4]] == [
        "library",
        "name",
        "email",
        "role",
    ]


@pytest.mark.parametrize("column", IN_SWEDISH)
def test_every_swedish_name_is_for_a_column(column: str) -> None:
    assert IN_SWEDISH[column] in {name for columns in COLUMNS.values() for name in columns.all}


def test_the_beginning_of_a_library_is_guessed(busy_office: Office) -> None:
    text = "library;name;email;role\nNässjö;Anna;anna@example.se;staff\n"
    refused = busy_office.refuses(ImportKind.STAFF, text)
    assert refused == [(2, "library", Wrong.UNKNOWN_LIBRARY_NEAR)]


@pytest.mark.parametrize("kind", ImportKind)
def test_twice_is_once(busy_office: Office, kind: ImportKind) -> None:
    busy_office.imports(kind, FINE[kind])
    before = busy_office.everything()
    again = busy_office.imports(kind, FINE[kind])
    assert (again.added, again.changed) == (0, 0)
    assert again.unchanged == len(table(FINE[kind]).rows)
    assert busy_office.everything() == before


@pytest.mark.parametrize("kind", ImportKind)
def test_the_same_row_twice_counts_once(busy_office: Office, kind: ImportKind) -> None:
    busy_office.imports(kind, FINE[kind])
    last = FINE[kind].splitlines()[-1]
    result = busy_office.imports(kind, FINE[kind] + last + "\n")
    assert (result.added, result.changed) == (0, 0)


@pytest.mark.parametrize("kind", ImportKind)
def test_a_file_without_rows_changes_nothing(busy_office: Office, kind: ImportKind) -> None:
    before = busy_office.everything()
    result = busy_office.imports(kind, ",".join(COLUMNS[kind].all))
    assert (result.added, result.changed, result.unchanged) == (0, 0, 0)
    assert busy_office.everything() == before


@pytest.mark.parametrize("kind", ImportKind)
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_a_refused_file_changes_nothing(
    busy_office: Office, kind: ImportKind, data: st.DataObject
) -> None:
    columns = COLUMNS[kind].all
    rows = data.draw(st.lists(st.tuples(*[ODD for _ in columns]), min_size=1, max_size=4))
    text = "\n".join([",".join(columns), *[",".join(row) for row in rows]])
    before = busy_office.everything()
    nested = busy_office.session.begin_nested()
    refused = _refusal(busy_office, kind, text)
    if refused:
        assert {problem.line for problem in refused.problems} <= set(range(1, len(rows) + 2))
        assert busy_office.everything() == before
    else:
        again = busy_office.imports(kind, text)
        assert (again.added, again.changed) == (0, 0)
    nested.rollback()


def _refusal(office: Office, kind: ImportKind, text: str) -> ImportRefusedError | None:
    try:
        office.imports(kind, text)
    except ImportRefusedError as refused:
        return refused
    return None


def test_all_problems_come_at_once_in_the_files_order(busy_office: Office) -> None:
    text = (
        "email;resource;completed_on\n"
        "ana@nassjo.se;Hängslen och livrem;2026-01-02\n"
        "\n"
        "anna@nassjo.se;Hängslen och livrem – säkerhet;2026-01-02\n"
        "anna@nassjo.se;https://digiteket.se/kurs/hangslen-och-livrem/;2026-01-03\n"
        ";Helt annat;2026-05-05\n"
    )
    assert busy_office.refuses(ImportKind.COMPLETIONS, text) == [
        (2, "email", Wrong.UNKNOWN_EMAIL_NEAR),
        (2, "resource", Wrong.UNKNOWN_RESOURCE_NEAR),
        (5, None, Wrong.CONTRADICTS),
        (6, "email", Wrong.EMPTY_CELL),
        (6, "resource", Wrong.UNKNOWN_RESOURCE),
        (6, "completed_on", Wrong.FUTURE_DAY),
    ]


def test_what_has_been_imported_is_logged_without_names(busy_office: Office) -> None:
    region_id = busy_office.context.region_id
    assert busy_office.rows("audit_event", "action", "object_id", "subject_id") == [
        ("import.libraries", region_id, None),
        ("import.staff", region_id, None),
        ("import.resources", region_id, None),
    ]


def test_a_refusal_that_is_logged_holds_no_names(busy_office: Office) -> None:
    text = "email,resource,completed_on\nana@nassjo.se,Digitala mötesplatser,2026-01-02\n"
    refused = _refusal(busy_office, ImportKind.COMPLETIONS, text)
    assert str(refused) == "1 problems, first import.unknown_email_near on line 2"


def test_progress_is_told_row_by_row(office: Office) -> None:
    told: list[int] = []
    import_table(
        office.session, ImportKind.LIBRARIES, table(LIBRARIES), office.context, told.append
    )
    assert told == [1, 2, 3]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", Wrong)
def test_every_complaint_has_words(language: str, key: Wrong) -> None:
    text = texts_in(language).say(key, name="a", near="b", value="c", limit=3, day=TODAY, other="4")
    assert text
    assert "{" not in text


def test_a_long_list_of_unknown_words_is_told_whole(busy_office: Office) -> None:
    rows = "".join(f"anna{number}@nassjo.se,Okänd {number},2026-01-02\n" for number in range(300))
    problems = busy_office.refuses(ImportKind.COMPLETIONS, "email,resource,completed_on\n" + rows)
    assert len(problems) == 600
    assert problems[0][2] is Wrong.UNKNOWN_EMAIL_NEAR
    assert problems[-2][2] is Wrong.UNKNOWN_EMAIL
