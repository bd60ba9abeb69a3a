"""Tables out of the database, and written as files."""

from storage.exports.files import ENDINGS, writable, write_table
from storage.exports.tables import export_table

__all__ = ["ENDINGS", "export_table", "writable", "write_table"]
