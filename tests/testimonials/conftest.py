"""A territory, its ambassador, its moderator, and what a whole testimonial says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial
from tests.client import PageClient
from tests.factories.accounts import a_member
from tests.factories.territories import a_territory

WHOLE: dict[str, Any] = {
    "title": "Deux enfants, un jardin et le train de 6 h 40",
    "lead": "Nous avons quitté un deux-pièces pour une maison, et la question du travail est restée entière.",
    "origin": "Montreuil (Seine-Saint-Denis, 93100)",
    "destination": "Brive-la-Gaillarde",
    "move_year": "2019",
    "household": "couple avec deux enfants",
    "occupation_before": "Gestionnaire de paie",
    "occupation_after": "Gestionnaire de paie",
    "themes": ["logement", "emploi"],
    "segments": ["familles"],
    "links": ["employee"],
    "disclosure": "Mon mari travaille à l’agglomération.",
    "part_partir": "Le **bruit**, et la place.",
    "part_ici": "Une carte de France dépliée sur la table.",
    "part_quotidien": "Le marché du samedi, puis la rivière.",
    "part_moins_facile": "Le train, quand il vient.",
}


@dataclass(frozen=True)
class Scene:
    """Who is there."""

    territory: Territory
    author: Account
    moderator: Account


@pytest.fixture
def scene(app: Flask) -> Scene:
    territory = a_territory()
    made = Scene(
        territory,
        a_member(territory, "ambassador", "Nadia Ferhat"),
        a_member(territory, "moderator", "Thomas Cessac"),
    )
    db.session.commit()
    return made


@pytest.fixture
def writer(scene: Scene, signed_in: Callable[[Account], PageClient]) -> PageClient:
    return signed_in(scene.author)


@pytest.fixture
def draft(scene: Scene, writer: PageClient) -> Testimonial:
    """A draft that was just opened."""
    started = writer.submit("/territoires/bassin-de-brive/temoignages/nouveau", {}, form="/nouveau")
    assert started.status_code == 303
    number = int(started.location.split("/")[3])
    return db.session.get_one(Testimonial, number)


def home(item: Testimonial, rest: str = "") -> str:
    return f"/compte/contributions/{item.id}{rest}"


def write(writer: PageClient, item: Testimonial, act: str = "", **values: Any) -> Any:
    """Fill the editor and press one of its buttons."""
    return writer.submit(home(item, "/modifier"), {**values, "act": act}, form="/modifier")


def again(item: Testimonial) -> Testimonial:
    """Read an item anew."""
    db.session.expire_all()
    return db.session.get_one(Testimonial, item.id)
