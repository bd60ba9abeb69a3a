"""Tables: Slack's own where a message takes one, else lines of text.

A table stands only in messages, one in each. Its cells are rich text, since `raw_text` cells have
been refused at times, and never empty.
"""

from collections.abc import Iterable, Iterator

from bot.render.labels import Row, are_figures, in_lines, row_line, row_reading
from bot.render.wording import clean, is_blank, length
from bot.slack.render.drawn import Block, Drawn
from bot.slack.render.limits import TABLE_COLUMNS, TABLE_HEADER_TEXT, TABLE_ROWS, TABLE_TEXT
from bot.slack.render.paragraphs import paragraph, rich_text, section
from handlers.cards import Table
from handlers.texts import Span

EMPTY_CELL = " "


def native(table: Table) -> Iterator[Drawn]:
    """Slack's table, or several where it is long; a row that is too long is drawn as lines."""
    if not 0 < len(table.columns) <= TABLE_COLUMNS or _size(table.columns) > TABLE_HEADER_TEXT:
        yield from lines(table)
        return
    waiting: list[Row] = []
    room = TABLE_TEXT
    for row in table.rows:
        size = max(length(row_reading(table.columns, row)), _size(row)) + 1
        if waiting and (size > room or len(waiting) == TABLE_ROWS - 1):
            yield _block(table, waiting)
            waiting, room = [], TABLE_TEXT
        if size > TABLE_TEXT:
            yield from lines(Table(table.columns, (row,)))
        else:
            waiting.append(row)
            room -= size
    if waiting or not table.rows:
        yield _block(table, waiting)


def lines(table: Table) -> Iterator[Drawn]:
    """A line for each row: what it is about, then each value with its column's label."""
    if not table.rows:
        yield from paragraph([Span(" · ".join(table.columns), bold=True)])
    yield from paragraph(in_lines(row_line(table.columns, row) for row in table.rows))


def _block(table: Table, rows: list[Row]) -> Drawn:
    header = [_cell(column, bold=True) for column in table.columns]
    block: Block = {
        "type": "table",
        "column_settings": [_settings(column) for column in zip(*table.rows, strict=False)],
        "rows": [header, *([_cell(cell) for cell in row] for row in rows)],
    }
    if not block["column_settings"]:
        del block["column_settings"]
    read = [row_reading(table.columns, row) for row in rows] or [" · ".join(table.columns)]
    return Drawn(block, clean("\n".join(read)))


def _cell(text: str, *, bold: bool = False) -> Block:
    text = clean(text).strip()
    return rich_text([section([Span(EMPTY_CELL if is_blank(text) else text, bold)])])


def _settings(column: Iterable[str]) -> Block:
    """Figures to the right; words to the left, wrapped so that none is cut off."""
    figures = are_figures(column)
    return {"align": "right" if figures else "left", "is_wrapped": not figures}


def _size(row: Iterable[str]) -> int:
    return sum(length(clean(cell)) for cell in row)
