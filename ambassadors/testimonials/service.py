"""What else an author does of a published testimonial."""

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db

from .models import Testimonial


def confirm(actor: Actor, item: Testimonial) -> None:
    """Write down that its author says it is still true."""
    authorize(actor, Action.SUBMISSION_PROPOSE_EDIT, item)
    item.confirmed_at = now()
    db.session.flush()
