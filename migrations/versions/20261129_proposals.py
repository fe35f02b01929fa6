"""Requests proposed to ambassadors: to whom, and what they wrote or that they declined."""

import sqlalchemy as sa
from alembic import op

revision = "5e0c7a91d3b8"
down_revision = "8c41e7a0d2f5"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "introduction_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("territory_id", sa.Integer(), nullable=False),
        sa.Column("ambassador_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(written_at IS NULL) = (message = '')", name=op.f("ck_introduction_proposal_written_has_message")
        ),
        sa.CheckConstraint(
            "written_at IS NULL OR declined_at IS NULL", name=op.f("ck_introduction_proposal_one_answer")
        ),
        sa.ForeignKeyConstraint(
            ["ambassador_id"], ["account.id"], name=op.f("fk_introduction_proposal_ambassador_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introduction.id"],
            name=op.f("fk_introduction_proposal_introduction_id_introduction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["account.id"], name=op.f("fk_introduction_proposal_proposed_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_introduction_proposal_territory_id_territory")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_proposal")),
        sa.UniqueConstraint(
            "introduction_id",
            "ambassador_id",
            name=op.f("uq_introduction_proposal_introduction_id_ambassador_id"),
        ),
    )
    with op.batch_alter_table("introduction_proposal", schema=None) as batch_op:
        batch_op.create_index(
            "ix_introduction_proposal_ambassador", ["ambassador_id", "proposed_at", "id"], unique=False
        )


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("introduction_proposal", schema=None) as batch_op:
        batch_op.drop_index("ix_introduction_proposal_ambassador")

    op.drop_table("introduction_proposal")
