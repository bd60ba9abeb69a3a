"""Deliveries, broken channels, and claims of events

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.types

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

_OPEN = sa.text("state IN ('pending', 'sending')")


def upgrade() -> None:
    op.create_table('delivery',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('platform', sa.Enum('slack', 'teams', name='platform', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('tenant', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('channel_id', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('period', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.Enum('pending', 'sending', 'sent', 'cancelled', 'failed', 'uncertain', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('due_at', storage.types.UTCDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', storage.types.UTCDateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('parts', sa.Integer(), nullable=False),
    sa.Column('next_try_at', storage.types.UTCDateTime(timezone=True), nullable=False),
    sa.Column('tried_at', storage.types.UTCDateTime(timezone=True), nullable=True),
    sa.Column('lease_until', storage.types.UTCDateTime(timezone=True), nullable=True),
    sa.Column('lease_owner', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
    sa.Column('message_id', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
    sa.Column('error_code', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
    sa.Column('created_at', storage.types.UTCDateTime(timezone=True), nullable=False),
    sa.Column('sent_at', storage.types.UTCDateTime(timezone=True), nullable=True),
    sa.CheckConstraint('length(key) <= 200', name=op.f('ck_delivery_key')),
    sa.CheckConstraint('(channel_id IS NULL) <> (member_id IS NULL)', name=op.f('ck_delivery_target')),
    sa.CheckConstraint('expires_at > due_at', name=op.f('ck_delivery_span')),
    sa.CheckConstraint('attempts >= 0 AND parts >= 0', name=op.f('ck_delivery_counts')),
    sa.CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name=op.f('ck_delivery_lease')),
    sa.CheckConstraint('(lease_until IS NULL) = (lease_owner IS NULL)', name=op.f('ck_delivery_lease_owner')),
    sa.CheckConstraint("state <> 'sending' OR tried_at IS NOT NULL", name=op.f('ck_delivery_tried')),
    sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f('ck_delivery_sent')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_delivery_member_id')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_delivery_region_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delivery')),
    sa.UniqueConstraint('key', name=op.f('uq_delivery_key'))
    )
    with op.batch_alter_table('delivery', schema=None) as batch_op:
        batch_op.create_index('ix_delivery_open', ['platform', 'tenant', 'next_try_at'], unique=False, sqlite_where=_OPEN, postgresql_where=_OPEN)
        batch_op.create_index(batch_op.f('ix_delivery_member_id'), ['member_id'], unique=False)

    op.create_table('event_claim',
    sa.Column('event_id', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('owner', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('lease_until', storage.types.UTCDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_event_claim'))
    )

    with op.batch_alter_table('channel', schema=None) as batch_op:
        batch_op.add_column(sa.Column('broken_at', storage.types.UTCDateTime(timezone=True), nullable=True))
    # With its CHECK in one statement, which both databases take; batch mode would build the table
    # anew on SQLite.
    op.execute(
        "ALTER TABLE channel ADD COLUMN broken_code VARCHAR(64)"
        " CONSTRAINT ck_channel_broken CHECK ((broken_at IS NULL) = (broken_code IS NULL))"
    )


def downgrade() -> None:
    with op.batch_alter_table('channel', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_channel_broken'), type_='check')
        batch_op.drop_column('broken_code')
        batch_op.drop_column('broken_at')

    op.drop_table('event_claim')
    with op.batch_alter_table('delivery', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delivery_member_id'))
        batch_op.drop_index('ix_delivery_open', sqlite_where=_OPEN, postgresql_where=_OPEN)

    op.drop_table('delivery')
