"""Conversations that the bot was let into, and how each is reached

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.types

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

_PERSONAL = sa.text("kind = 'personal'")


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString
    op.create_table('conversation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('platform', sa.Enum('slack', 'teams', name='platform', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('tenant', text(length=64), nullable=False),
    sa.Column('kind', sa.Enum('personal', 'group', 'channel', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('conversation_id', text(length=200), nullable=False),
    sa.Column('service_url', text(length=300), nullable=False),
    sa.Column('user_id', text(length=200), nullable=True),
    sa.Column('account_id', text(length=200), nullable=True),
    sa.Column('team_id', text(length=200), nullable=True),
    sa.Column('seen_at', storage.types.UTCDateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(kind = 'personal') = (user_id IS NOT NULL)", name=op.f('ck_conversation_person')),
    sa.CheckConstraint("team_id IS NULL OR kind = 'channel'", name=op.f('ck_conversation_team')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversation')),
    sa.UniqueConstraint('platform', 'tenant', 'conversation_id', name=op.f('uq_conversation_platform_tenant_conversation_id'))
    )
    op.create_index(
        'ix_conversation_person', 'conversation', ['platform', 'tenant', 'user_id'],
        sqlite_where=_PERSONAL, postgresql_where=_PERSONAL,
    )


def downgrade() -> None:
    op.drop_index('ix_conversation_person', table_name='conversation')
    op.drop_table('conversation')
