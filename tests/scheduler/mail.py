"""What Kompis sends by itself in a conversation: taken from the outbox and put before people.

mail = Mail(conversation)
karin.says(f"klar med hängslen tillsammans med {anna.at}")
assert mail.deliver(anna) == 1
anna.presses("Ja, jag har gjort den")
"""

from dataclasses import dataclass
from datetime import timedelta

from handlers.cards import Card, Reply
from scheduler.composers import COMPOSERS
from scheduler.outbox.composing import compose
from storage.deliveries import Claim, Out, Tenant, claim, close, mark_sent
from storage.tables import Delivery, DeliveryKind, DeliveryState, Platform
from tests.handlers.conversations import Conversation
from tests.handlers.talking import Person

LEASE = timedelta(minutes=2)


@dataclass
class Mail:
    """The outbox of a conversation's workspace."""

    conversation: Conversation

    def deliver(self, *people: Person) -> int:
        """Compose what is owed; cards become the last answers of the people. How many came."""
        claims, came = self._claims(), 0
        for owed in claims:
            card = self._composed(owed)
            self._close(owed, card)
            for person in people:
                if card is not None and person.member_id == owed.member_id:
                    person.answers.append(Reply(card))
                    came += 1
        return came

    def _claims(self) -> tuple[Claim, ...]:
        talk = self.conversation
        tenant = Tenant(Platform.SLACK, talk.tenant)
        with talk.database.writing() as session:
            return claim(session, tenant, "test", talk.clock.now, lease=LEASE, most=50)

    def _composed(self, owed: Claim) -> Card | None:
        talk = self.conversation
        return compose(talk.database, COMPOSERS[DeliveryKind(owed.kind)], owed, talk.clock.now)

    def _close(self, owed: Claim, card: Card | None) -> None:
        talk = self.conversation
        with talk.database.writing() as session:
            if card is None:
                close(session, owed, DeliveryState.CANCELLED, Out(0, None), "nothing_to_say")
            else:
                mark_sent(session, owed, Out(1, "ts"), talk.clock.now)

    def states(self, kind: DeliveryKind) -> list[str]:
        """What became of every delivery of a kind."""
        rows = sorted(self.conversation.rows(Delivery), key=lambda row: row.id or 0)
        return [row.state.value for row in rows if row.kind == kind.value]
