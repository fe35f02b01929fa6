"""The editions of a territory: opened where there is something to read, introduced, closed; no text of theirs is lost."""

from datetime import datetime

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.dossier.edition import EditionRevision, TerritoryEdition
from ambassadors.dossier.events import DossierChanged
from ambassadors.dossier.printing import forget_print
from ambassadors.dossier.queries.cells import lock_territory
from ambassadors.dossier.queries.openings import last_number, offered_in
from ambassadors.moderation.editorial import log_act
from ambassadors.territories.models import Territory

from .publishing import Overtaken


class NotOffered(ValueError):
    """The edition does not exist, or the administration offers it no more."""


class NothingToRead(ValueError):
    """None of the edition's themes has a text yet."""


def open_edition(
    actor: Actor, territory: Territory, slug: str, intro: str, seen: str = "", *, act: str = "change"
) -> TerritoryEdition:
    """Open an edition, or introduce an open one anew (or again, `act`); raise NotOffered, NothingToRead.

    `seen` is the mark of the opening that was on screen, empty where there was none: another one raises Overtaken.
    """
    authorize(actor, Action.DOSSIER_STEER, territory)
    lock_territory(territory.id)
    offered = next(iter(offered_in(territory.id, slug)), None)
    if offered is None:
        raise NotOffered(slug)
    opened = offered.opened
    if (opened.mark if opened else "") != seen:
        raise Overtaken
    if opened is None:
        if not offered.may_open:
            raise NothingToRead(slug)
        opened = TerritoryEdition(
            territory_id=territory.id,
            edition_id=offered.edition.id,
            activated_at=now(),
            activated_by_id=actor.account_id,
        )
        db.session.add(opened)
        offered.edition.opened_at = offered.edition.opened_at or opened.activated_at
        act = "open"
    elif opened.intro == intro:
        return opened
    else:
        _keep_former(opened)
    opened.introduce(intro)
    db.session.flush()
    _keep(actor, opened, act)
    publish(DossierChanged(territory.id))
    return opened


def close_edition(actor: Actor, territory: Territory, slug: str) -> None:
    """Close an edition: its address leads to the dossier until it is open again, its texts are kept; gone already is no error."""
    authorize(actor, Action.DOSSIER_STEER, territory)
    lock_territory(territory.id)
    for offered in offered_in(territory.id, slug):
        if offered.opened is not None:
            _keep_former(offered.opened)
            _keep(actor, offered.opened, "close", is_open=False)
            forget_print(offered.opened)
            db.session.delete(offered.opened)
            db.session.flush()
            publish(DossierChanged(territory.id))


def _keep_former(opened: TerritoryEdition) -> None:
    """Keep what an edition opened before anything was kept says, so that the act loses none of it."""
    if last_number(opened.territory_id, opened.edition_id) == 0:
        _revise(opened.activated_by_id, opened, is_open=True, at=opened.activated_at)


def _keep(actor: Actor, opened: TerritoryEdition, act: str, *, is_open: bool = True) -> None:
    number = _revise(actor.account_id, opened, is_open=is_open, at=now())
    about = {"edition": opened.edition_id}
    log_act(actor, "edition", opened.territory_id, act, about, revision=number)


def _revise(author_id: int | None, opened: TerritoryEdition, *, is_open: bool, at: datetime) -> int:
    number = last_number(opened.territory_id, opened.edition_id) + 1
    db.session.add(
        EditionRevision(
            territory_id=opened.territory_id,
            edition_id=opened.edition_id,
            number=number,
            is_open=is_open,
            intro=opened.intro,
            author_id=author_id,
            at=at,
        )
    )
    db.session.flush()
    return number
