r"""Names of sheets, as Excel takes them.

At most 31 UTF-16 units, none of `[ ] : * ? / \`, no control characters, no apostrophe at either
end, not "History", and no two alike whatever their case. Source: Excel's help, "Rename a
worksheet".
"""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 31  # UTF-16 units
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\[\]:*?/\\]+")
_RESERVED = frozenset({"history", "historik"})
_NAMELESS = "–"


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """A name for each sheet, as near as can be to what was wanted, in the same order."""
    names: list[str] = []
    taken: set[str] = set(_RESERVED)
    for each in wanted:
        name = _free(_allowed(each), taken)
        taken.add(_alike(name))
        names.append(name)
    return names


def _allowed(wanted: str) -> str:
    words = " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", wanted)).split())
    return _shortened(words, LONGEST) or _NAMELESS


def _free(name: str, taken: set[str]) -> str:
    """The name, with the first number after it that makes it another than those taken."""
    number, found = 1, name
    while _alike(found) in taken:
        number += 1
        mark = f" ({number})"
        found = f"{_shortened(name, LONGEST - len(mark))}{mark}"
    return found


def _shortened(name: str, longest: int) -> str:
    """The beginning that fits; characters outside the first plane take two units."""
    name = name[:longest]
    while len(name.encode("utf-16-le")) > 2 * longest:
        name = name[:-1]
    return name.strip(" '")


def _alike(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
