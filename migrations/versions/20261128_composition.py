"""The composition of a brand space: blocks in order, strengths, the call to action; none written yet."""

import sqlalchemy as sa
from alembic import op

revision = "6d0af64b5f13"
down_revision = "6e1c0d9a42b7"


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("territory", schema=None) as batch_op:
        batch_op.add_column(sa.Column("blocks", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("strengths", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("call_to_action", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("territory", schema=None) as batch_op:
        batch_op.drop_column("call_to_action")
        batch_op.drop_column("strengths")
        batch_op.drop_column("blocks")
