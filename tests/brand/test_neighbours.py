"""The neighbours of a territory: its managers name them at the desk."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.territories.models import Territory, TerritoryNeighbour
from tests.client import PageClient
from tests.factories.accounts import a_member
from tests.factories.territories import LE_MANS, a_territory, aveyron

SignIn = Callable[[Account], PageClient]

PAGE = "/bureau/bassin-de-brive/marque/voisins"


@pytest.fixture
def brive(app: Flask) -> Territory:
    """Give a territory whose département is one too: by itself, its page shows that one."""
    a_territory("19", "correze", name="Corrèze")
    return a_territory()


def test_a_named_neighbour_is_shown_and_taken_back(
    signed_in: SignIn, client: FlaskClient, brive: Territory
) -> None:
    far = aveyron()
    browser = signed_in(a_member(brive, "manager"))
    assert "Corrèze" in browser.get(PAGE).text
    assert "/territoires/aveyron" not in client.get(brive.path).text
    assert browser.submit(PAGE, {"neighbour": str(far.id)}).location == PAGE
    shown = client.get(brive.path).text
    assert "/territoires/aveyron" in shown
    assert "/territoires/correze" in shown, "what surrounds it stays"
    assert browser.submit(PAGE, {}, form="/retirer").location == PAGE
    assert "/territoires/aveyron" not in client.get(brive.path).text


def test_wrong_choices_are_told_at_the_field(signed_in: SignIn, brive: Territory) -> None:
    far = aveyron()
    hidden = a_territory(LE_MANS, "le-mans", "preparing", name="Le Mans")
    browser = signed_in(a_member(brive, "manager"))
    assert "Le Mans" not in browser.get(PAGE).text, "another team prepares it unseen"
    browser.submit(PAGE, {"neighbour": str(far.id)})
    for wrong in (far.id, brive.id, hidden.id, "", "x", "999999"):
        answer = browser.submit(PAGE, {"neighbour": str(wrong)})
        assert answer.status_code == 422, wrong
        assert 'id="neighbour-error"' in answer.text, wrong
    assert len(db.session.scalars(select(TerritoryNeighbour)).all()) == 1


@pytest.mark.parametrize(("role", "status"), [("moderator", 403), ("partner", 403), ("ambassador", 404)])
def test_only_managers_name_neighbours(signed_in: SignIn, brive: Territory, role: str, status: int) -> None:
    assert signed_in(a_member(brive, role)).get(PAGE).status_code == status


def test_a_manager_of_elsewhere_does_not_see_it(signed_in: SignIn, brive: Territory) -> None:
    assert signed_in(a_member(aveyron(), "manager")).get(PAGE).status_code == 404
