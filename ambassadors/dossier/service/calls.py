"""Calling the ambassadors who speak of a theme, at most once a fortnight: their answers fill the dossier."""

from datetime import datetime

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.dossier.call import ThemeCall
from ambassadors.dossier.events import ThemeCalled
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.calls import resting_in, speakers_on
from ambassadors.dossier.queries.cells import lock_territory


class CannotCall(ValueError):
    """A call cannot leave now."""


class NotOpen(CannotCall):
    """The territory takes no testimonial for now."""


class NobodySpeaks(CannotCall):
    """No ambassador says that they can speak of the theme, or none takes calls."""


class Resting(CannotCall):
    """The theme was called upon less than a fortnight ago, `at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__("resting")
        self.at = at


def call_ambassadors(actor: Actor, at: CellPlace, message: str) -> ThemeCall:
    """Ask the ambassadors who speak of a theme to tell it; raise NotOpen, Resting or NobodySpeaks."""
    authorize(actor, Action.DOSSIER_STEER, at)
    lock_territory(at.territory_id)
    if not at.territory.takes_questions:
        raise NotOpen
    if called := resting_in(at.territory_id).get(at.theme):
        raise Resting(called)
    people = speakers_on(at.territory_id, at.theme)
    if not people:
        raise NobodySpeaks
    call = ThemeCall(
        territory_id=at.territory_id,
        theme=at.theme,
        message=message,
        people=len(people),
        called_by_id=actor.account_id,
    )
    db.session.add(call)
    db.session.flush()
    publish(ThemeCalled(call, at, actor, people))
    return call
