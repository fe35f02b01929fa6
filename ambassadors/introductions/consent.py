"""What a mover agrees to share, and with whom: each a consent of its own, dated, revocable."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.core.clock import now
from ambassadors.core.db import Model

TEAM, OWNER, PHONE, AMBASSADOR = "equipe", "interlocuteur", "telephone", "ambassadeur"
WORDING = 2  # of the sentences below: a consent keeps which ones were read


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
            "Mon projet, mon nom et mon adresse électronique, avec l’équipe du territoire",
            "Les responsables de marque, ou l’administration du site là où le territoire n’en a pas, ou a fermé.",
            "L’équipe ne voit plus de votre demande que son thème, son état et ses dates.",
        ),
        Agreement(
            OWNER,
            "Mon projet, mon nom et mon adresse électronique, avec l’interlocuteur de mon thème",
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
            "Mon nom et mon projet, avec un ambassadeur ou une ambassadrice qui peut m’écrire par ce site",
            "L’équipe le propose à une personne qui vit ici. Elle ne voit pas votre adresse.",
            "Plus aucun ambassadeur, aucune ambassadrice ne vous écrira.",
        ),
    )
}
# What was read before: whoever ticked a box agreed to the words that stood there.
FORMER = {
    (1, TEAM): "Mon nom et mon adresse électronique, avec l’équipe du territoire",
    (1, OWNER): "Mon nom et mon adresse électronique, avec l’interlocuteur de mon thème",
    (1, AMBASSADOR): "Recevoir un message d’un ambassadeur ou d’une ambassadrice",
}
# The words from which an agreement shares what it shares today: the first said nothing of the project.
SINCE = {AMBASSADOR: 2}


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

    @property
    def holds(self) -> bool:
        """Tell whether it is given and not taken back, in words that say what is shared."""
        return self.revoked_at is None and self.wording >= SINCE.get(self.kind, 1)

    @property
    def label(self) -> str:
        """Return the words that its mover read."""
        return FORMER.get((self.wording, self.kind)) or AGREEMENTS[self.kind].label
