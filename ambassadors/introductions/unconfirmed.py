"""A request made with an e-mail address, until the mailed link is followed."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.territories.unconfirmed import Unconfirmed


class UnconfirmedIntroduction(Unconfirmed):
    """Once confirmed it is emptied, and names the request that came of it."""

    __tablename__ = "unconfirmed_introduction"

    introduction_id: Mapped[int | None] = mapped_column(ForeignKey("introduction.id", ondelete="SET NULL"))

    @property
    def became_id(self) -> int | None:
        """Return the number of the request."""
        return self.introduction_id

    def becomes(self, made_id: int) -> None:
        """Name the request that came of it; one copy of what it shares is enough."""
        self.introduction_id, self.content = made_id, {}
