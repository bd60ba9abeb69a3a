"""The bot's registration in a Teams tenant, its secret sealed

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('installation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('client_id', sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column('sealed_secret', sa.String(length=1000), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f('ck_installation_registration'),
            '(client_id IS NULL) = (sealed_secret IS NULL)',
        )


def downgrade() -> None:
    with op.batch_alter_table('installation', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_installation_registration'), type_='check')
        batch_op.drop_column('sealed_secret')
        batch_op.drop_column('client_id')
