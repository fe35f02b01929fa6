"""The editions in the administration: a new one needs no code, a retired one still answers where it is open."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ambassadors.access.actor import Actor
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.dossier.edition import Edition
from ambassadors.dossier.queries.editions import edition_by_slug
from ambassadors.dossier.service.catalogue import EditionSaid, create_edition
from ambassadors.dossier.service.openings import close_edition, open_edition
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.dossier import a_cell, an_edition, an_open_edition
from tests.factories.territories import a_territory

SignIn = Callable[[Account], PageClient]
LIST = "/administration/editions"
NEW = f"{LIST}/nouvelle"
JOB = f"{LIST}/trouver-un-emploi"
RETIREES = {
    "label": "Prendre sa retraite",
    "slug": "retraite",
    "segment": "natifs-expatries",
    "summary": "Pour celles et ceux qui reviennent.",
    "place_climat": "2",
    "place_logement": "1",
    "prompt_logement": "De plain-pied ?",
    "prompt_ville": "À pied ?",
}


@pytest.fixture
def admin(app: Flask, signed_in: SignIn) -> PageClient:
    return signed_in(an_admin())


def kept(slug: str = "trouver-un-emploi") -> Edition:
    db.session.expire_all()
    found = edition_by_slug(slug)
    assert found is not None
    return found


def test_a_new_edition_needs_no_code(admin: PageClient, signed_in: SignIn, client: FlaskClient) -> None:
    here = a_territory(at_name="à Brive")
    a_cell(here, "logement", "On trouve.")
    assert admin.submit(NEW, RETIREES).location == LIST
    made = kept("retraite")
    assert (made.themes, made.position) == (["logement", "climat"], 0)
    assert made.prompts == {"logement": "De plain-pied ?", "ville": "À pied ?"}
    assert "Prendre sa retraite" in admin.get(LIST).text
    desk = "/bureau/bassin-de-brive/dossier/editions/retraite"
    browser = signed_in(a_member(here, "manager"))
    assert browser.submit(desk, {"intro": "Bienvenue."}, form=desk).status_code == 303
    page = client.get("/territoires/bassin-de-brive/editions/retraite").text
    assert "Prendre sa retraite à Brive" in page and "Bienvenue." in page


def test_an_edition_is_changed_with_the_order_of_its_themes(admin: PageClient) -> None:
    an_edition(summary="À qui.", prompts={"emploi": "Qui recrute ?"})
    sent = {
        "place_emploi": "3",
        "place_logement": "1",
        "place_emploi_a_deux": "",
        "label": "Chercher un poste",
    }
    assert admin.submit(JOB, sent | {"slug": "chercher-un-poste"}, form=JOB).location == LIST
    changed = kept("chercher-un-poste")
    assert (changed.themes, changed.label) == (["logement", "emploi"], "Chercher un poste")
    assert changed.prompts == {"emploi": "Qui recrute ?"}


def test_an_address_that_readers_know_stays(admin: PageClient) -> None:
    here = a_territory()
    an_edition(summary="À qui.")
    a_cell(here, "emploi", "On recrute.")
    steward = Actor(None, "essais", is_admin=True)
    open_edition(steward, here, "trouver-un-emploi", "")
    close_edition(steward, here, "trouver-un-emploi")
    answer = admin.submit(JOB, {"slug": "autrement"}, form=JOB)
    assert answer.status_code == 422 and "elle ne change plus" in answer.text
    assert admin.submit(JOB, {"label": "Autrement"}, form=JOB).status_code == 303
    assert kept().label == "Autrement"


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"label": ""}, "label", "Étudier"),
        ({"slug": "Étudier ici"}, "slug", "etudier-ici"),
        ({"slug": "nouvelle"}, "slug", "besoin de ce mot"),
        ({"slug": "trouver-un-emploi"}, "slug", "Une autre édition"),
        ({"segment": ""}, "segment", "Choisissez le public"),
        ({"segment": "licornes"}, "segment", "Choisissez le public"),
        ({"summary": ""}, "summary", "à qui"),
        ({"position": "tout"}, "position", "entre 1 et 99"),
        ({"place_climat": "1"}, "place_climat", "déjà à cette place"),
        ({"place_climat": "0"}, "place_climat", "entre 1 et 99"),
        ({"place_climat": "", "place_logement": ""}, "place_qualite_de_vie", "un thème au moins"),
        ({"prompt_climat": "a" * 401}, "prompt_climat", "400 caractères"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    admin: PageClient, sent: dict[str, str], field: str, message: str
) -> None:
    an_edition()
    answer = admin.submit(NEW, RETIREES | sent)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text and message in answer.text
    assert answer.text.count('class="field__error"') == 1
    assert "De plain-pied ?" in answer.text and edition_by_slug("retraite") is None


def test_two_administrators_at_once_are_told(admin: PageClient) -> None:
    an_edition(summary="À qui.")
    action, late = admin.filled(JOB, {"label": "Le mien"}, JOB)
    assert admin.submit(JOB, {"label": "Le leur", "place_climat": "9"}, form=JOB).status_code == 303
    answer = admin.post(action, data=late)
    assert answer.status_code == 409 and 'value="Le mien"' in answer.text and "Le leur" in answer.text
    assert kept().label == "Le leur"


def test_an_edition_is_retired_and_offered_again(admin: PageClient, client: FlaskClient) -> None:
    here = a_territory()
    an_open_edition(here, an_edition())
    assert admin.submit(LIST, {}, form="/retrait").location == LIST
    assert kept().retired_at is not None and "retirée" in admin.get(LIST).text
    assert client.get("/territoires/bassin-de-brive/editions/trouver-un-emploi").status_code == 200
    assert admin.submit(LIST, {}, form="/retrait").location == LIST
    assert kept().retired_at is None


def test_the_list_costs_the_same_whatever_it_holds(admin: PageClient) -> None:
    an_edition()
    before = int(admin.get(LIST).headers["X-Query-Count"])
    an_open_edition(a_territory(), an_edition("etudier", "Étudier", segment="etudiants"))
    assert int(admin.get(LIST).headers["X-Query-Count"]) == before


def test_nobody_else_keeps_the_editions(app: Flask, signed_in: SignIn) -> None:
    an_edition()
    browser = signed_in(a_member(a_territory(), "manager"))
    assert {browser.get(page).status_code for page in (LIST, NEW, JOB)} <= {403, 404}
    said = EditionSaid("x", "X", "", "familles", ("climat",), {}, 0)
    with pytest.raises(Exception, match=r"admin\.use"):
        create_edition(an_account().as_actor(), said)
    for wrong in (("licorne",), (), ("climat", "climat")):
        with pytest.raises(ValueError, match=r"\("):
            create_edition(
                Actor(None, "essais", is_admin=True), EditionSaid("x", "X", "", "familles", wrong, {}, 0)
            )
