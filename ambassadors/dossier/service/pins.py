"""Putting testimonials and answers first under a theme: chosen by who writes it, in their order."""

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.dossier.cell import Pin
from ambassadors.dossier.events import DossierChanged
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.cells import lock_territory
from ambassadors.dossier.queries.pins import kinds_of, may_be_pinned, pins_of
from ambassadors.moderation.editorial import log_act

MOST_PINS = 6  # a theme: more would leave nothing to the newest


class NotThere(ValueError):
    """What was to be pinned is not published in this territory."""


class TooManyPins(ValueError):
    """As much is put first as a theme holds."""


def pin(actor: Actor, at: CellPlace, number: int) -> None:
    """Put a published testimonial or answer first under a theme, after those that are; raise NotThere, TooManyPins."""
    authorize(actor, Action.CELL_EDIT, at)
    lock_territory(at.territory_id)
    if may_be_pinned(at.territory_id, number) is None:
        raise NotThere(number)
    present = pins_of(at.territory_id, at.theme)
    if any(one.submission_id == number for one in present):
        return
    if len(present) >= MOST_PINS:
        raise TooManyPins
    db.session.add(
        Pin(
            territory_id=at.territory_id,
            theme=at.theme,
            submission_id=number,
            position=max((one.position for one in present), default=-1) + 1,
            pinned_by_id=actor.account_id,
        )
    )
    db.session.flush()
    _log(actor, at, "pin", number)
    publish(DossierChanged(at.territory_id))


def unpin(actor: Actor, at: CellPlace, number: int) -> None:
    """Let a testimonial or an answer take its ordinary place again."""
    authorize(actor, Action.CELL_EDIT, at)
    found = db.session.get(Pin, (at.territory_id, at.theme, number))
    if found is not None:
        db.session.delete(found)
        db.session.flush()
        _log(actor, at, "unpin", number)
        publish(DossierChanged(at.territory_id))


def move_pin(actor: Actor, at: CellPlace, number: int, step: int) -> None:
    """Move what is pinned up (-1) or down (1) by one place among those of its kind."""
    authorize(actor, Action.CELL_EDIT, at)
    lock_territory(at.territory_id)
    present = list(pins_of(at.territory_id, at.theme))
    kinds = kinds_of([one.submission_id for one in present])
    same = [one for one in present if kinds[one.submission_id] == kinds.get(number)]
    here = next((place for place, one in enumerate(same) if one.submission_id == number), None)
    if here is None:
        return
    there = min(max(here + step, 0), len(same) - 1)
    same.insert(there, same.pop(here))
    others = [one for one in present if one not in same]
    for position, one in enumerate([*same, *others]):
        one.position = position
    db.session.flush()
    _log(actor, at, "move", number)
    publish(DossierChanged(at.territory_id))


def _log(actor: Actor, at: CellPlace, act: str, number: int) -> None:
    log_act(actor, "pin", at.territory_id, act, {"theme": at.theme, "submission": number})
