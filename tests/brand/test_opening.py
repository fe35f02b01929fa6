"""Compositions written before the signature and the cover could be moved show, after the update, what they showed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from flask import Flask
from sqlalchemy import select

from ambassadors import migrating
from ambassadors.brand.models import BrandRevision
from ambassadors.core.db import db
from ambassadors.territories.models import Territory
from config import Settings
from tests.factories.accounts import a_member
from tests.factories.territories import a_territory
from tests.own_site import own_site

BEFORE = "a4f2c7d81b06"

Entry = dict[str, Any]


def entries(*kinds: str, aside: str = "") -> list[Entry]:
    return [{"kind": kind, "shown": kind != aside} for kind in kinds]


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    with own_site(settings, tmp_path) as site:
        yield site


@pytest.mark.parametrize(
    ("blocks", "opening"),
    [
        (entries("doors", "call", aside="call"), entries("signature", "cover")),
        (
            entries("cover", "signature", "doors", "call", aside="cover"),
            entries("signature", "cover", aside="cover"),
        ),
        (
            entries("cover", "signature", "doors", "call", aside="signature"),
            entries("signature", "cover", aside="signature"),
        ),
    ],
    ids=["never heard of them", "cover aside", "signature aside"],
)
def test_what_was_composed_opens_as_it_did(own: Flask, blocks: list[Entry], opening: list[Entry]) -> None:
    with own.app_context():
        territory = a_territory(blocks=blocks, strengths=[])
        manager = a_member(territory, "manager")
        content = {"tagline": "Le bon tempo", "blocks": blocks}
        for number, said in enumerate([content, content | {"blocks": []}, {"tagline": "Sans blocs"}], 1):
            db.session.add(
                BrandRevision(territory_id=territory.id, number=number, content=said, author_id=manager.id)
            )
        db.session.commit()
        with db.engine.begin() as connection:
            command.stamp(migrating.alembic_config(connection), BEFORE)
        db.session.close()
        migrating.upgrade(db.engine)
        after = db.session.scalars(select(Territory)).one()
        assert after.blocks == opening + [one for one in blocks if one["kind"] in ("doors", "call")]
        former = db.session.scalars(select(BrandRevision).order_by(BrandRevision.number)).all()
        assert former[0].content == {"tagline": "Le bon tempo", "blocks": after.blocks}
        assert [one.content for one in former[1:]] == [
            {"tagline": "Le bon tempo", "blocks": []},
            {"tagline": "Sans blocs"},
        ], "a space that nobody composed follows the platform's order"
