"""What is read of territories; lists are filtered by the same rule as one territory."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased, joinedload

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import permitted
from ambassadors.core.db import db
from ambassadors.core.slugs import without_accents
from ambassadors.places.models import Place, PlaceParent
from ambassadors.places.queries import above, communes_in

from .models import FormerSlug, Territory, TerritoryNeighbour, TerritoryPlace


@dataclass(frozen=True)
class TerritoryLine:
    """A territory in a list."""

    id: int
    slug: str
    name: str
    level: str
    state: str
    tagline: str
    colour: str
    cover_key: str | None
    frames: list[str]
    region: str | None
    region_id: int | None

    @property
    def path(self) -> str:
        """Return the address of its public page."""
        return f"/territoires/{self.slug}"


def territory_by_slug(slug: str) -> Territory | None:
    """Return a territory by the slug it bears now."""
    return db.session.scalar(
        select(Territory)
        .where(Territory.slug == slug)
        .options(joinedload(Territory.place), joinedload(Territory.region))
    )


def territory_formerly(slug: str) -> Territory | None:
    """Return the territory that once bore a slug."""
    return db.session.scalar(select(Territory).join(FormerSlug).where(FormerSlug.slug == slug))


def lines(actor: Actor, *where: ColumnElement[bool]) -> list[TerritoryLine]:
    """Return the territories an actor may see, in no order of their own."""
    return [TerritoryLine(*row) for row in db.session.execute(listed(actor).where(*where))]


def listed(actor: Actor, *more: Any) -> Any:
    """Select the territories an actor may see as lines, column by column in their order, then what is added."""
    region = aliased(Place)
    return (
        select(
            Territory.id,
            Territory.slug,
            Territory.name,
            Territory.level,
            Territory.state,
            Territory.tagline,
            Territory.colour,
            Territory.cover_key,
            Territory.frames,
            region.name,
            Territory.region_id,
            *more,
        )
        .outerjoin(region, region.id == Territory.region_id)
        .where(permitted(actor, Action.TERRITORY_VIEW, Territory))
    )


def open_for_questions(actor: Actor) -> list[TerritoryLine]:
    """Return the territories that take questions now."""
    return lines(actor, Territory.state == "open")


def related(actor: Actor, territory: Territory, *more: ColumnElement[bool]) -> list[TerritoryLine]:
    """Return the territories beside, around and inside one: named by its managers, else of the same parent.

    `more` adds those that other domains know how to reach.
    """
    parent = (
        select(PlaceParent.parent_id)
        .where(PlaceParent.child_id == territory.place_id, PlaceParent.principal)
        .scalar_subquery()
    )
    siblings = select(PlaceParent.child_id).where(PlaceParent.parent_id == parent, PlaceParent.principal)
    around = select(PlaceParent.parent_id).where(PlaceParent.child_id == territory.place_id)
    inside = select(PlaceParent.child_id).where(PlaceParent.parent_id == territory.place_id)
    # Communes and EPCI hang on their département: between them and their région, the région's own number speaks.
    region = or_(
        Territory.place_id == territory.region_id,
        Territory.region_id == territory.place_id,
    )
    named = select(TerritoryNeighbour.neighbour_id).where(TerritoryNeighbour.territory_id == territory.id)
    beside = Territory.place_id.in_(siblings) & ~named.exists()
    return lines(
        actor,
        Territory.id != territory.id,
        or_(
            beside,
            Territory.id.in_(named),
            Territory.place_id.in_(around),
            Territory.place_id.in_(inside),
            region,
            *more,
        ),
    )


def neighbours_named(actor: Actor, territory: Territory) -> list[TerritoryLine]:
    """Return the neighbours that a territory's managers named, by name."""
    named = select(TerritoryNeighbour.neighbour_id).where(TerritoryNeighbour.territory_id == territory.id)
    return by_name(lines(actor, Territory.id.in_(named)))


def others_than(actor: Actor, territory: Territory) -> list[TerritoryLine]:
    """Return every other territory that an actor may see, by name."""
    return by_name(lines(actor, Territory.id != territory.id))


def by_name(found: list[TerritoryLine]) -> list[TerritoryLine]:
    """Sort territories by name, for the people who run them: readers get the order of the day."""
    return sorted(found, key=lambda line: without_accents(line.name).lower())


def ids_around(place_ids: Sequence[int]) -> frozenset[int]:
    """Return the territories that are, hold or stand directly in one of these places."""
    if not place_ids:
        return frozenset()
    held = above(*place_ids)
    more = select(TerritoryPlace.territory_id).where(TerritoryPlace.place_id.in_(held))
    inside = select(PlaceParent.child_id).where(PlaceParent.parent_id.in_(place_ids))
    statement = select(Territory.id).where(
        or_(Territory.place_id.in_(held), Territory.id.in_(more), Territory.place_id.in_(inside))
    )
    return frozenset(db.session.scalars(statement))


def place_ids_of(territory: Territory) -> list[int]:
    """Return every place a territory covers, the principal one first."""
    others = db.session.scalars(
        select(TerritoryPlace.place_id).where(TerritoryPlace.territory_id == territory.id)
    )
    return [territory.place_id, *others]


def communes_of(territory: Territory) -> Sequence[Place]:
    """List the communes of a territory by name, those of its additional places included."""
    return communes_in(db.session, place_ids_of(territory))


def slug_taken(slug: str, by: int | None = None) -> bool:
    """Tell whether a territory bears or bore a slug, this one left out."""
    now = select(Territory.id).where(Territory.slug == slug, Territory.id != (by or 0))
    before = select(FormerSlug.territory_id).where(
        FormerSlug.slug == slug, FormerSlug.territory_id != (by or 0)
    )
    return db.session.scalar(now.union_all(before).limit(1)) is not None


def former_slug(slug: str) -> FormerSlug | None:
    """Return the row of a slug once borne."""
    return db.session.get(FormerSlug, slug)


def all_territories() -> Sequence[Territory]:
    """Return every territory, for the administration, by name."""
    return db.session.scalars(select(Territory).order_by(Territory.name)).all()


def territory_of_place(place_id: int) -> Territory | None:
    """Return the territory whose principal place this is."""
    return db.session.scalar(select(Territory).where(Territory.place_id == place_id))
