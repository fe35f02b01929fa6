"""The circle of a territory: who speaks, for which organisation, who is invited, who asks to join."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import Model
from ambassadors.core.slugs import slugify
from ambassadors.core.text import to_html
from ambassadors.moderation.models import Submission
from ambassadors.places.models import Place
from ambassadors.territories.grid import SEGMENTS, THEMES
from ambassadors.territories.models import Territory

ORGANISATION_KINDS = {
    "commune": "Commune",
    "epci": "Intercommunalité",
    "departement": "Département",
    "region": "Région",
    "agence-attractivite": "Agence d’attractivité",
    "cci": "Chambre de commerce et d’industrie",
    "entreprise": "Entreprise",
    "association": "Association",
}


# What nobody has accepted or cancelled yet; past its date it may still be sent again.
_OPEN = "accepted_at IS NULL AND cancelled_at IS NULL"


class Organisation(Model):
    """An organisation of the territory (acteur local), in whose name a partner answers."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint(
            "kind IN (" + ", ".join(repr(kind) for kind in ORGANISATION_KINDS) + ")", name="kind"
        ),
        Index("ix_organisation_territory", "territory_id", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    logo_key: Mapped[str | None] = mapped_column(String(120))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)


class Profile(Model):
    """The public profile of somebody who speaks for territories: one per account."""

    __tablename__ = "profile"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    portrait_key: Mapped[str | None] = mapped_column(String(120))
    bio: Mapped[str] = mapped_column(Text, default="")
    bio_html: Mapped[str] = mapped_column(Text, default="")
    from_place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    here_since: Mapped[int | None]  # a year
    updated_at: Mapped[datetime] = mapped_column(default=now)

    account: Mapped[Account] = relationship()
    from_place: Mapped[Place | None] = relationship()

    @property
    def path(self) -> str:
        """Return the address of its public page."""
        return f"/ambassadeurs/{self.account_id}-{slugify(self.account.name)}"


class Invitation(Model):
    """A role offered by mail to an address; its link is a mailed link of purpose «invitation»."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("role IN ('ambassador', 'partner', 'moderator', 'manager')", name="role"),
        Index("ix_invitation_territory", "territory_id", "accepted_at"),
        Index(
            "uq_invitation_open",
            "territory_id",
            "email",
            "role",
            unique=True,
            sqlite_where=text(_OPEN),
            postgresql_where=text(_OPEN),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(80), default="")
    role: Mapped[str] = mapped_column(String(12))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    message: Mapped[str] = mapped_column(Text, default="")
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    territory: Mapped[Territory] = relationship()
    inviter: Mapped[Account] = relationship()
    organisation: Mapped[Organisation | None] = relationship()

    @property
    def is_open(self) -> bool:
        """Tell whether it may still be accepted, sent again or cancelled."""
        return self.accepted_at is None and self.cancelled_at is None

    @property
    def has_expired(self) -> bool:
        """Tell whether its last link is past its date."""
        return self.is_open and self.expires_at <= now()


class Application(Submission):
    """Somebody's wish to become an ambassador of a territory."""

    __tablename__ = "application"

    id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    motivation: Mapped[str] = mapped_column(Text)
    motivation_html: Mapped[str] = mapped_column(Text)
    here_since: Mapped[int | None]
    from_place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    themes: Mapped[list[str]] = mapped_column(default=list)
    segments: Mapped[list[str]] = mapped_column(default=list)
    disclosure: Mapped[str] = mapped_column(Text, default="")

    from_place: Mapped[Place | None] = relationship()

    __mapper_args__ = {"polymorphic_identity": "application"}

    @property
    def heading(self) -> str:
        """Name who applies."""
        return f"Candidature de {self.speaker_name}"

    @property
    def path(self) -> str:
        """Lead to the applicant's own page."""
        return f"/compte/contributions/{self.id}"

    def write(self, values: dict[str, Any]) -> None:
        """Set the text fields given, and what is derived from them."""
        for name in self.fields():
            if name in values:
                setattr(self, name, values[name])
        self.motivation_html = to_html(self.motivation)

    @staticmethod
    def fields() -> Iterable[str]:
        """Return the names of the text fields."""
        return ("motivation", "here_since", "from_place_id", "themes", "segments", "disclosure")

    def snapshot(self) -> dict[str, Any]:
        """Return every text field."""
        return {name: getattr(self, name) for name in self.fields()}

    def readable(self, content: dict[str, Any]) -> Iterable[tuple[str, str]]:
        """Return every text under its label."""
        session, place = object_session(self), content.get("from_place_id")
        yield "Motivation", content["motivation"]
        yield "Sur place depuis", str(content["here_since"] or "")
        yield "Venait de", session.get_one(Place, place).name if session and place else ""
        yield "Thèmes", ", ".join(THEMES[theme] for theme in content["themes"])
        yield "Publics", ", ".join(SEGMENTS[segment] for segment in content["segments"])
        yield "Transparence", content["disclosure"]
