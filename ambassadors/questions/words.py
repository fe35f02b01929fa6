"""The words of the titles of published questions, to find those that look alike."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.core.db import Model
from ambassadors.core.stems import LONGEST


class QuestionWord(Model):
    """One stem of the title of a published question."""

    __tablename__ = "question_word"
    __table_args__ = (Index("ix_question_word_word", "word", "published_at", "question_id"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(String(LONGEST), primary_key=True)
    published_at: Mapped[datetime]
