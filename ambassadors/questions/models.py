"""A question of a mover, and the answers it gets."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from ambassadors.core.slugs import slugify
from ambassadors.core.text import to_html
from ambassadors.moderation.models import Submission, SubmissionStats
from ambassadors.places.models import Place
from ambassadors.territories.grid import HORIZONS, SEGMENTS, THEMES

STATE = "etat"  # the facet, and the name of the filter in addresses
ANSWERED, WAITING, CLOSED = "repondue", "en-attente", "close"
DUPLICATE, TOURISTIC = "doublon", "touristique"


class Question(Submission):
    """What a would-be mover asks a territory."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str] = mapped_column(String(140))
    slug: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    text_html: Mapped[str] = mapped_column(Text)
    theme: Mapped[str] = mapped_column(String(40))
    segment: Mapped[str | None] = mapped_column(String(40))
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))  # a département
    horizon: Mapped[str | None] = mapped_column(String(20))
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    closed_reason: Mapped[str | None] = mapped_column(String(20))  # doublon, touristique
    closing_reply: Mapped[str] = mapped_column(Text, default="")
    edited_at: Mapped[datetime | None]  # when an accepted change last replaced its text

    origin: Mapped[Place | None] = relationship(foreign_keys=[origin_id])
    duplicate_of: Mapped["Question | None"] = relationship(
        foreign_keys=[duplicate_of_id], remote_side="Question.id"
    )

    __mapper_args__ = {
        "polymorphic_identity": "question",
        "inherit_condition": id == Submission.id,
    }

    @property
    def heading(self) -> str:
        """Return its title."""
        return self.title

    @property
    def path(self) -> str:
        """Return the address of its public page."""
        return f"/questions/{self.id}-{self.slug}"

    def write(self, values: dict[str, Any]) -> None:
        """Set the text fields given, and what is derived from them."""
        for name in ("title", "text", "theme", "segment", "origin_id", "horizon"):
            if name in values:
                setattr(self, name, values[name])
        self.slug = slugify(self.title)
        self.text_html = to_html(self.text)

    def snapshot(self) -> dict[str, Any]:
        """Return every text field."""
        names = ("title", "text", "theme", "segment", "origin_id", "horizon")
        return {name: getattr(self, name) for name in names}

    def readable(self, content: dict[str, Any]) -> Iterable[tuple[str, str]]:
        """Return every text under its label."""
        yield "Question", content["title"]
        yield "Précisions", content["text"]
        yield "Thème", THEMES.get(content["theme"], "")
        session, origin = object_session(self), content.get("origin_id")
        yield "Département", session.get_one(Place, origin).name if session and origin else ""
        yield "Public", SEGMENTS.get(content["segment"] or "", "")
        yield "Horizon", HORIZONS.get(content["horizon"] or "", "")

    def facets(self) -> Iterable[tuple[str, str]]:
        """List it by theme, segment, origin, and by whether it still waits for an answer."""
        yield ("theme", self.theme)
        if self.segment:
            yield ("segment", self.segment)
        if self.origin_id:
            yield ("origin", str(self.origin_id))
        yield (STATE, self.answered_state)

    @property
    def is_closed(self) -> bool:
        """Tell whether no more answers are taken."""
        return self.closed_reason is not None

    @property
    def answered_state(self) -> str:
        """Return under which of the three states readers list it."""
        if self.is_closed:
            return CLOSED
        session = object_session(self)
        answers = select(SubmissionStats.answers).where(SubmissionStats.submission_id == self.id)
        return ANSWERED if session and session.scalar(answers) else WAITING


class Answer(Submission):
    """An answer to a question, by somebody who speaks for the territory."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_question_id", "question_id"),)

    id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    text: Mapped[str] = mapped_column(Text)
    text_html: Mapped[str] = mapped_column(Text)
    helpful_at: Mapped[datetime | None]  # when the asker said that it helped
    edited_at: Mapped[datetime | None]

    question: Mapped[Question] = relationship(foreign_keys=[question_id], info={"heading": True})

    __mapper_args__ = {
        "polymorphic_identity": "answer",
        "inherit_condition": id == Submission.id,
    }

    @property
    def heading(self) -> str:
        """Name the question it answers."""
        return f"Réponse à « {self.question.title} »"

    @property
    def path(self) -> str:
        """Return its place on the question's page."""
        return f"{self.question.path}#reponse-{self.id}"

    def write(self, values: dict[str, Any]) -> None:
        """Set the text, and its HTML."""
        self.text = values["text"]
        self.text_html = to_html(self.text)

    def snapshot(self) -> dict[str, Any]:
        """Return its text."""
        return {"text": self.text}

    def readable(self, content: dict[str, Any]) -> Iterable[tuple[str, str]]:
        """Return its text."""
        yield "Réponse", content["text"]
