"""CSV as Excel in Sweden writes it, and as other programs do.

UTF-8 with or without a byte order mark, UTF-16 with one ("Unicode-text"), or Windows-1252;
semicolons, commas or tabs; quoted cells with line breaks; Excel's own first line `sep=;`.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from storage.imports.problem import Wrong, refused
from storage.imports.table import Record

_SEPARATORS = ";,\t"  # the first of those that are equally common
_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_GUARDED = re.compile(r"['\s]*[=+\-@]")  # what a spreadsheet would take for a formula


def csv_records(data: bytes, name: str) -> Iterator[Record]:
    """The records of a CSV file, each with the line it begins on.

    Raises ImportRefusedError for what is not text and for a quotation mark that never ends.
    """
    lines = io.StringIO(_text(data, name), newline="").readlines()
    told = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    first = 1 if told else 0
    separator = told[1] if told else _separator(lines)
    reader = csv.reader(iter(lines[first:]), delimiter=separator, strict=True)
    line = first
    try:
        for cells in reader:
            yield Record(line + 1, [unguarded(cell) for cell in cells])
            line = first + reader.line_num
    except csv.Error as error:
        raise refused(Wrong.BROKEN_QUOTES, line=line + 1) from error


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe goes before it."""
    return f"'{cell}" if _GUARDED.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def _text(data: bytes, name: str) -> str:
    """Decode by the byte order mark; else UTF-8, which other encodings hardly ever look like."""
    encodings = ["utf-8-sig", "cp1252"]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refused(Wrong.UNREADABLE, name=name)


def _separator(lines: list[str]) -> str:
    """What stands most often between the cells of the first line with something in it."""
    header = next((line for line in lines if line.strip(" \t\r\n;,")), "")
    counts = Counter(_QUOTED.sub("", header))
    return max(_SEPARATORS, key=lambda separator: counts[separator])
