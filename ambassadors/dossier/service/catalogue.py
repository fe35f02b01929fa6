"""The editions that the administration offers: created, changed, retired and offered again, without any code."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.dossier.edition import Edition
from ambassadors.dossier.queries.catalogue import lock_editions
from ambassadors.territories.grid import SEGMENTS, THEMES

from .publishing import Overtaken


class SlugTaken(ValueError):
    """Another edition has this word in its address."""


class SlugKept(ValueError):
    """Readers found the edition at its address once: it stays."""


@dataclass(frozen=True)
class EditionSaid:
    """What the administration says of an edition; `themes` are in the order of reading."""

    slug: str
    label: str
    summary: str
    segment: str
    themes: tuple[str, ...]
    prompts: Mapping[str, str]
    position: int

    def written(self) -> dict[str, object]:
        """Return it as columns."""
        return asdict(self) | {"themes": list(self.themes), "prompts": dict(self.prompts)}


def create_edition(actor: Actor, said: EditionSaid) -> Edition:
    """Offer one more edition; raise SlugTaken."""
    authorize(actor, Action.ADMIN_USE, said)
    _check(said)
    if said.slug in {one.slug for one in lock_editions()}:
        raise SlugTaken(said.slug)
    edition = Edition(**said.written())
    db.session.add(edition)
    db.session.flush()
    return edition


def change_edition(actor: Actor, edition: Edition, said: EditionSaid, seen: str) -> None:
    """Change an edition from the state it was seen in; raise Overtaken, SlugTaken, SlugKept."""
    authorize(actor, Action.ADMIN_USE, edition)
    _check(said)
    others = [one for one in lock_editions() if one.id != edition.id]
    if edition.mark != seen:
        raise Overtaken
    if said.slug in {one.slug for one in others}:
        raise SlugTaken(said.slug)
    if said.slug != edition.slug and edition.opened_at:
        raise SlugKept(edition.slug)
    for name, value in said.written().items():
        setattr(edition, name, value)
    db.session.flush()


def retire_edition(actor: Actor, edition: Edition) -> None:
    """Offer an edition no more; where it is open, it still answers."""
    authorize(actor, Action.ADMIN_USE, edition)
    edition.retired_at = edition.retired_at or now()
    db.session.flush()


def offer_again(actor: Actor, edition: Edition) -> None:
    """Offer a retired edition again."""
    authorize(actor, Action.ADMIN_USE, edition)
    edition.retired_at = None
    db.session.flush()


def _check(said: EditionSaid) -> None:
    unique = set(said.themes)
    if not said.themes or len(unique) < len(said.themes) or not unique <= set(THEMES):
        raise ValueError(said.themes)
    if said.segment not in SEGMENTS:
        raise ValueError(said.segment)
