"""A report as a picture: a bar a goal against its target, and its weeks with the forecast.

It is read without colours too: what is reached is filled, what is not is hatched, and the figures
stand beside in words. The same words are the picture's alternative text.
"""

from handlers.report.picture.board import FileType
from handlers.report.picture.drawing import draw
from handlers.report.picture.rows import plate_of
from handlers.report.picture.words import in_words
from handlers.texts import Texts, plain_spaces
from storage.report import Report

__all__ = ["FileType", "alt_text", "picture"]


def picture(report: Report, texts: Texts, file_type: FileType = FileType.PNG) -> bytes:
    """The file. The same values and texts give the same bytes."""
    return draw(plate_of(report, texts), texts, file_type)


def alt_text(report: Report, texts: Texts) -> str:
    """What the picture shows, in words."""
    return plain_spaces(in_words(plate_of(report, texts), texts))
