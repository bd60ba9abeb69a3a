"""`title, url, kind, topic, leadership`: a resource is known by its address or its title.

What a file names is approved; a resource that staff had proposed becomes so, also one that was
said no to or merged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import insert, select

from goals.record import ResourceKind
from storage.bulk import update_by_id, write
from storage.imports.cells import Cells
from storage.imports.merging import Merging
from storage.keys import address_key, title_key
from storage.tables import METADATA, ResourceStatus

_RESOURCE = METADATA.tables["resource"]
_COLUMNS = (
    *("title", "title_key", "url", "url_key", "kind", "topic", "leadership", "status"),
    *("rejected_at", "merged_into"),
)
_INSERT = insert(_RESOURCE)
_UPDATE = update_by_id(_RESOURCE, (*_COLUMNS, "changed_at"))


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """A resource as a file tells it; `leadership` is None where nothing is said."""

    title: str
    url: str | None
    kind: ResourceKind
    topic: str | None
    leadership: bool | None
    status: ResourceStatus = ResourceStatus.APPROVED


class Resources(Merging[int, ResourceRow]):
    """The catalogue of the region."""

    def read(self, cells: Cells) -> ResourceRow:
        """Read a row."""
        return ResourceRow(
            title=cells.title("title", 300),
            url=cells.address("url", 500),
            kind=cells.kind("kind"),
            topic=cells.text("topic", 200),
            leadership=cells.yes("leadership"),
        )

    def keys(self, value: ResourceRow) -> tuple[tuple[str, str], ...]:
        """The address, where it is Digiteket's, and the title: addresses outlive titles."""
        title = ("title", title_key(value.title))
        address = address_key(value.url or "")
        return (title,) if address is None else (title, ("address", address))

    def stored(self, values: Sequence[ResourceRow]) -> dict[int, ResourceRow]:
        """Every resource of the region: they are few."""
        columns = _RESOURCE.c
        rows = self.session.connection().execute(
            select(
                columns.id,
                columns.title,
                columns.url,
                columns.kind,
                columns.topic,
                columns.leadership,
                columns.status,
            ).where(columns.region_id == self.context.region_id)
        )
        return {row[0]: ResourceRow(*row[1:]) for row in rows}

    def merged(self, old: ResourceRow, new: ResourceRow) -> ResourceRow:
        """The new words, and the old ones where a cell is empty."""
        return replace(
            new,
            url=new.url or old.url,
            topic=new.topic or old.topic,
            leadership=old.leadership if new.leadership is None else new.leadership,
        )

    def write(self, added: Sequence[ResourceRow], changed: Mapping[int, ResourceRow]) -> None:
        """Store resources."""
        now = {"changed_at": self.context.now}
        updates = (_values(row) | now | {"row_id": key} for key, row in changed.items())
        write(self.session, _UPDATE, updates)
        region = {"region_id": self.context.region_id}
        write(self.session, _INSERT, (_values(row) | now | region for row in added))


def _values(row: ResourceRow) -> dict[str, object]:
    return {
        "title": row.title,
        "title_key": title_key(row.title),
        "url": row.url,
        "url_key": address_key(row.url or ""),
        "kind": row.kind,
        "topic": row.topic,
        "leadership": bool(row.leadership),
        "status": row.status,
        "rejected_at": None,
        "merged_into": None,
    }
