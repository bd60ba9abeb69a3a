"""The county: its real libraries, and how the made-up staff of each stands to the goals."""

from dataclasses import dataclass

from bot.demo.names import ascii_words
from storage.imports import read_table
from storage.shipped import LIBRARIES

REGION = "Region Jönköpings län"
TIMEZONE = "Europe/Stockholm"
TEAM = "T0KOMPIS"  # the workspace
COUNTY_CHANNEL = "C0LANET"


@dataclass(frozen=True, slots=True)
class Standing:
    """Heads: the staff, and how many of them have taken the self-assessment, are registered on
    Digiteket, have finished enough there too, and have developed."""

    staff: int
    assessed: int
    registered: int
    finished: int
    grown: int


@dataclass(frozen=True, slots=True)
class Place:
    """A library."""

    name: str
    municipality: str
    sigel: str
    standing: Standing

    @property
    def channel_id(self) -> str:
        """The id of its channel in the workspace."""
        return f"C0{self.sigel.upper()}"

    @property
    def channel_name(self) -> str:
        """The name of its channel, as Slack spells them."""
        return ascii_words(self.name, "-")


# One has reached everything, one nothing, and one is so small that its figures are hidden.
_STANDINGS = {
    "Aneby bibliotek": Standing(5, 4, 4, 2, 2),
    "Gnosjö bibliotek": Standing(6, 0, 0, 0, 0),
    "Mullsjö kommunbibliotek": Standing(5, 3, 2, 1, 0),
    "Habo bibliotek": Standing(3, 2, 2, 1, 1),
    "Gislaveds bibliotek": Standing(11, 5, 6, 3, 2),
    "Vaggeryds bibliotek": Standing(7, 2, 3, 1, 1),
    "Jönköpings stadsbibliotek": Standing(24, 18, 17, 12, 9),
    "Nässjö stadsbibliotek": Standing(13, 9, 10, 5, 4),
    "Värnamo kommunbibliotek": Standing(14, 12, 12, 9, 8),
    "Sävsjö stadsbibliotek": Standing(6, 5, 5, 3, 2),
    "Vetlanda bibliotek": Standing(12, 6, 7, 4, 3),
    "Eksjö stadsbibliotek": Standing(9, 8, 8, 8, 7),
    "Tranås stadsbibliotek": Standing(8, 3, 4, 2, 1),
}


def places() -> tuple[Place, ...]:
    """The libraries that Kompis comes with."""
    return tuple(
        Place(
            name=row.values["library"],
            municipality=row.values["municipality"],
            sigel=row.values["sigel"],
            standing=_STANDINGS[row.values["library"]],
        )
        for row in read_table(LIBRARIES).rows
    )
