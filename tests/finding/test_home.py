"""The home page: one question, everybody's turn, one voice a territory, in a constant number of statements."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.places.models import Level, Place
from ambassadors.territories.order import shown_on
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import an_edition, an_open_edition
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron


def section(page: str, name: str) -> str:
    """Return a section of the page."""
    found = re.search(rf'<section class="section" aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)
    return found.group(1) if found else ""


def test_it_shows_the_three_of_the_day_and_counts_its_statements(client: FlaskClient, app: Flask) -> None:
    communes = db.session.scalars(
        select(Place).where(Place.level == Level.COMMUNE).order_by(Place.id).limit(40)
    ).all()
    few = [a_territory(place.code, f"t-{number}") for number, place in enumerate(communes[:4])]
    before = client.get("/").headers["X-Query-Count"]
    many = few + [a_territory(place.code, f"t-{number}") for number, place in enumerate(communes[4:], 4)]
    many[5].state = "paused"
    page = client.get("/")
    assert page.headers["X-Query-Count"] == before
    assert int(before) <= 4
    opened = [one for one in many if one.state == "open"]
    wanted = [one.slug for one in shown_on(opened, today(), lambda one: one.id)]
    assert (
        re.findall(r'card__title"><a href="/territoires/(t-\d+)"', section(page.text, "territoires"))
        == wanted
    )


def test_who_publishes_much_does_not_hide_the_others(client: FlaskClient, app: Flask) -> None:
    brive, far = a_territory(), aveyron()
    teller = a_member(brive, "ambassador")
    a_testimonial(far, a_member(far, "ambassador"), title="Une seule fois ici, il y a longtemps")
    for number in range(5):
        a_testimonial(brive, teller, title=f"Encore un témoignage, le numéro {number}")
    voices = section(client.get("/").text, "voix")
    assert "Une seule fois ici" in voices
    assert voices.count("Encore un témoignage") == 1


def test_questions_that_wait_and_editions_that_are_open(client: FlaskClient, app: Flask) -> None:
    brive = a_territory()
    asker, teller = an_account(), a_member(brive, "ambassador")
    a_question(brive, asker, title="Où louer des vélos électriques ?")
    an_answer(a_question(brive, asker, title="Faut-il une voiture à Objat ?"), teller)
    closed = a_question(brive, asker, title="Que visiter en un week-end ?")
    closed.closed_reason = "touristique"
    assert not section(client.get("/").text, "editions")
    an_open_edition(brive, an_edition())
    page = client.get("/").text
    waiting = section(page, "questions")
    assert "Où louer des vélos électriques" in waiting
    assert "Faut-il une voiture" not in waiting
    assert "Que visiter" not in waiting
    assert 'href="/territoires?edition=trouver-un-emploi"' in section(page, "editions")


def test_wishes_offered_are_those_that_somebody_answers(client: FlaskClient, app: Flask) -> None:
    a_territory(frames=["mer"])
    page = client.get("/").text
    assert 'href="/territoires?cadre=mer"' in page
    assert "cadre=montagne" not in page
    assert 'action="/territoires/lieu"' in page
