"""A place has an area, where it is known."""

import sqlalchemy as sa
from alembic import op

revision = "8c41e7a0d2f5"
down_revision = "a47c19e05d83"


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.add_column(sa.Column("area", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_column("area")
