"""Dates the published texts of questions and answers, in the transaction that changes them."""

from ambassadors.core.clock import now
from ambassadors.core.events import subscribe
from ambassadors.moderation.editing import Edited

from .models import Answer, Question


@subscribe(Edited)
def date_the_text(event: Edited) -> None:
    """Write down when an accepted change replaced the text."""
    if isinstance(event.item, (Question, Answer)):
        event.item.edited_at = now()
