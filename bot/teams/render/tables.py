"""Tables, which are an element of Adaptive Cards 1.5; as lines of text what none can hold.

A table of many columns is both: where cards are narrow, as on a phone held upright, its rows are
lines of text. Teams chooses by `targetWidth`; a client that does not know it shows the lines and
then the table, so nothing is lost there, and what can be read comes first. There is no capability
to ask for in `requires`, which could spare those clients the table.
Source: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
"""

import re
from collections.abc import Iterable, Iterator

from bot.render.labels import Row, are_figures, in_lines, row_line, row_reading
from bot.render.runs import reading
from bot.render.wording import clean, is_blank, length, one_line
from bot.teams.render.drawn import Drawn, Element, weight
from bot.teams.render.limits import (
    COLUMN_WIDTH,
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
    header = _row(one.columns, bold=True)
    if not 0 < len(one.columns) <= TABLE_COLUMNS or weight(header) > TABLE_HEADER_BYTES:
        yield from _lines(one.columns, one.rows)
        return
    waiting: list[Row] = []
    room = TABLE_BYTES
    for row in one.rows:
        size = _size(one.columns, row)
        if waiting and size > room:
            yield _table(one, header, waiting)
            waiting, room = [], TABLE_BYTES
        if size > TABLE_BYTES:
            yield from _lines(one.columns, [row])
        else:
            waiting.append(row)
            room -= size
    if waiting or not one.rows:
        yield _table(one, header, waiting)


def _lines(columns: Row, rows: Iterable[Row]) -> Iterator[Drawn]:
    text = in_lines(row_line(columns, row) for row in rows)
    yield from paragraph(text or [Span(" · ".join(columns), bold=True)])


def _size(columns: Row, row: Row) -> int:
    """The bytes of a row, in every form that the card has it in."""
    lines = [line.element for line in _line(columns, row)] if _is_wide(columns) else []
    return weight(_row(row)) + weight(escape(row_reading(columns, row))) + weight(lines)


def _is_wide(columns: Row) -> bool:
    return len(columns) > ROOMY_COLUMNS


def _line(columns: Row, row: Row) -> Iterator[Drawn]:
    """A row for where cards are narrow, in as few runs as it takes; no label ends a line."""
    name, *others = row_line(columns, row)
    for line in paragraph([name, Span(reading(others).replace(": ", ":\N{NO-BREAK SPACE}"))]):
        yield Drawn(line.element | {"spacing": "Small"}, line.reading)


def _table(one: Table, header: Element, rows: list[Row]) -> Drawn:
    """The table, and beside one of many columns its lines, in one element: neither comes alone."""
    read = [row_reading(one.columns, row) for row in rows] or [" · ".join(one.columns)]
    widths = [_column(name, [row[at] for row in one.rows]) for at, name in enumerate(one.columns)]
    element: Element = {
        "type": "Table",
        "columns": widths,
        "rows": [header, *map(_row, rows)],
    }
    if rows and _is_wide(one.columns):
        lines = [line.element for row in rows for line in _line(one.columns, row)]
        narrow = {"type": "Container", "targetWidth": _NARROW, "items": lines}
        element = {"type": "Container", "items": [narrow, element | {"targetWidth": _ROOMY}]}
    return Drawn(element, clean("\n".join(read)))


def _column(name: str, cells: list[str]) -> Element:
    """So wide against the others that no word is broken, and a little more for its lines; figures
    to the right.
    """
    bold = length(_widest_word(name)) * 8 // 7  # a header's letters are wider
    words = _held(max(bold, *(length(_widest_word(text)) for text in cells), 0))
    line = _held(max(length(one_line(text)) for text in (name, *cells)))
    column: Element = {"width": 4 * words + max(0, line - words)}
    if cells and are_figures(cells):
        column["horizontalCellContentAlignment"] = "Right"
    return column


def _widest_word(text: str) -> str:
    """A hard space holds words together."""
    return max(map(clean, _SPACES.split(text)), key=length)


def _held(characters: int) -> int:
    least, most = COLUMN_WIDTH
    return min(max(characters, least), most)


def _row(cells: Row, *, bold: bool = False) -> Element:
    """Small where there are many columns, so that no word is broken where cards are narrow."""
    cell = _small_cell if _is_wide(cells) else _cell
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
