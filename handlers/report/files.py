"""A report as files to hand over: the workbook and the picture."""

import re
import unicodedata
from datetime import datetime

from handlers.cards import Attachment
from handlers.report.picture import FileType, alt_text, picture
from handlers.report.workbook import MEDIA_TYPE, workbook
from handlers.texts import Texts
from storage.report import Report

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST = 60  # characters of a name


def report_files(report: Report, texts: Texts, made_at: datetime) -> tuple[Attachment, ...]:
    """Both files; `made_at` is aware."""
    return (
        Attachment(file_name(report, "xlsx"), MEDIA_TYPE, workbook(report, texts, made_at)),
        Attachment(
            file_name(report, FileType.PNG),
            "image/png",
            picture(report, texts),
            alt_text(report, texts),
        ),
    )


def file_name(report: Report, ending: str) -> str:
    """A name for any system: kompis-nassjo-stadsbibliotek-2020-05-27.xlsx."""
    plain = unicodedata.normalize("NFKD", report.about.name).casefold()
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    words = _NOT_IN_A_NAME.sub("-", letters)[:_LONGEST].strip("-")
    return (
        "-".join(part for part in ("kompis", words, report.on.isoformat()) if part) + f".{ending}"
    )
