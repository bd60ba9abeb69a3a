"""Telling a database that cannot be reached right now from a fault of ours.

A server that is stopped or out of connections, a file that is locked, full or cannot be opened:
all of it may pass, and the same thing done again may work. A table that is missing is no such case.
Sources: https://docs.sqlalchemy.org/en/20/core/pooling.html#dealing-with-disconnects,
https://www.sqlite.org/rescode.html and
https://www.postgresql.org/docs/current/errcodes-appendix.html.
"""

import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFreeError

_READ_ONLY = "25006"  # a standby that is not promoted yet takes no writes
_PASSING = frozenset(
    {
        *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM),
        *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT),
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL),
        sqlite3.SQLITE_NOTADB,
    }
)
_PRIMARY = 0xFF  # an extended result code holds the primary one in its lowest byte


class MaybeSavedError(Exception):
    """The line broke while a transaction was committed: it may stand in the database, or not."""


def is_away(error: BaseException) -> bool:
    """Whether the database could not be reached or used, and may be again."""
    if isinstance(error, NoneFreeError | MaybeSavedError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        code: int = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return code & _PRIMARY in _PASSING
    if getattr(error.orig, "sqlstate", None) == _READ_ONLY:
        return True
    return error.connection_invalidated or isinstance(error, OperationalError)
