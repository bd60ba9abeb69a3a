"""What the bot owes somebody: one row a message, from when it is due until it is out."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from storage.tables.organisation import Platform
from storage.tables.schema import Table
from storage.types import UTCDateTime, value_enum

_OPEN = text("state IN ('pending', 'sending')")


class DeliveryKind(StrEnum):
    """What a message is. Each kind has a composer in `scheduler`; one without waits."""

    WEEKLY_SUMMARY = "weekly_summary"
    COUNTY_SUMMARY = "county_summary"
    REMINDER = "reminder"
    DIGEST = "digest"
    TUTORING_REMINDER = "tutoring_reminder"
    PLAN_EXPIRING = "plan_expiring"
    INVITATION = "invitation"
    ERASURE = "erasure"
    JOINED = "joined"
    CHANNEL_BROKEN = "channel_broken"


class DeliveryState(StrEnum):
    """How far a message has come."""

    PENDING = "pending"  # certainly not out (of several parts: not wholly)
    SENDING = "sending"  # in somebody's hands until the lease ends; from then on in doubt
    SENT = "sent"
    CANCELLED = "cancelled"  # there was nothing to say any longer
    FAILED = "failed"  # refused for good, or too late
    UNCERTAIN = "uncertain"  # it may be out, and nobody can look: it is not sent again


class Delivery(Table, table=True):
    """One message that is owed once: `key` says kind, target and period.

    It goes to a channel of the platform, or to a member, whose account is looked up when it is
    sent. `subject_id` is the row that it is about, of a table that the kind knows, or the number
    that the kind tells its messages apart by; names and texts stand nowhere here. Of a card that
    takes several messages, `parts` are known to be out.
    `attempts` counts the claims and fences them: who was overtaken changes nothing any more.
    `tried_at` is the moment since which it may be out.

    The kind has no CHECK: a new one is a line of code, and needs no migration.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint("length(key) <= 200", name="key"),
        CheckConstraint("(channel_id IS NULL) <> (member_id IS NULL)", name="target"),
        CheckConstraint("expires_at > due_at", name="span"),
        CheckConstraint("attempts >= 0 AND parts >= 0", name="counts"),
        CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name="lease"),
        CheckConstraint("(lease_until IS NULL) = (lease_owner IS NULL)", name="lease_owner"),
        CheckConstraint("state <> 'sending' OR tried_at IS NOT NULL", name="tried"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent"),
        Index(
            "ix_delivery_open",
            "platform",
            "tenant",
            "next_try_at",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=200, unique=True)
    kind: str = Field(max_length=32)
    region_id: int = Field(foreign_key="region.id")
    platform: Platform = Field(sa_type=value_enum(Platform, "platform"))
    tenant: str = Field(max_length=64)
    channel_id: str | None = Field(default=None, max_length=200)  # the platform's
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    period: str = Field(max_length=64)
    subject_id: int | None = None
    state: DeliveryState = Field(
        default=DeliveryState.PENDING, sa_type=value_enum(DeliveryState, "state")
    )
    due_at: datetime = Field(sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    attempts: int = 0
    parts: int = 0
    next_try_at: datetime = Field(sa_type=UTCDateTime)
    tried_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    lease_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    lease_owner: str | None = Field(default=None, max_length=64)
    message_id: str | None = Field(
        default=None, max_length=200
    )  # the platform's, of the first part
    error_code: str | None = Field(default=None, max_length=64)
    created_at: datetime = Field(sa_type=UTCDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
