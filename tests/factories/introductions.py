"""Movers' requests."""

from typing import Any

from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.introductions.consent import OWNER, PHONE, TEAM
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.proposal import Proposal
from ambassadors.introductions.service.asking import ask
from ambassadors.introductions.service.following import take_step
from ambassadors.introductions.service.proposing import propose
from ambassadors.territories.models import Territory

PROJECT = "Nous cherchons une maison avec un jardin, pas trop loin d’une gare, d’ici l’été prochain."
ROAD = {
    "new": (),
    "taken": ("take",),
    "met": ("take", "meet"),
    "settled": ("take", "meet", "settle"),
    "closed": ("close",),
}


def an_introduction(
    territory: Territory,
    author: Account,
    theme: str = "logement",
    *,
    state: str = "new",
    by: Account | None = None,
    consents: tuple[str, ...] = (TEAM, OWNER, PHONE),
    **said: Any,
) -> Introduction:
    """Make a request; one that has moved was moved by somebody."""
    content = {
        "project": PROJECT,
        "theme": theme,
        "household": "À deux, avec un chat",
        "jobs": "Infirmière",
        "horizon": "6-12-mois",
        "origin_id": None,
        "phone": "06 12 34 56 78" if PHONE in consents else "",
        "consents": list(consents),
    }
    made = ask(author.as_actor(), territory, content | said)
    for step in ROAD[state]:
        assert by is not None
        take_step(by.as_actor(), made, step, version=made.version)
    db.session.flush()
    return made


def a_proposal(introduction: Introduction, by: Account, to: Account) -> Proposal:
    """Propose a request to an ambassador, as somebody of its desk does."""
    made = propose(by.as_actor(), introduction, to.id)
    db.session.flush()
    return made
