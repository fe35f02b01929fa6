"""The living frames of a territory, and the places that readers wish were covered."""

import sqlalchemy as sa
from alembic import op

revision = "6e1c0d9a42b7"
down_revision = "fea0b091b2f4"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "place_interest",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint("times > 0", name=op.f("ck_place_interest_counted")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_place_interest_place_id_place")),
        sa.PrimaryKeyConstraint("place_id", "month", name=op.f("pk_place_interest")),
    )
    with op.batch_alter_table("territory", schema=None) as batch_op:
        batch_op.add_column(sa.Column("frames", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("territory", schema=None) as batch_op:
        batch_op.drop_column("frames")
    op.drop_table("place_interest")
