"""An edition remembers that it was once opened: its address does not change any more."""

import sqlalchemy as sa
from alembic import op

revision = "a47c19e05d83"
down_revision = "c4a71e58d3b6"


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
    # What was closed since left no trace: only what is open now is known to have been read.
    op.execute(
        "UPDATE edition SET opened_at = ("
        "SELECT MIN(activated_at) FROM territory_edition WHERE territory_edition.edition_id = edition.id)"
    )


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.drop_column("opened_at")
