"""The home page: one question, everybody's turn, one voice a territory, in a constant number of statements."""

import re
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.moderation.models import Facet, Subject, Submission, SubmissionStats
from ambassadors.places.models import Level, Place
from ambassadors.questions.closing import close_as_touristic
from ambassadors.territories.order import shown_on
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import a_connection, an_edition, an_open_edition
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
    many(a_testimonial(brive, teller, title="Encore un témoignage, le dernier de tous"), 45)
    voices = section(client.get("/").text, "voix")
    assert "Une seule fois ici" in voices
    assert voices.count("Encore un témoignage") == 1


def test_who_is_answered_much_does_not_hide_who_waits(client: FlaskClient, app: Flask) -> None:
    brive, far, asker = a_territory(), aveyron(), an_account()
    a_question(far, asker, title="Y a-t-il une chorale, depuis le temps ?")
    answered = a_question(brive, asker, title="Une question que l’on a déjà lue")
    an_answer(answered, a_member(brive, "ambassador"))
    many(answered, 201)
    waiting = section(client.get("/").text, "questions")
    assert "Y a-t-il une chorale" in waiting
    assert "déjà lue" not in waiting


def many(item: Submission, copies: int) -> None:
    """Publish an item again and again, each time later, as it stands in the tables."""
    first, tables = item.id, (Subject, Submission, type(item), SubmissionStats, Facet)
    last = db.session.scalar(select(func.max(Subject.id))) or 0
    for model in tables:
        table: Any = model.__table__
        key = "submission_id" if "submission_id" in table.columns else "id"
        rows = [
            dict(row) for row in db.session.execute(select(table).where(table.c[key] == first)).mappings()
        ]
        if rows:
            copied = [
                row
                | {key: last + number}
                | (
                    {}
                    if row.get("published_at") is None
                    else {"published_at": row["published_at"] + timedelta(seconds=number)}
                )
                for number in range(1, copies + 1)
                for row in rows
            ]
            db.session.execute(table.insert(), copied)


def test_questions_that_wait_and_editions_that_are_open(client: FlaskClient, app: Flask) -> None:
    brive = a_territory()
    asker, teller = an_account(), a_member(brive, "ambassador")
    a_question(brive, asker, title="Où louer des vélos électriques ?")
    an_answer(a_question(brive, asker, title="Faut-il une voiture à Objat ?"), teller)
    closed = a_question(brive, asker, title="Que visiter en un week-end ?")
    close_as_touristic(
        a_member(brive, "moderator").as_actor(), closed, "L’office de tourisme.", version=closed.version
    )
    assert not section(client.get("/").text, "editions")
    an_open_edition(brive, an_edition())
    page = client.get("/").text
    waiting = section(page, "questions")
    assert "Où louer des vélos électriques" in waiting
    assert "Faut-il une voiture" not in waiting
    assert "Que visiter" not in waiting
    assert 'href="/territoires?edition=trouver-un-emploi"' in section(page, "editions")


def test_wishes_offered_are_those_that_somebody_answers(client: FlaskClient, app: Flask) -> None:
    brive = a_territory(frames=["mer"])
    a_connection(brive, minutes=121)
    question = a_question(brive, an_account())
    page = client.get("/").text
    assert "paris=2" not in page
    assert "ambassadeurs=1" not in page
    a_connection(brive, minutes=120)
    an_answer(question, a_member(brive, "ambassador"))
    page = client.get("/").text
    assert 'href="/territoires?paris=2"' in page
    assert 'href="/territoires?ambassadeurs=1"' in page
    assert 'rel="license"' in page, "the drawing says whose it is"
    assert 'href="/territoires?cadre=mer"' in page
    assert "cadre=montagne" not in page
    assert 'action="/territoires/lieu"' in page
