"""Sending a testimonial: whole or not at all, in the name its author bears that day."""

from collections.abc import Mapping
from typing import Any

from ambassadors.access.actor import Actor
from ambassadors.accounts.speaking import speakers_of
from ambassadors.core.clock import now
from ambassadors.core.events import subscribe
from ambassadors.moderation.editing import Edited, propose_edit
from ambassadors.moderation.engine import Moved, NotPossible, transition

from .completeness import Lack, lacks
from .models import Testimonial
from .saving import write_speaker


class Incomplete(NotPossible):
    """A testimonial is sent before it is whole: nothing happens, and `lacks` says what to do."""

    def __init__(self, found: list[Lack]) -> None:
        super().__init__("submit")
        self.lacks = found


def submit(actor: Actor, item: Testimonial) -> None:
    """Send a draft, or a text returned for changes, to the queue; raise Incomplete."""
    _check(item.snapshot(), item)
    transition(actor, item, "submit", version=item.version)


def propose(actor: Actor, item: Testimonial, content: Mapping[str, Any], note: str) -> None:
    """Propose another text in place of what is published; raise Incomplete or NothingChanged."""
    _check(content, item)
    propose_edit(actor, item, dict(content), note)


def _check(content: Mapping[str, Any], item: Testimonial) -> None:
    found = lacks(content, item.photos)
    if found:
        raise Incomplete(found)


@subscribe(Moved)
def hold_to_completeness(event: Moved) -> None:
    """Refuse an incomplete text by whatever road it is sent, and write down in whose name it is told."""
    item = event.item
    if not isinstance(item, Testimonial) or event.transition != "submit":
        return
    _check(item.snapshot(), item)
    speakers = speakers_of(event.actor, item.territory_id)
    if speakers:
        write_speaker(item, speakers[0].columns())


@subscribe(Edited)
def date_the_text(event: Edited) -> None:
    """Write down when the published text last changed."""
    if isinstance(event.item, Testimonial):
        event.item.saved_at = now()
