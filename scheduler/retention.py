"""What is not needed any more is forgotten, every night."""

from datetime import datetime, timedelta

from storage.database import Database
from storage.deliveries import forget_deliveries
from storage.journal import forget_answered

DELIVERIES_KEPT = timedelta(days=90)  # nothing so old is owed anew
EVENTS_KEPT = timedelta(days=7)  # Slack delivers an event again within minutes, never after days


def forget_old(database: Database, now: datetime) -> int:
    """Forget the events that were answered and the deliveries that were due long ago; how many."""
    with database.writing() as session:
        events = forget_answered(session, now - EVENTS_KEPT)
        return events + forget_deliveries(session, now - DELIVERIES_KEPT)
