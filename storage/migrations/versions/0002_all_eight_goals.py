"""All eight goals

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.types

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def _add_checked(table: str, column: str, declared: str, check: str) -> None:
    """Add a column with its CHECK in one statement, which both databases take.

    Batch mode would build the table anew on SQLite, and forget which ids were given before.
    """
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} {declared}"
        f" CONSTRAINT ck_{table}_{column} CHECK ({column} {check})"
    )


def upgrade() -> None:
    op.create_table('goal_setting',
    sa.Column('region_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('goal', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('target', sa.Integer(), nullable=True),
    sa.Column('deadline', sa.Date(), nullable=True),
    sa.CheckConstraint('target IS NULL OR target BETWEEN 1 AND 100', name=op.f('ck_goal_setting_target')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_goal_setting_region_id')),
    sa.PrimaryKeyConstraint('region_id', 'goal', name=op.f('pk_goal_setting'))
    )
    op.create_table('action_plan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('library_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('draft', 'adopted', name='status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('adopted_on', sa.Date(), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('link', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True),
    sa.Column('reported_by', sa.Integer(), nullable=True),
    sa.Column('reported_at', storage.types.UTCDateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(status = 'adopted') = (adopted_on IS NOT NULL)", name=op.f('ck_action_plan_adopted')),
    sa.CheckConstraint('valid_until IS NULL OR valid_until >= adopted_on', name=op.f('ck_action_plan_span')),
    sa.ForeignKeyConstraint(['library_id'], ['library.id'], name=op.f('fk_action_plan_library_id')),
    sa.ForeignKeyConstraint(['reported_by'], ['member.id'], name=op.f('fk_action_plan_reported_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_plan')),
    sa.UniqueConstraint('library_id', 'adopted_on', name=op.f('uq_action_plan_library_id_adopted_on')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('action_plan', schema=None) as batch_op:
        batch_op.create_index('uq_action_plan_draft', ['library_id'], unique=True, sqlite_where=sa.text("status = 'draft'"), postgresql_where=sa.text("status = 'draft'"))

    op.create_table('erasure_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('asked_at', storage.types.UTCDateTime(timezone=True), nullable=False),
    sa.Column('decided_at', storage.types.UTCDateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('granted', sa.Boolean(), nullable=True),
    sa.CheckConstraint('(decided_at IS NULL) = (granted IS NULL)', name=op.f('ck_erasure_request_decided')),
    sa.ForeignKeyConstraint(['decided_by'], ['member.id'], name=op.f('fk_erasure_request_decided_by')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_erasure_request_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure_request')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('erasure_request', schema=None) as batch_op:
        batch_op.create_index('uq_erasure_request_open', ['member_id'], unique=True, sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))

    op.create_table('milestone',
    sa.Column('region_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('goal', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.Column('link', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True),
    sa.Column('reported_by', sa.Integer(), nullable=True),
    sa.Column('reported_at', storage.types.UTCDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_milestone_region_id')),
    sa.ForeignKeyConstraint(['reported_by'], ['member.id'], name=op.f('fk_milestone_reported_by')),
    sa.PrimaryKeyConstraint('region_id', 'goal', name=op.f('pk_milestone'))
    )
    op.create_table('official_statistic',
    sa.Column('library_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('term', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.Column('read_at', storage.types.UTCDateTime(timezone=True), nullable=False),
    sa.CheckConstraint('value >= 0', name=op.f('ck_official_statistic_value')),
    sa.ForeignKeyConstraint(['library_id'], ['library.id'], name=op.f('fk_official_statistic_library_id')),
    sa.PrimaryKeyConstraint('library_id', 'year', 'term', name=op.f('pk_official_statistic'))
    )
    op.create_table('snapshot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('library_id', sa.Integer(), nullable=True),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('goal', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('numerator', sa.Integer(), nullable=False),
    sa.Column('denominator', sa.Integer(), nullable=False),
    sa.Column('target', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('no_data', 'reached', 'on_track', 'behind', 'open', name='status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['library_id'], ['library.id'], name=op.f('fk_snapshot_library_id')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_snapshot_region_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_snapshot'))
    )
    with op.batch_alter_table('snapshot', schema=None) as batch_op:
        batch_op.create_index('uq_snapshot_library', ['library_id', 'day', 'goal'], unique=True, sqlite_where=sa.text('library_id IS NOT NULL'), postgresql_where=sa.text('library_id IS NOT NULL'))
        batch_op.create_index('uq_snapshot_region', ['region_id', 'day', 'goal'], unique=True, sqlite_where=sa.text('library_id IS NULL'), postgresql_where=sa.text('library_id IS NULL'))

    op.create_table('tutoring_count',
    sa.Column('library_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('adults', sa.Integer(), nullable=False),
    sa.Column('children', sa.Integer(), nullable=False),
    sa.Column('reported_by', sa.Integer(), nullable=True),
    sa.Column('reported_at', storage.types.UTCDateTime(timezone=True), nullable=False),
    sa.CheckConstraint('adults >= 0 AND children >= 0', name=op.f('ck_tutoring_count_sessions')),
    sa.ForeignKeyConstraint(['library_id'], ['library.id'], name=op.f('fk_tutoring_count_library_id')),
    sa.ForeignKeyConstraint(['reported_by'], ['member.id'], name=op.f('fk_tutoring_count_reported_by')),
    sa.PrimaryKeyConstraint('library_id', 'month', name=op.f('pk_tutoring_count'))
    )
    with op.batch_alter_table('tutoring_count', schema=None) as batch_op:
        batch_op.create_index('ix_tutoring_count_month', ['month'], unique=False)

    op.create_table('invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('resource_id', sa.Integer(), nullable=False),
    sa.Column('completed_on', sa.Date(), nullable=False),
    sa.Column('invited_by', sa.Integer(), nullable=False),
    sa.Column('invited_at', storage.types.UTCDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['invited_by'], ['member.id'], name=op.f('fk_invitation_invited_by')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_invitation_member_id')),
    sa.ForeignKeyConstraint(['resource_id'], ['resource.id'], name=op.f('fk_invitation_resource_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('member_id', 'resource_id', name=op.f('uq_invitation_member_id_resource_id')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_invited_by'), ['invited_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_invitation_resource_id'), ['resource_id'], unique=False)

    _add_checked('channel', 'weekday', 'INTEGER DEFAULT 1 NOT NULL', 'BETWEEN 1 AND 7')
    _add_checked('channel', 'hour', 'INTEGER DEFAULT 9 NOT NULL', 'BETWEEN 0 AND 23')

    with op.batch_alter_table('growth_report', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reported_at', storage.types.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('request_id', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True))

    with op.batch_alter_table('identity', schema=None) as batch_op:
        batch_op.alter_column('user_id',
               existing_type=sa.VARCHAR(length=64),
               type_=sqlmodel.sql.sqltypes.AutoString(length=200),
               existing_nullable=False)

    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reminders', sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column('snoozed_until', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('show_name', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('growth_asked_on', sa.Date(), nullable=True))

    with op.batch_alter_table('region', schema=None) as batch_op:
        batch_op.add_column(sa.Column('baseline_year', sa.Integer(), server_default='2017', nullable=False))
        batch_op.add_column(sa.Column('starts_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('ends_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('july_pause', sa.Boolean(), server_default=sa.true(), nullable=False))

    _add_checked(
        'self_assessment',
        'source',
        "VARCHAR(32) DEFAULT 'self_reported' NOT NULL",
        "IN ('self_reported', 'confirmed', 'official')",
    )



def downgrade() -> None:
    with op.batch_alter_table(
        'self_assessment', schema=None, table_kwargs={'sqlite_autoincrement': True}
    ) as batch_op:
        batch_op.drop_constraint(op.f('ck_self_assessment_source'), type_='check')
        batch_op.drop_column('source')

    with op.batch_alter_table('region', schema=None) as batch_op:
        batch_op.drop_column('july_pause')
        batch_op.drop_column('ends_on')
        batch_op.drop_column('starts_on')
        batch_op.drop_column('baseline_year')

    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.drop_column('growth_asked_on')
        batch_op.drop_column('show_name')
        batch_op.drop_column('snoozed_until')
        batch_op.drop_column('reminders')

    with op.batch_alter_table('identity', schema=None) as batch_op:
        batch_op.alter_column('user_id',
               existing_type=sqlmodel.sql.sqltypes.AutoString(length=200),
               type_=sa.VARCHAR(length=64),
               existing_nullable=False)

    with op.batch_alter_table('growth_report', schema=None) as batch_op:
        batch_op.drop_column('request_id')
        batch_op.drop_column('reported_at')

    with op.batch_alter_table('channel', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_channel_hour'), type_='check')
        batch_op.drop_constraint(op.f('ck_channel_weekday'), type_='check')
        batch_op.drop_column('hour')
        batch_op.drop_column('weekday')

    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_invitation_resource_id'))
        batch_op.drop_index(batch_op.f('ix_invitation_invited_by'))

    op.drop_table('invitation')
    with op.batch_alter_table('tutoring_count', schema=None) as batch_op:
        batch_op.drop_index('ix_tutoring_count_month')

    op.drop_table('tutoring_count')
    with op.batch_alter_table('snapshot', schema=None) as batch_op:
        batch_op.drop_index('uq_snapshot_region', sqlite_where=sa.text('library_id IS NULL'), postgresql_where=sa.text('library_id IS NULL'))
        batch_op.drop_index('uq_snapshot_library', sqlite_where=sa.text('library_id IS NOT NULL'), postgresql_where=sa.text('library_id IS NOT NULL'))

    op.drop_table('snapshot')
    op.drop_table('official_statistic')
    op.drop_table('milestone')
    with op.batch_alter_table('erasure_request', schema=None) as batch_op:
        batch_op.drop_index('uq_erasure_request_open', sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))

    op.drop_table('erasure_request')
    with op.batch_alter_table('action_plan', schema=None) as batch_op:
        batch_op.drop_index('uq_action_plan_draft', sqlite_where=sa.text("status = 'draft'"), postgresql_where=sa.text("status = 'draft'"))

    op.drop_table('action_plan')
    op.drop_table('goal_setting')
