"""When a channel was linked, and what its week was before it was changed

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('channel', schema=None) as batch_op:
        for name in ('linked_at', 'slot_since'):
            moment = storage.types.UTCDateTime(timezone=True)
            batch_op.add_column(sa.Column(name, moment, nullable=True))
        for name in ('old_weekday', 'old_hour'):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('channel', schema=None) as batch_op:
        for name in ('old_hour', 'old_weekday', 'slot_since', 'linked_at'):
            batch_op.drop_column(name)
