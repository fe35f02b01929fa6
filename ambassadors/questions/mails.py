"""The mails of questions: each function returns one; what happened to a question posts them."""

from typing import Any

from ambassadors.access.actor import Role
from ambassadors.accounts.models import Account
from ambassadors.accounts.speaking import label_of
from ambassadors.core.addresses import absolute
from ambassadors.core.events import subscribe
from ambassadors.core.mailer import Mail, post
from ambassadors.core.text import excerpt
from ambassadors.moderation.engine import Moved
from ambassadors.territories.letterhead import letterhead
from ambassadors.territories.models import Territory

from .events import Closed, Relocated
from .models import DUPLICATE, Answer, Question
from .queries import organisation_name
from .unconfirmed import UnconfirmedQuestion


def _about(question: Question, **more: Any) -> dict[str, Any]:
    return letterhead(question.territory) | {
        "title": question.title,
        "asker": question.speaker_name,
        "link": absolute(question.path),
        "follow": absolute(f"/compte/contributions/{question.id}"),
        **more,
    }


def confirm(kept: UnconfirmedQuestion, token: str) -> Mail:
    """Ask whoever reads this address to confirm that the question is theirs."""
    context = letterhead(kept.territory) | {
        "asker": kept.name,
        "title": kept.content["title"],
        "link": absolute(f"/questions/confirmer/{token}"),
    }
    return Mail(
        kept.email, f"Confirmez votre question {kept.territory.on_name}", "questions/confirm", context
    )


def answered(answer: Answer) -> Mail:
    """Tell the asker that somebody has answered."""
    question = answer.question
    organisation = organisation_name(answer.organisation_id) if answer.speaker_role == Role.PARTNER else None
    who = organisation or answer.speaker_name
    context = _about(
        question,
        who=who,
        role=label_of(answer.speaker_role),
        beginning=excerpt(answer.text_html, 400),
        link=absolute(answer.path),
    )
    subject = f"{who} a répondu à votre question {question.territory.on_name}"
    return Mail(question.author.email or "", subject, "questions/answered", context)


def closed(question: Question) -> Mail:
    """Tell the asker why the question takes no answer, and where to look instead."""
    original = question.duplicate_of
    context = _about(
        question,
        reply=question.closing_reply,
        duplicate=question.closed_reason == DUPLICATE,
        original={"title": original.title, "link": absolute(original.path)} if original else None,
    )
    subject = f"Une réponse à votre question {question.territory.on_name}"
    return Mail(question.author.email or "", subject, "questions/closed", context)


def relocated(question: Question) -> Mail:
    """Tell the asker that another territory takes the question over."""
    subject = f"Votre question est transmise à l’équipe {question.territory.of_name}"
    return Mail(question.author.email or "", subject, "questions/relocated", _about(question))


def waiting(question: Question, to: Account, territory: Territory, days: int) -> Mail:
    """Remind somebody of a team that a question has had no answer."""
    context = _about(
        question,
        days=days,
        asked_of=question.territory.name,
        own=territory.id == question.territory_id,
        link=absolute(
            f"{question.path}/reponses/nouvelle" if territory.id == question.territory_id else question.path
        ),
    )
    context |= letterhead(territory)
    subject = f"Une question {question.territory.on_name} attend depuis {days} jours"
    return Mail(to.email or "", subject, "questions/waiting", context)


def _has_address(question: Question) -> bool:
    return question.author.email is not None


@subscribe(Moved)
def tell_answered(event: Moved) -> None:
    """Write to the asker when an answer goes public for the first time, unless it is their own."""
    item = event.item
    if not isinstance(item, Answer) or event.to_status != "published" or event.from_status == "published":
        return
    if _has_address(item.question) and item.question.author_id != item.author_id:
        post(answered(item), key=f"question.answered:{item.id}")


@subscribe(Closed)
def tell_closed(event: Closed) -> None:
    """Write the reply of the team to the asker."""
    if _has_address(event.question):
        post(closed(event.question), key=f"question.closed:{event.question.id}:{event.question.version}")


@subscribe(Relocated)
def tell_relocated(event: Relocated) -> None:
    """Tell the asker who has the question now."""
    if _has_address(event.question):
        post(relocated(event.question), key=f"question.moved:{event.question.id}:{event.question.version}")
