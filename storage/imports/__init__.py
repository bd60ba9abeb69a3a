"""Tables from files: libraries, staff, resources, completions, self-assessments, channels.

    table = read_table(Path("personal.csv"))
    with database.writing() as session:
        result = import_table(session, ImportKind.STAFF, table, context)

All rows or none; every bad row is told with its line; importing a file twice changes nothing.
"""

from storage.imports.context import ImportContext, ImportResult
from storage.imports.importing import import_table
from storage.imports.kinds import COLUMNS, ImportKind
from storage.imports.problem import ImportRefusedError, Problem, Wrong
from storage.imports.reading import read_table
from storage.imports.table import Row, Table

__all__ = [
    "COLUMNS",
    "ImportContext",
    "ImportKind",
    "ImportRefusedError",
    "ImportResult",
    "Problem",
    "Row",
    "Table",
    "Wrong",
    "import_table",
    "read_table",
]
