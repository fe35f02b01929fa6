"""One table for all that can be found, filled in the transaction that publishes it."""

from datetime import datetime

from sqlalchemy import Connection, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.core.db import Model, is_sqlite
from ambassadors.core.guards import guard

KINDS = {
    "territory": "Territoires",
    "dossier": "Dossiers",
    "testimonial": "Témoignages",
    "question": "Questions",
    "answer": "Réponses",
}
ONE_OF = {
    "territory": "Territoire",
    "dossier": "Dossier",
    "testimonial": "Témoignage",
    "question": "Question",
    "answer": "Réponse",
}


class SearchDocument(Model):
    """Something published, in the words people read (title, body) and in stems, which is what is searched."""

    __tablename__ = "search_document"
    __table_args__ = (
        UniqueConstraint("kind", "ref_id"),
        Index("ix_search_document_territory", "territory_id", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    ref_id: Mapped[int]
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    path: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    title_stems: Mapped[str] = mapped_column(Text)
    stems: Mapped[str] = mapped_column(Text)  # of title and body together
    themes: Mapped[str] = mapped_column(String(300), default=" ")  # « logement emploi », spaces at both ends
    published_at: Mapped[datetime]


@guard
def make_full_text(connection: Connection) -> None:
    """Make the index that answers a search: FTS5 on SQLite, GIN on PostgreSQL, over the same stems."""
    if not is_sqlite(connection):
        connection.execute(
            text(
                "CREATE INDEX IF NOT EXISTS ix_search_fts ON search_document "
                "USING gin (array_to_tsvector(string_to_array(stems, ' ')))"
            )
        )
        return
    # The external-content table follows its rows by triggers; a rebuild makes it whole after a batch migration.
    connection.execute(
        text(
            "CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5("
            "stems, content='search_document', content_rowid='id', tokenize='ascii', prefix='2 3')"
        )
    )
    gone = "INSERT INTO search_fts (search_fts, rowid, stems) VALUES ('delete', old.id, old.stems);"
    come = "INSERT INTO search_fts (rowid, stems) VALUES (new.id, new.stems);"
    for name, when, acts in (
        ("insert", "AFTER INSERT", come),
        ("delete", "AFTER DELETE", gone),
        ("update", "AFTER UPDATE OF stems", gone + come),
    ):
        connection.execute(text(f"DROP TRIGGER IF EXISTS tr_search_document_{name}"))
        connection.execute(
            text(f"CREATE TRIGGER tr_search_document_{name} {when} ON search_document BEGIN {acts} END")
        )
    connection.execute(text("INSERT INTO search_fts (search_fts) VALUES ('rebuild')"))
