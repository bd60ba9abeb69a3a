"""From a claimed delivery to the card that is sent, as of now: what is owed is not stored."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from threading import RLock
from typing import Any, TypeVar

from sqlmodel import Session

from handlers.cards import Card
from handlers.texts import Texts, language_of, texts_in
from storage.database import Database
from storage.deliveries import Claim, languages
from storage.regions import RegionSettings, region_settings
from storage.tables import DeliveryKind

T = TypeVar("T")
_KEPT = timedelta(minutes=1)
_MOST_KEPT = 1_000


class Shared:
    """What the deliveries of a fan-out have in common, worked out once for a minute of them.

    Safe to use from several threads: the others wait for the one that works it out. What is worked
    out may ask for something else that is shared.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._kept: dict[Hashable, tuple[datetime, Any]] = {}

    def once(self, key: Hashable, now: datetime, work_out: Callable[[], T]) -> T:
        """The answer under a key; `work_out` is asked where none is known from the last minute."""
        with self._lock:
            known = self._kept.get(key)
            if known is None or not timedelta() <= now - known[0] < _KEPT:
                self._kept.pop(key, None)
                known = self._kept[key] = now, work_out()
                if len(self._kept) > _MOST_KEPT:
                    del self._kept[next(iter(self._kept))]  # the oldest
            answer: T = known[1]
            return answer


class UnknownKindError(Exception):
    """A newer version owes something that this one cannot say: it is left for the newer one."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a composer may use: a reading session, the delivery, its region and its language.

    `owed` says whom it is for, its period and the id of what it is about. `beside` are all that
    are composed in this session, it among them: what is read for all of them at once is kept in
    `read`, and what is good for a minute in `shared`.
    """

    session: Session
    owed: Claim
    region: RegionSettings
    texts: Texts
    now: datetime
    shared: Shared
    beside: Sequence["Occasion"] = field(repr=False, compare=False)
    read: Shared

    @property
    def today(self) -> date:
        """The day in the region's zone."""
        return self.now.astimezone(self.region.zone).date()


# A card, or None where there is nothing to say any longer: then the delivery is cancelled.
Composer = Callable[[Occasion], Card | None]
Composers = Mapping[DeliveryKind, Composer]


def compose(
    database: Database,
    composer: Composer,
    owed: Claim,
    now: datetime,
    shared: Shared | None = None,
) -> Card | None:
    """What there is to say of one delivery, read in a session of its own."""
    composers = {DeliveryKind(owed.kind): composer}
    return compose_all(database, composers, [owed], now, shared or Shared())[0]


def compose_all(
    database: Database,
    composers: Composers,
    claims: Sequence[Claim],
    now: datetime,
    shared: Shared,
) -> list[Card | None]:
    """What there is to say of each, read in one session. There is a composer for every kind."""
    beside: list[Occasion] = []
    with database.reading() as session:
        made = partial(Occasion, session, now=now, shared=shared, beside=beside, read=Shared())
        for claim in claims:
            region = _region(session, claim, now, shared)
            texts = texts_in(language_of(*languages(session, claim), region.language))
            beside.append(made(claim, region, texts))
        return [composers[DeliveryKind(each.owed.kind)](each) for each in beside]


def _region(session: Session, owed: Claim, now: datetime, shared: Shared) -> RegionSettings:
    key = (RegionSettings, owed.region_id)
    return shared.once(key, now, lambda: region_settings(session, owed.region_id))
