"""How Alembic reaches the database: over the connection it is handed, or by DATABASE_URL."""

import os

from alembic import context
from sqlalchemy import Connection

from storage.database import begin, open_database
from storage.tables import METADATA


def migrate_on(connection: Connection) -> None:
    """Run the revisions in one transaction; batch mode, since SQLite can alter little."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed = context.config.attributes.get("connection")
if handed is not None:
    migrate_on(handed)
else:
    database = open_database(os.environ.get("DATABASE_URL", "sqlite:///kompis-dev.db"))
    with database.engine.begin() as own:
        begin(own, to_write=True)
        migrate_on(own)
    database.close()
