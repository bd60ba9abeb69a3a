"""Tables, which are an element of Adaptive Cards 1.5; as lines of text what none can hold."""

from collections.abc import Iterable, Iterator

from bot.render.labels import Row, are_figures, in_lines, row_line, row_reading
from bot.render.wording import clean, length, one_line
from bot.teams.render.drawn import Drawn, Element, weight
from bot.teams.render.limits import (
    COLUMN_WIDTH,
    TABLE_BYTES,
    TABLE_COLUMNS,
    TABLE_HEADER_BYTES,
)
from bot.teams.render.paragraphs import paragraph
from handlers.cards import Table
from handlers.texts import Span


def table(one: Table) -> Iterator[Drawn]:
    """A table, or several with the same header where it is long; a row too long is lines."""
    header = _row(one.columns, bold=True)
    if not 0 < len(one.columns) <= TABLE_COLUMNS or weight(header) > TABLE_HEADER_BYTES:
        yield from _lines(one.columns, one.rows)
        return
    waiting: list[Row] = []
    room = TABLE_BYTES
    for row in one.rows:
        size = weight(_row(row)) + weight(row_reading(one.columns, row))
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


def _table(one: Table, header: Element, rows: list[Row]) -> Drawn:
    read = [row_reading(one.columns, row) for row in rows] or [" · ".join(one.columns)]
    widths = [_column(name, [row[at] for row in one.rows]) for at, name in enumerate(one.columns)]
    element = {
        "type": "Table",
        "columns": widths,
        "rows": [header, *map(_row, rows)],
    }
    return Drawn(element, clean("\n".join(read)))


def _column(name: str, cells: list[str]) -> Element:
    """As wide as its longest line against the others; figures to the right."""
    least, most = COLUMN_WIDTH
    longest = max(length(one_line(text)) for text in (name, *cells))
    column: Element = {"width": min(max(longest, least), most)}
    if cells and are_figures(cells):
        column["horizontalCellContentAlignment"] = "Right"
    return column


def _row(cells: Row, *, bold: bool = False) -> Element:
    return {"type": "TableRow", "cells": [_cell(text, bold=bold) for text in cells]}


def _cell(text: str, *, bold: bool) -> Element:
    items = [line.element for line in paragraph([Span(text, bold)])]
    return {"type": "TableCell", "items": items}
