"""The catalogue, by address or title."""

from storage import shipped
from storage.imports import ImportKind, ImportResult, Wrong, read_table
from storage.tables import Region, ResourceStatus
from tests import builders
from tests.storage.imports.office import NOW, RESOURCES, Office

HEADER = "title,url,kind,topic,leadership\n"
ADDRESS = "https://digiteket.se/kurs/hangslen-och-livrem/"


def test_resources_are_added(office: Office) -> None:
    assert office.imports(ImportKind.RESOURCES, RESOURCES) == ImportResult(3, 0, 0)
    assert office.rows("resource", "title_key", "url_key", "leadership", "status")[0] == (
        "hängslen och livrem säkerhet",
        "digiteket.se/kurs/hangslen-och-livrem",
        False,
        ResourceStatus.APPROVED,
    )


def test_the_shipped_catalogue_and_libraries_can_be_imported_twice(office: Office) -> None:
    for kind, path in (
        (ImportKind.RESOURCES, shipped.RESOURCES),
        (ImportKind.LIBRARIES, shipped.LIBRARIES),
    ):
        first = office.imports(kind, read_table(path))
        assert office.imports(kind, read_table(path)) == ImportResult(0, 0, first.added)


def test_an_address_outlives_its_title(office: Office) -> None:
    office.imports(ImportKind.RESOURCES, RESOURCES)
    row = "Säker på nätet,http://www.digiteket.se/kurs/hangslen-och-livrem/steg-1?utm_source=x,kurs,,\n"
    assert office.imports(ImportKind.RESOURCES, HEADER + row) == ImportResult(0, 1, 0)
    titles = office.rows("resource", "title", "topic")
    assert titles[0] == ("Säker på nätet", "Säkerhet")
    assert len(titles) == 3


def test_an_empty_cell_never_erases_but_no_does(office: Office) -> None:
    office.imports(ImportKind.RESOURCES, RESOURCES)
    row = HEADER + "Att leda digital transformation,,course,,"
    assert office.imports(ImportKind.RESOURCES, row + "\n") == ImportResult(0, 0, 1)
    assert office.imports(ImportKind.RESOURCES, row + "nej\n") == ImportResult(0, 1, 0)
    assert office.rows("resource", "topic", "leadership")[2] == ("Ledarskap", False)


def test_a_proposed_resource_is_approved_by_the_file(office: Office) -> None:
    county = office.session.get_one(Region, office.context.region_id)
    builders.resource(office.session, county, "Digitala mötesplatser", approved=False)
    assert office.imports(ImportKind.RESOURCES, RESOURCES) == ImportResult(2, 1, 0)
    assert office.rows("resource", "status", "changed_at")[0] == (ResourceStatus.APPROVED, NOW)


def test_what_is_wrong_with_resources(office: Office) -> None:
    office.imports(ImportKind.RESOURCES, RESOURCES)
    rows = (
        f"Digitala mötesplatser,{ADDRESS},artikel,,\n"
        "–,,kurs,,\n"
        "Ny kurs,https://digiteket.se,bok,,kanske\n"
        "Wiki,https://digiteket.se/?p=7,kurs,,\n"
        "Wiki två,https://digiteket.se/?p=7&fbclid=1,kurs,,\n"
        "Hängslen,https://digiteket.se/kurs/hangslen-och-livrem,,,\n"
    )
    assert office.refuses(ImportKind.RESOURCES, HEADER + rows) == [
        (2, None, Wrong.TWO_MATCHES),
        (3, "title", Wrong.NO_LETTERS),
        (4, "url", Wrong.NOT_A_PAGE),
        (4, "kind", Wrong.UNKNOWN_KIND),
        (4, "leadership", Wrong.NOT_YES_OR_NO),
        (6, None, Wrong.CONTRADICTS),
        (7, "kind", Wrong.EMPTY_CELL),
    ]
