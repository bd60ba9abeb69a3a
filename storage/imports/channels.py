"""`library, platform, tenant, channel_id, weekday, hour`: the channels of libraries.

An empty library is the region's own channel. A channel is known by its platform, tenant and id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Table, insert, select
from sqlmodel import Session

from storage.bulk import update_by_id, write
from storage.channels import choose_slot
from storage.imports.cells import Cells
from storage.imports.context import ImportContext
from storage.imports.known import known_libraries
from storage.imports.merging import Merging
from storage.imports.problem import Wrong
from storage.linking import HOUR, WEEKDAY
from storage.tables import METADATA, Platform

_CHANNEL = METADATA.tables["channel"]
_INSTALLATION = METADATA.tables["installation"]
_INSERT = insert(_CHANNEL)
_UPDATE = update_by_id(_CHANNEL, ("library_id",))


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A channel as a file tells it; what is not said of its hour is None."""

    library_id: int | None
    platform: Platform
    tenant: str
    channel_id: str
    weekday: int | None
    hour: int | None

    @property
    def key(self) -> tuple[str, str, str]:
        """What a channel is known by."""
        return self.platform.value, self.tenant, self.channel_id


class Channels(Merging[int, ChannelRow]):
    """The channels of the region."""

    def __init__(self, session: Session, context: ImportContext) -> None:
        super().__init__(session, context)
        self._known: dict[int, ChannelRow] = {}
        self._libraries = known_libraries(session, context.region_id)
        self._tenants = self._of_others(_INSTALLATION, "platform", "tenant")
        self._taken = self._of_others(_CHANNEL, "platform", "tenant", "channel_id")

    def _of_others(self, table: Table, *names: str) -> frozenset[tuple[str, ...]]:
        """What belongs to other regions."""
        elsewhere = table.c.region_id != self.context.region_id
        rows = select(*(table.c[name] for name in names)).where(elsewhere)
        return frozenset(tuple(map(str, row)) for row in self.session.connection().execute(rows))

    def read(self, cells: Cells) -> ChannelRow:
        """Read a row."""
        platform = cells.platform("platform")
        row = ChannelRow(
            library_id=self._libraries.find(cells, "library") if cells.given("library") else None,
            platform=platform,
            tenant=cells.tenant("tenant", platform),
            channel_id=cells.channel_id("channel_id", platform),
            weekday=cells.weekday("weekday"),
            hour=cells.hour("hour"),
        )
        if row.key[:2] in self._tenants:
            cells.wrong("tenant", Wrong.OTHERS_TENANT, value=row.tenant)
        elif row.key in self._taken:
            cells.wrong("channel_id", Wrong.OTHERS_CHANNEL, value=row.channel_id)
        return row

    def keys(self, value: ChannelRow) -> tuple[tuple[str, str, str], ...]:
        """The platform, the tenant and the id."""
        return (value.key,)

    def stored(self, values: Sequence[ChannelRow]) -> dict[int, ChannelRow]:
        """Every channel of the region: they are few."""
        columns = _CHANNEL.c
        rows = self.session.connection().execute(
            select(
                columns.id,
                columns.library_id,
                columns.platform,
                columns.tenant,
                columns.channel_id,
                columns.weekday,
                columns.hour,
            ).where(columns.region_id == self.context.region_id)
        )
        self._known = {row[0]: ChannelRow(*row[1:]) for row in rows}
        return self._known

    def merged(self, old: ChannelRow, new: ChannelRow) -> ChannelRow:
        """The new library, and the old hour where the new one is not said."""
        weekday = old.weekday if new.weekday is None else new.weekday
        return replace(new, weekday=weekday, hour=old.hour if new.hour is None else new.hour)

    def write(self, added: Sequence[ChannelRow], changed: Mapping[int, ChannelRow]) -> None:
        """Store channels."""
        moves = ({"row_id": key, "library_id": row.library_id} for key, row in changed.items())
        write(self.session, _UPDATE, moves)
        write(self.session, _INSERT, map(self._values, added))
        for key, row in changed.items():
            weekday, hour, known = _weekday(row), _hour(row), self._known[key]
            if (known.weekday, known.hour) != (weekday, hour):
                choose_slot(self.session, key, weekday, hour, self.context.now)

    def _values(self, row: ChannelRow) -> dict[str, object]:
        return {
            "library_id": row.library_id,
            "weekday": _weekday(row),
            "hour": _hour(row),
            "region_id": self.context.region_id,
            "platform": row.platform,
            "tenant": row.tenant,
            "channel_id": row.channel_id,
        }


def _weekday(row: ChannelRow) -> int:
    return WEEKDAY if row.weekday is None else row.weekday


def _hour(row: ChannelRow) -> int:
    return HOUR if row.hour is None else row.hour
