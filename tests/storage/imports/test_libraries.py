"""Libraries, by name or sigel."""

from storage.imports import ImportKind, ImportResult, Wrong
from tests.storage.imports.office import LIBRARIES, Office

HEADER = "library,municipality,municipality_code,sigel\n"


def libraries(office: Office) -> list[tuple[str | None, ...]]:
    return office.rows("library", "name", "name_key", "municipality_code", "sigel")


def test_libraries_are_added(office: Office) -> None:
    assert office.imports(ImportKind.LIBRARIES, LIBRARIES) == ImportResult(3, 0, 0)
    assert ("Aneby bibliotek", "aneby bibliotek", "0604", "Aneb") in libraries(office)


def test_excel_took_the_first_zero_and_the_sigel_is_optional(office: Office) -> None:
    text = "Library;Municipality;Municipality code\nÖdeshögs bibliotek;Ödeshög;512\n"
    office.imports(ImportKind.LIBRARIES, text)
    assert libraries(office) == [("Ödeshögs bibliotek", "ödeshögs bibliotek", "0512", None)]


def test_a_library_with_its_sigel_may_change_its_name(office: Office) -> None:
    office.imports(ImportKind.LIBRARIES, LIBRARIES)
    row = "Aneby folkbibliotek,Aneby,0604,ANEB\n"
    assert office.imports(ImportKind.LIBRARIES, HEADER + row) == ImportResult(0, 1, 0)
    assert len(libraries(office)) == 3


def test_a_library_with_its_name_may_get_a_sigel_and_keeps_it(office: Office) -> None:
    office.imports(ImportKind.LIBRARIES, HEADER + "Habo bibliotek,Habo,0643,\n")
    row = HEADER + "HABO  bibliotek,Habo,643,Habo\n"
    assert office.imports(ImportKind.LIBRARIES, row) == ImportResult(0, 1, 0)
    row = HEADER + "HABO bibliotek,Habo,0643,\n"
    assert office.imports(ImportKind.LIBRARIES, row) == ImportResult(0, 0, 1)
    assert libraries(office)[0][3] == "Habo"


def test_what_is_wrong_with_libraries(office: Office) -> None:
    office.imports(ImportKind.LIBRARIES, LIBRARIES)
    rows = (
        "Nässjö stadsbibliotek,Nässjö,0682,Aneb\n"
        ",Habo,0643,\n"
        "Habo bibliotek,Habo,643,\n"
        "habo bibliotek,Habo,644,\n"
        "Eksjö bibliotek,Eksjö,0686,Eksj\n"
        "Eksjö stadsbibliotek,Eksjö,0686,\n"
        f"{'a' * 201},Habo,kod,\n"
    )
    assert office.refuses(ImportKind.LIBRARIES, HEADER + rows) == [
        (2, None, Wrong.TWO_MATCHES),
        (3, "library", Wrong.EMPTY_CELL),
        (5, None, Wrong.CONTRADICTS),
        (7, None, Wrong.CONTRADICTS),
        (8, "library", Wrong.TOO_LONG),
        (8, "municipality_code", Wrong.NOT_A_CODE),
    ]
