"""What happens to a contribution is told to its author, and to those who decide, in the same transaction."""

from ambassadors.core.events import subscribe
from ambassadors.core.mailer import Mail, post
from ambassadors.moderation.engine import Moved
from ambassadors.questions.events import Relocated
from ambassadors.questions.models import Question
from ambassadors.territories.service import StateSet

from . import mails
from .digest import plan
from .queries import oldest_pending_in

# Their own domains tell these better: an accepted application begins with a welcome.
TOLD_ELSEWHERE = frozenset({("application", "approve")})


@subscribe(Moved)
def tell_author(event: Moved) -> None:
    """Write to the author about every move that somebody else made, and to say that it arrived."""
    if _told_elsewhere(event) or event.item.author.email is None:
        return
    mail = _mail(event)
    if mail is not None:
        post(mail, key=f"decision:{event.decision.id}")


def _told_elsewhere(event: Moved) -> bool:
    """Tell what another mail says: a question closed as it is published goes with its reply."""
    closed = isinstance(event.item, Question) and event.item.is_closed and event.transition == "approve"
    return closed or (event.item.kind, event.transition) in TOLD_ELSEWHERE


def _mail(event: Moved) -> Mail | None:
    item, decision = event.item, event.decision
    if event.transition == "submit":
        return mails.received(item)
    if event.transition == "return":
        return mails.returned(item, decision)
    if event.transition in ("reject", "unpublish"):
        return mails.refused(item, decision)
    if event.transition == "restore":
        return mails.restored(item)
    if event.transition == "approve" and event.from_status != event.to_status:
        return mails.published(item) if event.to_status == "published" else mails.accepted(item)
    return None


@subscribe(Moved)
def tell_team(event: Moved) -> None:
    """Let those who decide know that something awaits them."""
    if event.transition == "submit" and event.item.review == "pending":
        plan(event.item)


@subscribe(Relocated)
def tell_next_team(event: Relocated) -> None:
    """Let those who decide in a question's new territory know that it awaits them."""
    if event.question.review == "pending":
        plan(event.question)


@subscribe(StateSet)
def tell_those_who_decide_now(event: StateSet) -> None:
    """Tell the administration of the queue that closing a territory gives it, and the team of the one it gets back."""
    waiting = oldest_pending_in(event.territory)
    if waiting is not None:
        plan(waiting)
