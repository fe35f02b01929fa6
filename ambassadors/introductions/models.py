"""A mover's request to be put in touch with a territory."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from ambassadors.access.actor import Role
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import Model
from ambassadors.places.models import Place
from ambassadors.territories.models import Territory

from .consent import AGREEMENTS, Consent
from .states import NEW

PERSONAL = ("name", "phone", "theme", "project", "household", "jobs")


class Introduction(Model):
    """What a mover tells of their project, to be accompanied; emptied, it keeps dates and states alone.

    The e-mail address stays where it is, with the account: whoever may read it reads it there.
    """

    __tablename__ = "introduction"
    __table_args__ = (
        CheckConstraint("state IN ('new', 'taken', 'met', 'settled', 'closed')", name="state"),
        CheckConstraint(
            "wiped_at IS NULL OR (name = '' AND phone = '' AND theme = '' AND project = '' "
            "AND household = '' AND jobs = '' AND origin_id IS NULL AND horizon IS NULL AND state = 'closed')",
            name="wiped_is_empty",
        ),
        CheckConstraint("withdrawn_at IS NULL OR wiped_at IS NOT NULL", name="withdrawn_is_wiped"),
        Index("ix_introduction_list", "territory_id", "created_at", "id"),
        Index("ix_introduction_state", "territory_id", "state", "created_at", "id"),
        Index("ix_introduction_author", "author_id", "created_at", "id"),
        Index("ix_introduction_changed", "wiped_at", "changed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    theme: Mapped[str] = mapped_column(String(20), default="")  # empty: none in particular
    name: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    project: Mapped[str] = mapped_column(Text, default="")
    household: Mapped[str] = mapped_column(String(300), default="")
    jobs: Mapped[str] = mapped_column(String(600), default="")
    horizon: Mapped[str | None] = mapped_column(String(20))
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))  # a département
    state: Mapped[str] = mapped_column(String(8), default=NEW)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    invited_at: Mapped[datetime | None]  # when they were asked to become an ambassador
    withdrawn_at: Mapped[datetime | None]
    wiped_at: Mapped[datetime | None]
    # Whether somebody runs its territory: where nobody does, the administration stands in.
    is_managed: Mapped[bool] = column_property(
        select(Membership.id)
        .where(
            Membership.territory_id == territory_id,
            Membership.role == Role.MANAGER.value,
            Membership.ended_at.is_(None),
        )
        .correlate_except(Membership)
        .exists()
    )

    territory: Mapped[Territory] = relationship()
    author: Mapped[Account | None] = relationship(foreign_keys=[author_id])
    taken_by: Mapped[Account | None] = relationship(foreign_keys=[taken_by_id])
    origin: Mapped[Place | None] = relationship()
    consents: Mapped[list[Consent]] = relationship(passive_deletes=True)

    @property
    def path(self) -> str:
        """Return where its author follows it."""
        return f"/compte/demandes/{self.id}"

    @property
    def desk_path(self) -> str:
        """Return where the territory follows it."""
        return f"{self.territory.desk_path}/demandes/{self.id}"

    @property
    def agreements(self) -> list[Consent]:
        """Return every agreement given, held or taken back, in the order of the form."""
        return sorted(self.consents, key=lambda one: list(AGREEMENTS).index(one.kind))

    @property
    def granted(self) -> frozenset[str]:
        """Return the agreements that hold now."""
        return frozenset(one.kind for one in self.consents if one.holds)
