"""The data that Kompis comes with: the libraries of the first region, a catalogue, and DigComp."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from goals.record import Area

_DATA = Path(__file__).parent / "data"
LIBRARIES = _DATA / "libraries.csv"
RESOURCES = _DATA / "resources.csv"
DIGCOMP = _DATA / "digcomp.csv"


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called in both languages."""

    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Competence:
    """One of DigComp's competences; `number` such as 1.2."""

    number: str
    name: Name


@dataclass(frozen=True, slots=True)
class AreaOfCompetence:
    """One of DigComp's five areas, by its own name there, and its competences in order."""

    area: Area
    name: Name
    competences: tuple[Competence, ...]


@cache
def competences() -> Mapping[Area, AreaOfCompetence]:
    """DigComp's areas and competences, in its own order (digcomp.csv)."""
    with DIGCOMP.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return MappingProxyType(
        {
            area: _area(area, [row for row in rows if row["area_no"] == str(number)])
            for number, area in enumerate(Area, start=1)
        }
    )


def _area(area: Area, rows: list[dict[str, str]]) -> AreaOfCompetence:
    return AreaOfCompetence(
        area=area,
        name=Name(sv=rows[0]["area_sv"], en=rows[0]["area_en"]),
        competences=tuple(
            Competence(row["competence_no"], Name(row["competence_sv"], row["competence_en"]))
            for row in rows
        ),
    )
