"""What has been handled, and who saw or changed personal data."""

from datetime import datetime

from sqlmodel import Field

from storage.tables.schema import Table
from storage.types import UTCDateTime


class ProcessedEvent(Table, table=True):
    """A platform's event whose answer is out."""

    __tablename__ = "processed_event"

    event_id: str = Field(primary_key=True, max_length=200)
    processed_at: datetime = Field(sa_type=UTCDateTime, index=True)


class AuditEvent(Table, table=True):
    """Who did what to whose data. Ids and keys only: no names, texts or results."""

    __tablename__ = "audit_event"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UTCDateTime, index=True)
    actor_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    subject_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    action: str = Field(max_length=64)
    object_id: int | None = None
