"""Labels with their values as lines of text: facts, and the rows of a table."""

import re
from collections.abc import Iterable, Iterator

from bot.render.wording import clean, is_blank
from handlers.texts import Span

Row = tuple[str, ...]
NOTHING = "–"
_NUMBER = re.compile(r"[-−+]?\d[\d\s.,]*%?")


def labelled(label: str, value: str) -> Iterator[Span]:
    """`Label: value`, with a dash for no value; nothing where there is neither."""
    label, value = clean(label), clean(value)
    if is_blank(label):
        if not is_blank(value):
            yield Span(value)
        return
    yield Span(f"{label}: ", bold=True)
    yield Span(NOTHING if is_blank(value) else value)


def in_lines(lines: Iterable[Iterable[Span]]) -> list[Span]:
    """Lines as one text; those with nothing in them are left out."""
    spans: list[Span] = []
    for line in map(list, lines):
        spans += [Span("\n"), *line] if spans and line else line
    return spans


def row_line(columns: Row, row: Row) -> Iterator[Span]:
    """A row of a table: what it is about, then each value with its column's label."""
    for index, (column, cell) in enumerate(zip(columns, row, strict=False)):
        if index:
            yield Span(" · ")
        elif len(columns) > 1 and not is_blank(clean(cell)):
            yield Span(clean(cell), bold=True)
            continue
        yield Span("".join(span.text for span in labelled(column, cell)))


def row_reading(columns: Row, row: Row) -> str:
    """The same as plain text."""
    return "".join(span.text for span in row_line(columns, row))


def are_figures(column: Iterable[str]) -> bool:
    """Whether each cell of a column is a number, a dash or empty, so that it stands right."""
    return all(_NUMBER.fullmatch(cell.strip()) for cell in column if cell.strip(" –"))
