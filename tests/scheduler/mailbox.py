"""What would be sent at a moment, without a platform: due, claimed, composed and read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from handlers.cards import Reply
from scheduler.composers import COMPOSERS
from scheduler.outbox.composing import compose
from scheduler.owing import owe_to_channels
from scheduler.owing_people import owe_to_people
from storage.database import Database
from storage.deliveries import Out, Tenant, claim, close, mark_sent
from storage.tables import DeliveryKind, DeliveryState, Platform
from tests.builders import TENANT
from tests.handlers.reading import plain

_HERE = Tenant(Platform.SLACK, TENANT)
_LEASE = timedelta(minutes=1)


class Sent(NamedTuple):
    """A message: its kind, where it went, its period and its words; None where it was empty."""

    kind: str
    to: str | int | None
    period: str
    text: str | None


@dataclass
class Mailbox:
    """A tenant's channels and people, as far as they are written to."""

    database: Database

    def at(self, now: datetime) -> list[Sent]:
        """Let a moment come; what goes out then."""
        owe_to_channels(self.database, now)
        owe_to_people(self.database, now)
        with self.database.writing() as session:
            claims = claim(session, _HERE, "test", now, lease=_LEASE, most=100)
        sent = []
        for each in claims:
            card = compose(self.database, COMPOSERS[DeliveryKind(each.kind)], each, now)
            with self.database.writing() as session:
                if card is None:
                    close(session, each, DeliveryState.CANCELLED, Out(), "nothing_to_say")
                else:
                    mark_sent(session, each, Out(1, "1.1"), now)
            text = None if card is None else plain(Reply(card))
            sent.append(Sent(each.kind, each.channel_id or each.member_id, each.period, text))
        return sent
