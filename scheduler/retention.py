"""What is not needed any more is forgotten, every night."""

from datetime import datetime, timedelta

from storage.database import Database
from storage.journal import forget_answered

EVENTS_KEPT = timedelta(days=7)  # Slack delivers an event again within minutes, never after days


def forget_old(database: Database, now: datetime) -> int:
    """Forget the events that were answered long ago; how many."""
    with database.writing() as session:
        return forget_answered(session, now - EVENTS_KEPT)
