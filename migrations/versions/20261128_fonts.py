"""The fonts of a territory's pages, the house's own until its managers choose."""

import sqlalchemy as sa
from alembic import op

revision = "b1f7c2d90e34"
down_revision = "fd07cefc83d8"


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("territory", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("fonts", sa.String(length=20), nullable=False, server_default="fraunces")
        )
        batch_op.create_check_constraint(
            op.f("ck_territory_fonts"), "fonts IN ('fraunces', 'source', 'bricolage')"
        )


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("territory", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_territory_fonts"), type_="check")
        batch_op.drop_column("fonts")
