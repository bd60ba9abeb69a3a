"""Finding what a row points at: a library, a member or a resource; else what may be meant."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlmodel import Session

from storage.imports.cells import Cells
from storage.imports.nearest import nearest, nearest_name, nearest_title
from storage.imports.problem import Wrong
from storage.keys import address_key, email_key, name_key, title_key
from storage.tables import METADATA

_MOST_SUGGESTIONS = 200  # different words to look up in one file; each costs milliseconds
_UNKNOWN = 0  # no row has this id


@dataclass(slots=True)
class Known:
    """Things by their keys. `words` are what is suggested, by the key they are compared by."""

    ids: Mapping[str, int]
    words: Mapping[str, str]
    keys_of: Callable[[str], Sequence[str]]
    near: Callable[[str, Sequence[str]], str | None]
    complaints: tuple[Wrong, Wrong]
    _found: dict[str, int | None] = field(default_factory=dict)
    _suggested: dict[str, str | None] = field(default_factory=dict)

    def find(self, cells: Cells, column: str) -> int:
        """The id of what a cell names; where there is none, the cells have noted it."""
        cell = " ".join(cells.given(column).split())
        if not cell:
            cells.wrong(column, Wrong.EMPTY_CELL)
            return _UNKNOWN
        if cell not in self._found:
            self._found[cell] = self._id(cell)
        found = self._found[cell]
        if found is None:
            self._complain(cells, column, cell)
            return _UNKNOWN
        return found

    def _id(self, cell: str) -> int | None:
        return next((self.ids[key] for key in self.keys_of(cell) if key in self.ids), None)

    def _complain(self, cells: Cells, column: str, cell: str) -> None:
        alone, with_near = self.complaints
        near = self._suggestion(cell)
        if near is None:
            cells.wrong(column, alone, value=cell[:80])
        else:
            cells.wrong(column, with_near, value=cell[:80], near=near)

    def _suggestion(self, cell: str) -> str | None:
        if cell not in self._suggested:
            if len(self._suggested) >= _MOST_SUGGESTIONS:
                return None
            near = self.near(self.keys_of(cell)[-1], list(self.words))
            self._suggested[cell] = None if near is None else self.words[near]
        return self._suggested[cell]


def known_libraries(session: Session, region_id: int) -> Known:
    """The region's libraries by name and sigel."""
    columns = METADATA.tables["library"].c
    rows = session.connection().execute(
        select(columns.id, columns.name, columns.sigel).where(columns.region_id == region_id)
    )
    names: dict[str, int] = {}
    sigels: dict[str, int] = {}
    words = {}
    for library_id, name, sigel in rows:
        names[name_key(name)] = library_id
        words[name_key(name)] = name
        if sigel:
            sigels[name_key(sigel)] = library_id
    complaints = (Wrong.UNKNOWN_LIBRARY, Wrong.UNKNOWN_LIBRARY_NEAR)
    return Known(sigels | names, words, lambda cell: (name_key(cell),), nearest_name, complaints)


def known_members(session: Session, region_id: int) -> Known:
    """The region's members by e-mail address."""
    columns = METADATA.tables["member"].c
    rows = session.connection().execute(
        select(columns.email_key, columns.id).where(
            columns.region_id == region_id, columns.email_key.is_not(None)
        )
    )
    ids: dict[str, int] = {row[0]: row[1] for row in rows}
    complaints = (Wrong.UNKNOWN_EMAIL, Wrong.UNKNOWN_EMAIL_NEAR)
    return Known(
        ids, dict(zip(ids, ids, strict=True)), lambda cell: (email_key(cell),), nearest, complaints
    )


def known_resources(session: Session, region_id: int) -> Known:
    """The region's resources by title and by address, proposed ones too.

    What was merged into another resource is that one.
    """
    columns = METADATA.tables["resource"].c
    meant = func.coalesce(columns.merged_into, columns.id)
    rows = session.connection().execute(
        select(meant, columns.title, columns.url).where(columns.region_id == region_id)
    )
    titles: dict[str, int] = {}
    addresses: dict[str, int] = {}
    words = {}
    for resource_id, title, url in rows:
        titles[title_key(title)] = resource_id
        words[title_key(title)] = title
        addresses |= dict.fromkeys(_address_keys(url or ""), resource_id)
    complaints = (Wrong.UNKNOWN_RESOURCE, Wrong.UNKNOWN_RESOURCE_NEAR)
    return Known(addresses | titles, words, _resource_keys, nearest_title, complaints)


def _resource_keys(cell: str) -> tuple[str, ...]:
    return (*_address_keys(cell), title_key(cell))


def _address_keys(cell: str) -> tuple[str, ...]:
    """Digiteket's address, or another one as it stands."""
    key = address_key(cell)
    if key is not None:
        return (key,)
    return (cell.strip().rstrip("/"),) if "://" in cell else ()
