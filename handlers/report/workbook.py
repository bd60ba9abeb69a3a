"""A report as an XLSX workbook."""

from datetime import datetime

from handlers.report.names import sheet_names
from handlers.report.packing import packed
from handlers.report.sheets import sheets
from handlers.report.writing import Looks, write
from handlers.texts import Texts, plain_spaces
from storage.exports import writable
from storage.report import Report

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(report: Report, texts: Texts, made_at: datetime) -> bytes:
    """The file. The same values, texts and moment, which is aware, give the same bytes."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.remove(book.active)
    looks = Looks(texts.language)
    pages = list(sheets(report, texts))
    for name, sheet in zip(sheet_names(each.name for each in pages), pages, strict=True):
        write(book.create_sheet(name), sheet, looks)
    title = plain_spaces(texts.say("report.scope", scope=report.about.name, day=report.on))
    return packed(book, writable(title), texts.language, made_at)
