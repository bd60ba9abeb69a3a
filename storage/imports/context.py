"""What an import is told, and what it tells."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from storage.tables import Platform

OnRow = Callable[[int], None]  # is told how many rows have been read: 1, 2, 3 …


@dataclass(frozen=True, slots=True)
class ImportContext:
    """For whom and when a file is imported. `today` is the day in the region, `now` the moment.

    `tenant` is the workspace that `slack_user_id` belongs to; without one that column is left
    aside. `actor_id` is the member who imports, where there is one.
    """

    region_id: int
    today: date
    now: datetime
    platform: Platform = Platform.SLACK
    tenant: str | None = None
    actor_id: int | None = None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many rows led to something new, changed something, or were known already."""

    added: int
    changed: int
    unchanged: int
