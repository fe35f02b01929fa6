"""The journal of a territory: what each act is about, what editions were, versions of tools and organisations."""

import sqlalchemy as sa
from alembic import op

revision = "a4f2c7d81b06"
down_revision = "5e0c7a91d3b8"


def upgrade() -> None:
    """Go forward. The log is not rebuilt: a column is added to it where it stands."""
    op.add_column("decision", sa.Column("about", sa.JSON(), nullable=False, server_default="{}"))
    for table in ("toolbox_item", "organisation"):
        op.add_column(table, sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "territory_edition_revision",
        sa.Column("territory_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("intro", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_territory_edition_revision_author_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_territory_edition_revision_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territory.id"],
            name=op.f("fk_territory_edition_revision_territory_id_territory"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "territory_id", "edition_id", "number", name=op.f("pk_territory_edition_revision")
        ),
    )
    op.create_index(
        op.f("ix_territory_edition_revision_edition_id"), "territory_edition_revision", ["edition_id"]
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_territory_edition_revision_edition_id"), "territory_edition_revision")
    op.drop_table("territory_edition_revision")
    for table in ("organisation", "toolbox_item"):
        op.drop_column(table, "version")
    op.drop_column("decision", "about")
