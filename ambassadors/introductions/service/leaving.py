"""What becomes of requests when an account closes, and what a copy of one's data says of them."""

from typing import Any

from sqlalchemy import delete

from ambassadors.accounts.events import AccountClosing, DataAsked
from ambassadors.core.db import db
from ambassadors.core.events import subscribe
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.proposal import Proposal
from ambassadors.introductions.queries.own import all_of, history_of
from ambassadors.introductions.queries.proposing import letters_on, proposed_to
from ambassadors.introductions.record import Reminder
from ambassadors.introductions.states import DECLINED, TOLD, WITHDRAWN

from .sharing import wipe


@subscribe(AccountClosing)
def leave(event: AccountClosing) -> None:
    """Empty the requests of somebody who leaves, forget the mails they had asked for and what was proposed to them."""
    db.session.execute(delete(Reminder).where(Reminder.account_id == event.account_id))
    db.session.execute(delete(Proposal).where(Proposal.ambassador_id == event.account_id))
    for introduction in all_of(event.account_id):
        wipe(introduction, WITHDRAWN, author=False)


@subscribe(DataAsked)
def add_introductions(event: DataAsked) -> None:
    """Add what somebody asked, what they agreed to share, and what happened; what was proposed to them."""
    event.parts["demandes"] = [_told(one) for one in all_of(event.account_id)]
    event.parts["accompagnements"] = [
        {"territoire": one.territory_id} | _proposed(one) for one in proposed_to(event.account_id)
    ]


def _proposed(one: Proposal) -> dict[str, Any]:
    return {
        "propose_le": one.proposed_at.isoformat(timespec="seconds"),
        "ecrit_le": one.written_at.isoformat(timespec="seconds") if one.written_at else None,
        "decline_le": one.declined_at.isoformat(timespec="seconds") if one.declined_at else None,
        "message": one.message,
    }


def _told(introduction: Introduction) -> dict[str, Any]:
    return {
        "numero": introduction.id,
        "territoire": introduction.territory_id,
        "etat": introduction.state,
        "theme": introduction.theme,
        "nom": introduction.name,
        "telephone": introduction.phone,
        "projet": introduction.project,
        "personnes": introduction.household,
        "metiers": introduction.jobs,
        "horizon": introduction.horizon,
        "departement": introduction.origin.name if introduction.origin else None,
        "accords": [
            {
                "quoi": one.kind,
                "texte": one.label,
                "donne_le": one.given_at.isoformat(timespec="seconds"),
                "retire_le": one.revoked_at.isoformat(timespec="seconds") if one.revoked_at else None,
            }
            for one in introduction.agreements
        ],
        "ambassadeurs": [
            {"nom": one.proposal.ambassador.name} | _proposed(one.proposal)
            for one in letters_on(introduction.id)
        ],
        "histoire": [
            {"quoi": TOLD[one.what], "accord": one.detail, "le": one.at.isoformat(timespec="seconds")}
            for one in history_of(introduction.id)
            if one.what != DECLINED  # the ambassador was told that it stays at the desk
        ],
    }
