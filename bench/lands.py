"""The territories of the bench: real places of the four levels, made by the site's own verbs."""

from dataclasses import replace
from random import Random

from sqlalchemy import select

from ambassadors.access.actor import Actor
from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.connection import Connection
from ambassadors.dossier.edition import TerritoryEdition
from ambassadors.dossier.queries.editions import all_editions
from ambassadors.dossier.service.reference import load_editions
from ambassadors.places.models import Level, Place
from ambassadors.territories.frames import FRAMES
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory
from ambassadors.territories.service import create, proposed_names, write_space

from .dossiers import make_dossier
from .sizes import Size
from .texts import Texts

SYSTEM = Actor(account_id=None, name="banc d’essai", is_admin=True)
BUSY_SLUG, BUSY_CODE = "bassin-de-brive", "200043172"
SHARES = {Level.REGION: 0.04, Level.DEPARTEMENT: 0.2, Level.EPCI: 0.4, Level.COMMUNE: 0.36}


def make_territories(size: Size, texts: Texts) -> list[Territory]:
    """Create the territories, the busy one first, all of them open."""
    load_editions()
    made = [_territory(place, texts) for place in _places(size.territories)]
    for territory in made[1:]:
        _wished_for(territory, texts.rng)
    _to_paris(made[0], 270)
    make_dossier(made[0], size, texts)
    db.session.flush()
    return made


def _places(count: int) -> list[Place]:
    busy = db.session.scalars(select(Place).where(Place.code == BUSY_CODE, Place.level == Level.EPCI)).one()
    found = [busy]
    for level, share in SHARES.items():
        largest = (
            select(Place)
            .where(Place.level == level, Place.ended_in.is_(None), Place.id != busy.id)
            .order_by(Place.population.desc(), Place.id)
            .limit(max(1, round(share * count)))
        )
        found += db.session.scalars(largest)
    return found[:count]


def _territory(place: Place, texts: Texts) -> Territory:
    names = proposed_names(place)
    if place.code == BUSY_CODE:
        names = replace(names, slug=BUSY_SLUG)
    territory = create(SYSTEM, place, names, "open")
    words = {"tagline": texts.rng.choice(texts.titles)[:160], "colour": colour(texts.rng)}
    frames = texts.rng.sample(list(FRAMES), 2)
    write_space(
        territory, words | {"presentation": texts.answer(), "not_for": texts.answer(), "frames": frames}
    )
    return territory


def _wished_for(territory: Territory, rng: Random) -> None:
    """Give a territory what wishes are about, its dossier apart: a way to Paris, some themes, an edition."""
    _to_paris(territory, rng.randrange(40, 420, 5))
    for theme in rng.sample(list(THEMES), 7):
        cell = Cell(territory_id=territory.id, theme=theme, version=1)
        cell.write({"text": "On y trouve ce qu’il faut."})
        db.session.add(cell)
    edition = rng.choice(all_editions())
    db.session.add(TerritoryEdition(territory_id=territory.id, edition_id=edition.id))


def _to_paris(territory: Territory, minutes: int) -> None:
    way = {"destination": "Paris", "to_paris": True, "mode": "train", "minutes": minutes}
    db.session.add(Connection(territory_id=territory.id, **way))


def colour(rng: Random) -> str:
    """Draw any colour a brand may pick."""
    return f"#{rng.randrange(1 << 24):06x}"


def departements() -> list[int]:
    """Return the numbers of the départements, where people come from."""
    return list(
        db.session.scalars(select(Place.id).where(Place.level == Level.DEPARTEMENT).order_by(Place.id))
    )
