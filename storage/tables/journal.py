"""What has been handled, and who saw or changed personal data."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from storage.tables.schema import Table
from storage.types import UTCDateTime


class ProcessedEvent(Table, table=True):
    """A platform's event whose answer is out."""

    __tablename__ = "processed_event"

    event_id: str = Field(primary_key=True, max_length=200)
    processed_at: datetime = Field(sa_type=UTCDateTime, index=True)


class EventClaim(Table, table=True):
    """A platform's event that a replica answers right now; after the lease anybody may."""

    __tablename__ = "event_claim"

    event_id: str = Field(primary_key=True, max_length=200)
    owner: str = Field(max_length=64)
    lease_until: datetime = Field(sa_type=UTCDateTime)


class AuditEvent(Table, table=True):
    """Who did what to whose data. Ids and keys only: no names, texts or results."""

    __tablename__ = "audit_event"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UTCDateTime, index=True)
    actor_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    subject_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    action: str = Field(max_length=64)
    object_id: int | None = None


class ErasureRequest(Table, table=True):
    """A member asked that what is the employer's record of them be erased; a coordinator decides.

    What is the person's own is erased at once, without a request.
    """

    __tablename__ = "erasure_request"
    __table_args__ = (
        CheckConstraint("(decided_at IS NULL) = (granted IS NULL)", name="decided"),
        Index(
            "uq_erasure_request_open",
            "member_id",
            unique=True,
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    asked_at: datetime = Field(sa_type=UTCDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    decided_by: int | None = Field(default=None, foreign_key="member.id")
    granted: bool | None = None
