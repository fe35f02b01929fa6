"""When an accepted change last replaced the text of a question or of an answer; those made before are dated too."""

import sqlalchemy as sa
from alembic import op

revision = "c4a71e58d3b6"
down_revision = "d9f0d2abfa01"

DATED = (
    "UPDATE {table} SET edited_at = (SELECT max(changed.decided_at) FROM edit"
    " JOIN submission AS changed ON changed.id = edit.id"
    " WHERE edit.target_id = {table}.id AND changed.status = 'approved')"
)


def upgrade() -> None:
    """Go forward."""
    for table in ("question", "answer"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True))
        op.execute(DATED.format(table=table))


def downgrade() -> None:
    """Go back."""
    for table in ("answer", "question"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("edited_at")
