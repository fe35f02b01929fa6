"""A question asked with an e-mail address, until the mailed link is followed."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.territories.unconfirmed import Unconfirmed


class UnconfirmedQuestion(Unconfirmed):
    """Once confirmed it names the question that came of it."""

    __tablename__ = "unconfirmed_question"

    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete="SET NULL"))

    @property
    def became_id(self) -> int | None:
        """Return the number of the question."""
        return self.question_id

    def becomes(self, made_id: int) -> None:
        """Name the question that came of it."""
        self.question_id = made_id
