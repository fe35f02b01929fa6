"""Testimonials, questions and answers in any status, moved there by the real engine."""

from typing import Any

from ambassadors.access.actor import Actor
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.moderation.engine import Reason, transition
from ambassadors.moderation.models import Submission
from ambassadors.questions.models import Answer, Question
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial

from .accounts import an_account

SYSTEM = Actor(account_id=None, name="essais", is_admin=True)
WHY = Reason("qualite", "Il manque quelques précisions pour publier ce texte.")
REFUSED = Reason("hors-sujet", "Cette contribution ne parle pas de la vie sur le territoire.")
ROAD = {
    "draft": (),
    "submitted": ("submit",),
    "returned": ("submit", "return"),
    "published": ("submit", "approve"),
    "rejected": ("submit", "reject"),
    "unpublished": ("submit", "approve", "unpublish"),
    "retired": ("submit", "approve", "retire"),
    "approved": ("submit", "approve"),
}


def bring_to(item: Submission, status: str, decider: Actor | None = None) -> None:
    """Move an item to a status by the road that people take."""
    judge = decider or Actor(an_account("Moderation d’essai").id, "Modération", is_admin=True)
    author = Actor(item.author_id, "Auteur")
    for step in ROAD[status]:
        by_author = step in ("submit", "retire")
        reason = {"return": WHY, "reject": REFUSED, "unpublish": REFUSED}.get(step)
        transition(author if by_author else judge, item, step, reason=reason, version=item.version)
    db.session.flush()


def a_testimonial(
    territory: Territory, author: Account, status: str = "published", **values: Any
) -> Testimonial:
    """Make a testimonial."""
    item = Testimonial(
        territory_id=territory.id, author_id=author.id, speaker_name=author.name, speaker_role="ambassador"
    )
    item.write(
        {
            "title": "Deux enfants, un jardin et le train de 6 h 40",
            "lead": "Nous avons quitté un deux-pièces pour une maison, et la question du travail est restée entière.",
            "move_year": 2022,
            "themes": ["logement", "emploi"],
            "segments": ["familles"],
            "parts": {
                "partir": "Le bruit.",
                "ici": "La famille.",
                "quotidien": "Le marché.",
                "moins-facile": "Le train.",
            },
        }
        | values
    )
    db.session.add(item)
    db.session.flush()
    bring_to(item, status)
    return item


def a_question(territory: Territory, author: Account, status: str = "published", **values: Any) -> Question:
    """Make a question."""
    item = Question(
        territory_id=territory.id, author_id=author.id, speaker_name=author.name, speaker_role="mover"
    )
    item.write(
        {
            "title": "Trouve-t-on une place en crèche avant la rentrée ?",
            "text": "Nous arrivons en août avec un bébé de dix mois.",
            "theme": "qualite-de-vie",
        }
        | values
    )
    db.session.add(item)
    db.session.flush()
    bring_to(item, status)
    return item


def an_answer(question: Question, author: Account, status: str = "published", **values: Any) -> Answer:
    """Make an answer."""
    item = Answer(
        territory_id=question.territory_id,
        author_id=author.id,
        question_id=question.id,
        speaker_name=author.name,
        speaker_role="ambassador",
    )
    item.write({"text": "Oui, en s’inscrivant dès le printemps auprès du service petite enfance."} | values)
    db.session.add(item)
    db.session.flush()
    bring_to(item, status)
    return item
