"""How a conflict between two moderators is told."""

from ambassadors.accounts.models import Account
from ambassadors.core.clock import in_paris
from ambassadors.core.db import db
from ambassadors.moderation.models import Decision
from ambassadors.moderation.transitions import STATUS_LABELS


def who_decided(decision: Decision | None) -> str:
    """Say who was quicker, when, and what they decided."""
    if decision is None:
        return "La contribution a été modifiée entre-temps. Rechargez la page pour voir où elle en est."
    account = db.session.get(Account, decision.actor_id) if decision.actor_id else None
    name = account.name if account and not account.closed_at else "une autre personne"
    at = in_paris(decision.at).strftime("%H h %M")
    return f"Déjà traité par {name} à {at} : {STATUS_LABELS[decision.to_status].lower()}."
