"""The data that comes with Kompis."""

from goals.record import Area
from storage import shipped


def test_every_shipped_file_is_there() -> None:
    for path in (shipped.LIBRARIES, shipped.RESOURCES, shipped.DIGCOMP):
        assert path.is_file()


def test_digcomp_has_five_areas_and_twenty_one_competences() -> None:
    areas = shipped.competences()
    assert list(areas) == list(Area)
    assert [len(area.competences) for area in areas.values()] == [3, 6, 4, 4, 4]


def test_areas_and_competences_are_named_in_both_languages() -> None:
    safety = shipped.competences()[Area.SAFETY]
    assert safety.name == shipped.Name(sv="Säkerhet", en="Safety")
    assert safety.competences[0] == shipped.Competence(
        "4.1", shipped.Name(sv="Skydda enheter", en="Protecting devices")
    )
