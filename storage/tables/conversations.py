"""Where messages reach people and channels on a platform that wants more than an id for it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from storage.tables.organisation import Platform
from storage.tables.schema import Table
from storage.types import UTCDateTime, value_enum

_PERSONAL = text("kind = 'personal'")


class ConversationKind(StrEnum):
    """Who is in a conversation with the bot."""

    PERSONAL = "personal"  # one person
    GROUP = "group"  # a chat of some people
    CHANNEL = "channel"  # a channel of a team


class Conversation(Table, table=True):
    """A conversation that the bot was let into, and the address of the service it is reached by.

    Of a personal one `user_id` is the person's, as `Identity` has it, and `account_id` what the
    platform calls that person to this bot. A channel belongs to the team `team_id`.
    """

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("platform", "tenant", "conversation_id"),
        CheckConstraint("(kind = 'personal') = (user_id IS NOT NULL)", name="person"),
        CheckConstraint("team_id IS NULL OR kind = 'channel'", name="team"),
        Index(
            "ix_conversation_person",
            "platform",
            "tenant",
            "user_id",
            sqlite_where=_PERSONAL,
            postgresql_where=_PERSONAL,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    platform: Platform = Field(sa_type=value_enum(Platform, "platform"))
    tenant: str = Field(max_length=64)
    kind: ConversationKind = Field(sa_type=value_enum(ConversationKind, "kind"))
    conversation_id: str = Field(max_length=200)
    service_url: str = Field(max_length=300)
    user_id: str | None = Field(default=None, max_length=200)
    account_id: str | None = Field(default=None, max_length=200)
    team_id: str | None = Field(default=None, max_length=200)
    seen_at: datetime = Field(sa_type=UTCDateTime)
