"""What a mover agrees to share, and with whom: each a consent of its own, dated, revocable."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.core.clock import now
from ambassadors.core.db import Model

TEAM, OWNER, PHONE, AMBASSADOR = "equipe", "interlocuteur", "telephone", "ambassadeur"
WORDING = 1  # of the sentences below: a consent keeps which ones were read


@dataclass(frozen=True)
class Agreement:
    """One box of the form: what is ticked, and what no longer holds once it is taken back."""

    kind: str
    label: str
    hint: str
    without: str


AGREEMENTS = {
    one.kind: one
    for one in (
        Agreement(
            TEAM,
            "Mon nom et mon adresse électronique, avec l’équipe du territoire",
            "Les responsables de marque : ce sont eux qui vous écriront.",
            "L’équipe du territoire ne voit plus ni votre nom ni votre adresse.",
        ),
        Agreement(
            OWNER,
            "Mon nom et mon adresse électronique, avec l’interlocuteur de mon thème",
            "La personne ou l’organisme qui répond de ce thème, même s’il s’agit d’un partenaire du territoire.",
            "L’interlocuteur du thème ne voit plus votre demande.",
        ),
        Agreement(
            PHONE,
            "Mon numéro de téléphone, avec les mêmes personnes",
            "Seulement celles qui voient déjà votre nom.",
            "Votre numéro est effacé.",
        ),
        Agreement(
            AMBASSADOR,
            "Recevoir un message d’un ambassadeur ou d’une ambassadrice",
            "L’équipe peut proposer à une personne qui vit ici de vous écrire.",
            "Plus aucun ambassadeur, aucune ambassadrice ne vous écrira.",
        ),
    )
}


class Consent(Model):
    """One agreement that a mover gave, and when it was taken back."""

    __tablename__ = "introduction_consent"
    __table_args__ = (
        CheckConstraint("kind IN ('equipe', 'interlocuteur', 'telephone', 'ambassadeur')", name="kind"),
    )

    introduction_id: Mapped[int] = mapped_column(
        ForeignKey("introduction.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    wording: Mapped[int] = mapped_column(default=WORDING)
    given_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]
