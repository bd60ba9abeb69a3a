"""Texts as platforms take them: cleaned, measured, cut only between words and whole characters."""

import re
import unicodedata
from collections.abc import Iterator

ELLIPSIS = "…"
_ZERO_WIDTH_JOINER = "\u200d"
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_WHITE = re.compile("[^\\S\N{NO-BREAK SPACE}]+")
_SPACES = re.compile("[\x0b\x0c\x1c-\x1f]")
# Control characters, and the marks that make a line read backwards
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_HALVES = re.compile("[\ud800-\udfff]")
# What `clean` changes, all in one: nearly every text with a new line in it has nothing else of it
_UNCLEAN = re.compile("|".join(each.pattern for each in (_LINE_ENDS, _SPACES, _UNWANTED, _HALVES)))
_LONGEST_OF_ONE = 5  # that a character may count: "&amp;"
_SKIN_TONES = re.compile("[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_FLAG_LETTERS = re.compile("[\U0001f1e6-\U0001f1ff]+$")


def clean(text: str) -> str:
    """The text without control characters (but newline and tab) and without bidi overrides."""
    if text.isprintable() or not _UNCLEAN.search(text):  # the first is quicker
        return text
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    return _HALVES.sub("\ufffd", _UNWANTED.sub("", text))


def one_line(text: str) -> str:
    """The cleaned text with every run of white space as one space; what holds words stays."""
    return _WHITE.sub(" ", clean(text)).strip()


def is_blank(text: str) -> bool:
    """Whether nothing in the text can be seen."""
    if text[:1].isalnum():  # as nearly every text begins
        return False
    return all(char.isspace() or unicodedata.category(char) == "Cf" for char in text)


def length(text: str) -> int:
    """The length of a cleaned text in UTF-16 units with its entities: the most any counts."""
    entities = 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))
    return (len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2) + entities


def fits(text: str, longest: int) -> bool:
    """Whether a cleaned text is at most so long; of a short one nothing need be counted."""
    return _LONGEST_OF_ONE * len(text) <= longest or length(text) <= longest


def ranges(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """From where to where the pieces of a cleaned text stand, trimmed; blank ones are left out."""
    start = 0
    while start < len(text):
        end = _end_of_piece(text, start, longest)
        piece = text[start:end]
        if not is_blank(piece):
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = end


def pieces(text: str, longest: int) -> list[str]:
    """A cleaned text cut into pieces of at most `longest`, between words where it can be."""
    return [text[start:end] for start, end in ranges(text, longest)]


def beginning(text: str, longest: int) -> str:
    """The first piece of a cleaned text; empty for one with nothing to see."""
    return next((text[start:end] for start, end in ranges(text, longest)), "")


def shorten(text: str, longest: int) -> str:
    """The text on one line, with an ellipsis for what does not fit; an ellipsis for a blank one."""
    line = one_line(text)
    if is_blank(line):
        return ELLIPSIS
    if fits(line, longest):
        return line
    return beginning(line, longest - 1) + ELLIPSIS


def _end_of_piece(text: str, start: int, longest: int) -> int:
    end = _furthest(text, start, longest)
    if end == len(text):
        return end
    for at in range(end, start, -1):
        if text[at].isspace() or text[at - 1].isspace():
            return at
    for at in range(end, start, -1):
        if not _is_inside_character(text, start, at):
            return at
    return end


def _furthest(text: str, start: int, longest: int) -> int:
    """The end of the longest run from `start` that fits; at least one character."""
    if not start and fits(text, longest):
        return len(text)
    end = min(len(text), start + longest)
    while end > start + 1 and (excess := length(text[start:end]) - longest) > 0:
        end = max(start + 1, end - max(1, excess // 5))
    return end


def _is_inside_character(text: str, start: int, at: int) -> bool:
    """Whether a cut before `at` would part what is read as one character."""
    before, after = text[at - 1], text[at]
    if _ZERO_WIDTH_JOINER in {before, after}:
        return True
    if unicodedata.category(after).startswith("M") or _SKIN_TONES.match(after):
        return True
    letters = _FLAG_LETTERS.search(text[start : at + 1])
    return letters is not None and len(letters[0]) % 2 == 0
