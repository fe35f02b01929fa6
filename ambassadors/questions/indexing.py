"""Keeps the words of published questions, in the transaction that publishes, changes or withdraws them."""

from ambassadors.core.events import subscribe
from ambassadors.moderation.editing import Edited
from ambassadors.moderation.engine import Moved

from .models import Question
from .similar import index


@subscribe(Moved)
def index_moved(event: Moved) -> None:
    """Index a question that was just published, forget one that is public no more."""
    if isinstance(event.item, Question) and "published" in (event.from_status, event.to_status):
        index(event.item)


@subscribe(Edited)
def index_edited(event: Edited) -> None:
    """Index the title anew when an accepted change replaced it."""
    if isinstance(event.item, Question):
        index(event.item)
