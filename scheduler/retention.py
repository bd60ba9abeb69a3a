"""What is not needed any more is forgotten, every night."""

from datetime import datetime, timedelta

from storage.database import Database
from storage.deliveries import forget_deliveries
from storage.invitations import cancel_invitations
from storage.journal import forget_answered

DELIVERIES_KEPT = timedelta(days=90)  # nothing so old is owed anew
INVITATIONS_KEPT = timedelta(days=30)  # who has not answered by then will not
EVENTS_KEPT = timedelta(days=7)  # Slack delivers an event again within minutes, never after days


def forget_old(database: Database, now: datetime) -> int:
    """Forget what was answered, what was due long ago and what nobody answers; how many."""
    with database.writing() as session:
        events = forget_answered(session, now - EVENTS_KEPT)
        events += cancel_invitations(session, now - INVITATIONS_KEPT)
        return events + forget_deliveries(session, now - DELIVERIES_KEPT)
