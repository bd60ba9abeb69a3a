"""From a claimed delivery to the card that is sent, as of now: what is owed is not stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from handlers.cards import Card
from handlers.texts import Texts, language_of, texts_in
from storage.database import Database
from storage.deliveries import Claim, audience
from storage.regions import RegionSettings
from storage.tables import DeliveryKind


class UnknownKindError(Exception):
    """A newer version owes something that this one cannot say: it is left for the newer one."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a composer may use: a reading session, the delivery, its region and its language.

    `owed` says whom it is for, its period and the id of what it is about.
    """

    session: Session
    owed: Claim
    region: RegionSettings
    texts: Texts
    now: datetime

    @property
    def today(self) -> date:
        """The day in the region's zone."""
        return self.now.astimezone(self.region.zone).date()


# A card, or None where there is nothing to say any longer: then the delivery is cancelled.
Composer = Callable[[Occasion], Card | None]
Composers = Mapping[DeliveryKind, Composer]


def compose(database: Database, composer: Composer, owed: Claim, now: datetime) -> Card | None:
    """What there is to say, read in a session of its own."""
    with database.reading() as session:
        found = audience(session, owed)
        texts = texts_in(language_of(*found.languages))
        return composer(Occasion(session, owed, found.region, texts, now))
