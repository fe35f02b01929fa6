"""A territory's public space, and its editor at the desk."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from ambassadors.accounts.models import Account
from ambassadors.brand.models import BrandRevision
from ambassadors.core.db import db
from ambassadors.moderation.models import Decision, Subject
from ambassadors.places.models import Level
from ambassadors.places.queries import ancestors_of
from ambassadors.territories.fonts import HOUSE, PAIRINGS
from ambassadors.territories.models import FormerSlug, Territory
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron

SignIn = Callable[[Account], PageClient]

EDITOR = "/bureau/bassin-de-brive/marque"
VENDOR = Path(__file__).parents[2] / "static" / "vendor"


def picture(kind: str = "PNG") -> tuple[io.BytesIO, str]:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "#7a2e4d").save(out, kind)
    out.seek(0)
    return out, f"image.{kind.lower()}"


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory()


@pytest.fixture
def manager(territory: Territory) -> Account:
    return a_member(territory, "manager")


def test_the_space_brings_voices_together(client: FlaskClient, territory: Territory) -> None:
    ambassador = a_member(territory, "ambassador", "Inès Vidal")
    a_testimonial(territory, ambassador)
    an_answer(a_question(territory, an_account("Hugo")), ambassador)
    a_question(territory, an_account(), title="Une question qui attend encore sa réponse ?")
    page = client.get(territory.path)
    assert page.status_code == 200
    assert "Inès Vidal" in page.text
    assert "Deux enfants, un jardin" in page.text
    assert "crèche" in page.text
    assert "attend encore" not in page.text, "the space shows questions that have an answer"
    assert int(page.headers["X-Query-Count"]) <= 8
    assert "Set-Cookie" not in page.headers


def test_a_former_slug_leads_to_the_present_one(client: FlaskClient, territory: Territory) -> None:
    db.session.add(FormerSlug(slug="pays-de-brive", territory_id=territory.id))
    db.session.flush()
    answer = client.get("/territoires/pays-de-brive/contacts?x=1")
    assert answer.status_code == 301
    assert answer.headers["Location"].endswith("/territoires/bassin-de-brive/contacts?x=1")


@pytest.mark.parametrize("state", ["preparing", "open", "paused", "closed"])
def test_who_sees_which_state(
    client: FlaskClient, signed_in: SignIn, territory: Territory, manager: Account, state: str
) -> None:
    territory.state = state
    db.session.flush()
    assert client.get(territory.path).status_code == (404 if state == "preparing" else 200)
    assert (territory.name in client.get("/territoires").text) is (state != "preparing")
    assert signed_in(manager).get(territory.path).status_code == 200


def test_a_manager_publishes_and_reverts(signed_in: SignIn, territory: Territory, manager: Account) -> None:
    browser = signed_in(manager)
    sent = {
        "tagline": "Trois jours de marché",
        "colour": "#7A2E4D",
        "presentation": "Une **cuvette** verte.",
        "logo": picture(),
    }
    assert browser.submit(EDITOR, sent, content_type="multipart/form-data").status_code == 303
    assert "<strong>cuvette</strong>" in territory.presentation_html
    assert territory.logo_key is not None
    assert browser.get(f"/media/{territory.logo_key}").status_code == 200
    assert browser.submit(EDITOR, {"tagline": "Autre chose"}).status_code == 303
    history = browser.get(f"{EDITOR}/historique")
    assert history.text.count("Remettre cette version") == 2
    assert browser.submit(f"{EDITOR}/historique", {}, form=0).status_code == 303
    assert territory.tagline == "Trois jours de marché"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("tagline", "a" * 161, "160 caractères"),
        ("colour", "mauve", "couleur"),
        ("colour", "", "couleur"),
        ("at_name", " ", "Indiquez la forme"),
        ("of_name", "d" * 141, "140 caractères"),
        ("contact_email", "pas une adresse", "complète"),
        ("presentation", "a" * 8001, "8 000"),
        ("signature", "Brive\x00", "invisibles"),
        ("cover", (io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "a.svg"), ""),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(
    signed_in: SignIn, territory: Territory, manager: Account, field: str, value: object, message: str
) -> None:
    sent = {"presentation": "Un texte que l’on garde.", field: value}
    answer = signed_in(manager).submit(EDITOR, sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert message in answer.text.replace("\u202f", " ")
    assert f'id="{field}-error"' in answer.text
    if field != "presentation":
        assert "Un texte que l’on garde." in answer.text
    assert territory.version == 1


def test_two_editors_at_once_lose_nothing(signed_in: SignIn, territory: Territory, manager: Account) -> None:
    browser = signed_in(manager)
    assert browser.submit(EDITOR, {"tagline": "La première"}).status_code == 303
    late = browser.submit(EDITOR, {"tagline": "La seconde", "version": "1"})
    assert late.status_code == 409
    assert "La première" in late.text and "La seconde" in late.text


def test_the_preview_writes_nothing(signed_in: SignIn, territory: Territory, manager: Account) -> None:
    browser = signed_in(manager)
    page = browser.submit(EDITOR, {"tagline": "À l’essai", "presentation": "Un essai."})
    assert page.status_code == 303
    fields = {"tagline": "Jamais publié", "colour": "#123456", "presentation": "Neuf."}
    _, filled = browser.filled(EDITOR, fields)
    preview = browser.post(f"{EDITOR}/apercu", data=filled)
    assert preview.status_code == 200
    assert "Jamais publié" in preview.text
    db.session.refresh(territory)
    assert territory.tagline == "À l’essai"


def test_the_preview_shows_the_pictures_chosen_and_keeps_none(
    signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    browser = signed_in(manager)
    assert browser.get(territory.path).text.count('src="data:image/') == 0
    _, filled = browser.filled(EDITOR, {"cover": picture(), "cover_alt": "La gare", "logo": picture()})
    preview = browser.post(f"{EDITOR}/apercu", data=filled, content_type="multipart/form-data")
    assert preview.text.count('src="data:image/') == 2
    assert 'alt="La gare"' in preview.text
    db.session.refresh(territory)
    assert (territory.logo_key, territory.cover_key) == (None, None)
    sent = {"logo": picture(), "cover": picture(), "cover_alt": "La gare"}
    assert browser.submit(EDITOR, sent, content_type="multipart/form-data").status_code == 303
    _, filled = browser.filled(EDITOR, {"remove_cover": "y", "remove_logo": "y"})
    bare = browser.post(f"{EDITOR}/apercu", data=filled).text
    assert "cover__logo" not in bare and territory.landscape_path in bare and 'alt="La gare"' not in bare
    assert "cover__logo" in browser.get(territory.path).text


def test_the_french_forms_are_corrected_and_come_back(
    signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    browser = signed_in(manager)
    former = (territory.at_name, territory.of_name)
    corrected = {"at_name": "dans le bassin de Brive", "of_name": "du bassin de Brive"}
    assert browser.submit(EDITOR, corrected).status_code == 303
    assert (territory.at_name, territory.of_name) == ("dans le bassin de Brive", "du bassin de Brive")
    assert browser.submit(f"{EDITOR}/historique", {}, form=0).status_code == 303
    assert (territory.at_name, territory.of_name) == former


def test_a_version_older_than_the_forms_leaves_them(
    signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    browser = signed_in(manager)
    browser.submit(EDITOR, {"tagline": "La première"})
    browser.submit(EDITOR, {"tagline": "La seconde", "at_name": "au pays de Brive"})
    for revision in db.session.scalars(select(BrandRevision)):
        revision.content = {k: v for k, v in revision.content.items() if k not in ("at_name", "of_name")}
    db.session.flush()
    assert browser.submit(f"{EDITOR}/historique", {}, form=0).status_code == 303
    assert (territory.tagline, territory.at_name) == ("La première", "au pays de Brive")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("200043172", "Intercommunalité · Corrèze, Nouvelle-Aquitaine · "),
        ("12", "Département · Occitanie · "),
        ("72181", "Commune · Sarthe, Pays de la Loire · "),
    ],
)
def test_the_page_says_where_and_how_many(app: Flask, client: FlaskClient, code: str, words: str) -> None:
    territory = a_territory(code, "ici")
    region = next(one for one in ancestors_of(db.session, territory.place) if one.level is Level.REGION)
    territory.region_id = region.id
    db.session.flush()
    page = client.get("/territoires/ici")
    assert words in page.text
    assert re.search(r"[\d\u202f]+\u00a0habitants", page.text), re.findall(r"cover__where.*", page.text)
    assert int(page.headers["X-Query-Count"]) <= 8


@pytest.mark.parametrize("role", ["ambassador", "partner", "moderator"])
def test_only_managers_edit(signed_in: SignIn, territory: Territory, role: str) -> None:
    answer = signed_in(a_member(territory, role)).get(EDITOR)
    assert answer.status_code == (404 if role == "ambassador" else 403)


def test_a_manager_of_elsewhere_does_not_see_it(signed_in: SignIn, territory: Territory) -> None:
    assert signed_in(a_member(aveyron(), "manager")).get(EDITOR).status_code == 404


def test_each_publication_of_the_space_is_in_the_log(
    signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    browser = signed_in(manager)
    for tagline in ("Trois jours de marché", "Quatre jours de marché"):
        assert browser.submit(EDITOR, {"tagline": tagline}).status_code == 303
    assert browser.submit(f"{EDITOR}/historique", {}, form=0).status_code == 303
    lines = db.session.scalars(select(Decision).where(Decision.kind == "brand").order_by(Decision.id)).all()
    assert [(line.transition, line.revision, line.actor_id) for line in lines] == [
        ("publish", 2, manager.id),
        ("publish", 3, manager.id),
        ("revert", 4, manager.id),
    ]
    assert len({line.item_id for line in lines}) == 1
    assert db.session.get_one(Subject, lines[0].item_id).territory_id == territory.id


@pytest.mark.parametrize("fonts", list(PAIRINGS))
def test_a_page_of_the_territory_asks_for_its_fonts_and_no_others(
    client: FlaskClient, signed_in: SignIn, territory: Territory, manager: Account, fonts: str
) -> None:
    assert signed_in(manager).submit(EDITOR, {"fonts": fonts}).status_code == 303
    page = client.get(f"{territory.path}/contacts").text
    assert f"fonts--{fonts}" in page
    asked = re.findall(r'href="/static/[^/]*/vendor/([^"]*woff2)"', page)
    assert asked == list(PAIRINGS[fonts].preloaded)
    sheets = re.findall(r"/css/fonts/(\w+)\.css", page)
    assert sheets == ([] if fonts == HOUSE else [fonts])
    assert "fonts--" not in client.get("/territoires").text
    for file in asked:
        assert (VENDOR / file).is_file()


def test_fonts_that_are_not_ours_are_refused(
    signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    answer = signed_in(manager).submit(EDITOR, {"fonts": "comic"})
    assert answer.status_code == 422
    assert 'id="fonts-error"' in answer.text
    assert territory.fonts == HOUSE
