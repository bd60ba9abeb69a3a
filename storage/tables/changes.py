"""What was changed of a library's or a region's own facts, so that it can be put back."""

from datetime import datetime

from sqlmodel import Field

from storage.tables.schema import Table
from storage.types import UTCDateTime


class Change(Table, table=True):
    """One request changed some facts: `before` and `after` tell them by name, as JSON.

    The facts are a library's or the region's, never a person's, and who made the change is not
    kept here. The same request delivered again finds its row.
    """

    __tablename__ = "change"
    __table_args__ = ({"sqlite_autoincrement": True},)  # buttons carry the ids

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id")
    library_id: int | None = Field(default=None, foreign_key="library.id")
    kind: str = Field(max_length=32)
    before: str
    after: str
    request_id: str = Field(max_length=100, unique=True)
    made_at: datetime = Field(sa_type=UTCDateTime, index=True)
