"""Tables, which are an element of Adaptive Cards 1.5; as lines of text what none can hold.

A table that is wide, by its columns or by their words, is both: where cards are narrow, as on a
phone held upright, its rows are lines of text. Teams chooses by `targetWidth`; a client that does
not know it shows the lines and then the table, so nothing is lost there, and what can be read
comes first. There is no capability to ask for in `requires`, which could spare those clients the
table.
Source: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
"""

import re
from collections.abc import Iterable, Iterator

from bot.render.labels import Row, are_figures, in_lines, row_line, row_reading
from bot.render.runs import reading
from bot.render.wording import clean, is_blank, length, one_line
from bot.teams.render.drawn import Drawn, Element, weight
from bot.teams.render.limits import (
    CELL_SPACE,
    COLUMN_WIDTH,
    NARROW_LINE,
    ROOMY_COLUMNS,
    TABLE_BYTES,
    TABLE_COLUMNS,
    TABLE_HEADER_BYTES,
)
from bot.teams.render.markdown import escape, is_plain
from bot.teams.render.paragraphs import paragraph
from handlers.cards import Table
from handlers.texts import Span

_NARROW, _ROOMY = "atMost:Narrow", "atLeast:Standard"
_SPACES = re.compile(r"[ \t\n]+")


def table(one: Table) -> Iterator[Drawn]:
    """A table, or several with the same header where it is long; a row too long is lines."""
    is_wide = _is_wide(one)
    header = _row(one.columns, small=is_wide, bold=True)
    if not 0 < len(one.columns) <= TABLE_COLUMNS or weight(header) > TABLE_HEADER_BYTES:
        yield from _lines(one.columns, one.rows)
        return
    waiting: list[Row] = []
    room = TABLE_BYTES
    for row in one.rows:
        size = _size(one.columns, row, is_wide=is_wide)
        if waiting and size > room:
            yield _table(one, header, waiting, is_wide=is_wide)
            waiting, room = [], TABLE_BYTES
        if size > TABLE_BYTES:
            yield from _lines(one.columns, [row])
        else:
            waiting.append(row)
            room -= size
    if waiting or not one.rows:
        yield _table(one, header, waiting, is_wide=is_wide)


def _lines(columns: Row, rows: Iterable[Row]) -> Iterator[Drawn]:
    text = in_lines(row_line(columns, row) for row in rows)
    yield from paragraph(text or [Span(" · ".join(columns), bold=True)])


def _size(columns: Row, row: Row, *, is_wide: bool) -> int:
    """The bytes of a row, in every form that the card has it in."""
    lines = [line.element for line in _line(columns, row)] if is_wide else []
    told = weight(escape(row_reading(columns, row)))
    return weight(_row(row, small=is_wide)) + told + weight(lines)


def _is_wide(one: Table) -> bool:
    """Whether a narrow card would break its words, or have them run into each other."""
    words = sum(_widest(name, cells) + CELL_SPACE for name, cells in _by_column(one))
    return len(one.columns) > ROOMY_COLUMNS or words > NARROW_LINE


def _by_column(one: Table) -> Iterator[tuple[str, list[str]]]:
    for at, name in enumerate(one.columns):
        yield name, [row[at] for row in one.rows]


def _line(columns: Row, row: Row) -> Iterator[Drawn]:
    """A row for where cards are narrow, in as few runs as it takes; no label ends a line."""
    name, *others = row_line(columns, row)
    for line in paragraph([name, Span(reading(others).replace(": ", ":\N{NO-BREAK SPACE}"))]):
        yield Drawn(line.element | {"spacing": "Small"}, line.reading)


def _table(one: Table, header: Element, rows: list[Row], *, is_wide: bool) -> Drawn:
    """The table, and beside a wide one its lines, in one element: neither comes alone."""
    read = [row_reading(one.columns, row) for row in rows] or [" · ".join(one.columns)]
    widths = [_column(name, cells) for name, cells in _by_column(one)]
    element: Element = {
        "type": "Table",
        "columns": widths,
        "rows": [header, *(_row(row, small=is_wide) for row in rows)],
    }
    if rows and is_wide:
        lines = [line.element for row in rows for line in _line(one.columns, row)]
        narrow = {"type": "Container", "targetWidth": _NARROW, "items": lines}
        element = {"type": "Container", "items": [narrow, element | {"targetWidth": _ROOMY}]}
    return Drawn(element, clean("\n".join(read)))


def _column(name: str, cells: list[str]) -> Element:
    """So wide against the others that no word is broken, with the room around it, and a little
    more for its lines; figures to the right.
    """
    words = _held(_widest(name, cells))
    line = _held(max(length(one_line(text)) for text in (name, *cells)))
    column: Element = {"width": 4 * (words + CELL_SPACE) + max(0, line - words)}
    if cells and are_figures(cells):
        column["horizontalCellContentAlignment"] = "Right"
    return column


def _widest(name: str, cells: list[str]) -> int:
    """The characters of a column's widest word."""
    bold = length(_widest_word(name)) * 8 // 7  # a header's letters are wider
    return max(bold, *(length(_widest_word(text)) for text in cells), 0)


def _widest_word(text: str) -> str:
    """A hard space holds words together."""
    return max(map(clean, _SPACES.split(text)), key=length)


def _held(characters: int) -> int:
    least, most = COLUMN_WIDTH
    return min(max(characters, least), most)


def _row(cells: Row, *, small: bool, bold: bool = False) -> Element:
    """Small in a wide table, which is crowded where cards are no wider than they must be."""
    cell = _small_cell if small else _cell
    return {"type": "TableRow", "cells": [cell(text, bold=bold) for text in cells]}


def _cell(text: str, *, bold: bool) -> Element:
    items = [line.element for line in paragraph([Span(text, bold)])]
    return {"type": "TableCell", "items": items}


def _small_cell(text: str, *, bold: bool) -> Element:
    """A text block takes fewer bytes than runs do, of which a wide table has few to spare."""
    small: Element = {"size": "Small"}
    words = one_line(text)
    if is_blank(words) or not is_plain(words):
        items = [line.element for line in paragraph([Span(text, bold)], small)]
        return {"type": "TableCell", "items": items}
    weight = {"weight": "Bolder"} if bold else {}
    block = {"type": "TextBlock", "text": words, "wrap": True, **small, **weight}
    return {"type": "TableCell", "items": [block]}
