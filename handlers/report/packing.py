"""An openpyxl workbook as a file that is the same for the same contents and moment.

openpyxl writes the present moment into the properties and into the zip file; here it is told.
"""

import io
from datetime import UTC, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MAKER = "Kompis"
_PROPERTIES = "docProps/core.xml"
_ZIPPED_AT = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can tell


def packed(book: Any, title: str, language: str, made_at: datetime) -> bytes:
    """The file, with properties that name no person. `made_at` is aware."""
    from openpyxl.packaging.core import DocumentProperties  # noqa: PLC0415
    from openpyxl.xml.functions import tostring  # noqa: PLC0415

    moment = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = DocumentProperties(
        creator=_MAKER,
        lastModifiedBy=_MAKER,
        title=title,
        language=language,
        created=moment,
        modified=moment,
    )
    file = io.BytesIO()
    book.save(file)
    return _repacked(file, tostring(properties.to_tree()))


def _repacked(file: io.BytesIO, properties: bytes) -> bytes:
    """The same zip file with these properties, and with no trace of when it was made."""
    anew = io.BytesIO()
    with ZipFile(file) as before, ZipFile(anew, "w") as after:
        for name in before.namelist():
            content = properties if name == _PROPERTIES else before.read(name)
            after.writestr(ZipInfo(name, _ZIPPED_AT), content, ZIP_DEFLATED)
    return anew.getvalue()
