"""A copy of what the site knows of somebody, as plain JSON values."""

from typing import Any

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish, subscribe

from .agents import agent_in_words
from .events import DataAsked
from .models import Account
from .queries import all_sessions_of, memberships_of


def data_of(actor: Actor, account: Account) -> dict[str, Any]:
    """Return everything about an account, each domain adding its part."""
    authorize(actor, Action.ACCOUNT_USE, account)
    asked = DataAsked(account.id)
    publish(asked)
    return {"extrait_le": now().isoformat(timespec="seconds")} | asked.parts


@subscribe(DataAsked)
def add_account(event: DataAsked) -> None:
    """Add the account, its roles and its sessions."""
    account = db.session.get_one(Account, event.account_id)
    event.parts["compte"] = {
        "numero": account.id,
        "nom": account.name,
        "adresse": account.email,
        "cree_le": account.created_at.isoformat(timespec="seconds"),
        "mot_de_passe": "oui, sous forme d’empreinte" if account.password_hash else "non",
        "administration": account.is_admin,
    }
    event.parts["roles"] = [
        {
            "role": row.role,
            "territoire": row.territory_id,
            "depuis": row.since.isoformat(),
            "jusqu_a": row.ended_at.isoformat(timespec="seconds") if row.ended_at else None,
            "themes": row.themes,
            "publics": row.segments,
            "transparence": row.disclosure,
            "recoit_les_appels": row.takes_calls,
        }
        for row in memberships_of(account.id)
    ]
    event.parts["sessions"] = [
        {
            "navigateur": agent_in_words(row.agent),
            "agent": row.agent,
            "depuis": row.created_at.isoformat(timespec="seconds"),
            "vue_le": row.seen_at.isoformat(timespec="seconds"),
        }
        for row in all_sessions_of(account.id)
    ]
