"""Changes that can be put back, decided proposals, and who was asked about growth

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.types

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def _add_resource_column(column: str, declared: str) -> None:
    """Add a column with its constraints in one statement, which both databases take.

    Batch mode would build the table anew on SQLite, and forget which ids were given before.
    """
    op.execute(
        f"ALTER TABLE resource ADD COLUMN {column} {declared} CONSTRAINT ck_resource_{column}"
        f" CHECK ({column} IS NULL OR status = 'proposed')"
    )


def upgrade() -> None:
    op.create_table('change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('library_id', sa.Integer(), nullable=True),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('before', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('after', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('request_id', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('made_at', storage.types.UTCDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['library_id'], ['library.id'], name=op.f('fk_change_library_id')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_change_region_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change')),
    sa.UniqueConstraint('request_id', name=op.f('uq_change_request_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_change_made_at'), 'change', ['made_at'])

    moment = sa.DateTime(timezone=True).compile(dialect=op.get_context().dialect)
    _add_resource_column('rejected_at', moment)
    _add_resource_column(
        'merged_into', 'INTEGER CONSTRAINT fk_resource_merged_into REFERENCES resource (id)'
    )
    op.create_index('ix_resource_merged', 'resource', ['merged_into'])
    op.add_column('completion', sa.Column('merged_from', sa.Integer(), nullable=True))
    op.add_column(
        'member',
        sa.Column('growth_asked_by', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
    )


def downgrade() -> None:
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.drop_column('growth_asked_by')

    with op.batch_alter_table(
        'completion', schema=None, table_kwargs={'sqlite_autoincrement': True}
    ) as batch_op:
        batch_op.drop_column('merged_from')

    with op.batch_alter_table(
        'resource', schema=None, table_kwargs={'sqlite_autoincrement': True}
    ) as batch_op:
        batch_op.drop_index('ix_resource_merged')
        batch_op.drop_constraint(op.f('ck_resource_merged_into'), type_='check')
        batch_op.drop_constraint(op.f('ck_resource_rejected_at'), type_='check')
        batch_op.drop_column('merged_into')
        batch_op.drop_column('rejected_at')

    op.drop_index(op.f('ix_change_made_at'), 'change')
    op.drop_table('change')
