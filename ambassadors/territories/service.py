"""Verbs on territories: creating one, its state, its slug, its neighbours."""

from dataclasses import dataclass
from typing import Any

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.core.slugs import slugify
from ambassadors.core.text import to_html
from ambassadors.places.models import Level, Place
from ambassadors.places.name_forms import proposed_forms
from ambassadors.places.queries import ancestors_of

from .models import STATES, FormerSlug, Territory, TerritoryNeighbour
from .queries import former_slug, slug_taken, territory_of_place

# Words that follow /territoires/ in addresses of the site: no territory may be called so.
RESERVED_SLUGS = frozenset({"ordre", "carte", "lieu", "nouveau", "nouvelle"})


class SlugTaken(ValueError):
    """Another territory bears or bore this slug, or the site needs the word."""


class PlaceTaken(ValueError):
    """Another territory has this place as its principal one."""


class NeighbourTaken(ValueError):
    """A territory is no neighbour of its own, and has each other one once."""


@dataclass(frozen=True)
class Names:
    """A territory's name, its French forms and its slug, as proposed and corrected."""

    name: str
    at_name: str
    of_name: str
    slug: str


@dataclass(frozen=True)
class TerritoryWritten:
    """What a territory says of itself, or its state, has changed."""

    territory: Territory


@dataclass(frozen=True)
class StateSet:
    """A territory was opened, paused or closed: its queue may have other people to decide on it."""

    territory: Territory
    former: str


def proposed_names(place: Place) -> Names:
    """Propose names for the territory of a place; the level is added where the slug is taken."""
    forms = proposed_forms(place)
    slug = slugify(forms.name)
    if slug_taken(slug) or slug in RESERVED_SLUGS:
        slug = slugify(f"{forms.name} {Level(place.level).label}")
    return Names(forms.name, forms.at, forms.of, slug)


def create(actor: Actor, place: Place, names: Names, state: str = "preparing") -> Territory:
    """Create a territory on a place; raise PlaceTaken or SlugTaken."""
    authorize(actor, Action.TERRITORY_CREATE, place)
    if territory_of_place(place.id):
        raise PlaceTaken(place.name)
    _check_slug(names.slug)
    territory = Territory(
        slug=names.slug,
        name=names.name,
        at_name=names.at_name,
        of_name=names.of_name,
        level=str(place.level),
        state=state,
        place_id=place.id,
        region_id=_region_of(place),
    )
    db.session.add(territory)
    db.session.flush()
    publish(TerritoryWritten(territory))
    return territory


def _region_of(place: Place) -> int | None:
    """Return the région a place belongs to; a région is its own."""
    if place.level == Level.REGION:
        return place.id
    return next((one.id for one in ancestors_of(db.session, place) if one.level == Level.REGION), None)


def _check_slug(slug: str, by: int | None = None) -> None:
    if slug in RESERVED_SLUGS or slug != slugify(slug) or slug_taken(slug, by):
        raise SlugTaken(slug)


def rename(actor: Actor, territory: Territory, names: Names) -> None:
    """Change a territory's names; its former slug keeps leading to it."""
    authorize(actor, Action.TERRITORY_CREATE, territory)
    if names.slug != territory.slug:
        _check_slug(names.slug, territory.id)
        taken_back = former_slug(names.slug)
        if taken_back:
            db.session.delete(taken_back)
        db.session.add(FormerSlug(slug=territory.slug, territory_id=territory.id))
    territory.slug = names.slug
    territory.name, territory.at_name, territory.of_name = names.name, names.at_name, names.of_name
    publish(TerritoryWritten(territory))


def set_state(actor: Actor, territory: Territory, state: str) -> None:
    """Open, pause or close a territory."""
    authorize(actor, Action.TERRITORY_CREATE, territory)
    if state not in STATES:
        raise ValueError(state)
    former, territory.state = territory.state, state
    publish(TerritoryWritten(territory))
    publish(StateSet(territory, former))


def write_space(territory: Territory, values: dict[str, Any]) -> None:
    """Set the words and pictures of a brand space, and what is derived from them."""
    for name, value in values.items():
        setattr(territory, name, value)
    territory.presentation_html = to_html(territory.presentation or "")
    territory.not_for_html = to_html(territory.not_for or "")
    publish(TerritoryWritten(territory))


def name_neighbour(actor: Actor, territory: Territory, neighbour_id: int) -> None:
    """Name a neighbour of a territory, in place of those of the same parent; raise NeighbourTaken."""
    authorize(actor, Action.BRAND_EDIT, territory)
    named = db.session.get(TerritoryNeighbour, (territory.id, neighbour_id))
    if neighbour_id == territory.id or named:
        raise NeighbourTaken(neighbour_id)
    db.session.add(TerritoryNeighbour(territory_id=territory.id, neighbour_id=neighbour_id))
    db.session.flush()
    publish(TerritoryWritten(territory))


def forget_neighbour(actor: Actor, territory: Territory, neighbour_id: int) -> bool:
    """Take a named neighbour back; False where it is gone already, which is no error."""
    authorize(actor, Action.BRAND_EDIT, territory)
    row = db.session.get(TerritoryNeighbour, (territory.id, neighbour_id))
    if row is not None:
        db.session.delete(row)
        db.session.flush()
        publish(TerritoryWritten(territory))
    return row is not None
