"""The generated rows are those that the site itself would have written; else the bench would measure another site."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ambassadors.accounts.models import Account, AccountSession
from ambassadors.core.db import db
from ambassadors.moderation.models import Decision, Facet, Submission, SubmissionRevision
from ambassadors.questions.counting import recount
from ambassadors.questions.models import Answer, Question
from ambassadors.questions.similar import index
from ambassadors.questions.words import QuestionWord
from ambassadors.search.documents import document_of
from ambassadors.search.models import SearchDocument
from ambassadors.testimonials.models import Testimonial
from bench.generator import generate
from bench.lands import BUSY_SLUG
from bench.pages import PAGES, Site
from bench.people import SESSION_ID
from bench.sizes import Size

SIZE = Size(
    territories=4,
    testimonials=12,
    questions=60,
    answers=150,
    movers=10,
    busy_testimonials=8,
    busy_questions=50,
    busy_members=8,
    famous_answers=20,
    busy_pending=20,
    pending=4,
    busy_facts=2,
)


def rows(*columns: Any) -> set[tuple[Any, ...]]:
    """Return some columns of a table as a set."""
    return {tuple(row) for row in db.session.execute(select(*columns))}


def test_every_row_is_what_the_site_would_have_written(app: Flask) -> None:
    generate(SIZE, lambda step: None)
    db.session.expire_all()
    assert recount() == 0
    published: list[Submission] = []
    for kind in (Testimonial, Question, Answer):
        published += db.session.scalars(select(kind).where(kind.status == "published")).all()
    assert len(published) == SIZE.testimonials + SIZE.questions + SIZE.answers + 6
    listed = {(item.id, facet, value) for item in published for facet, value in item.facets()}
    assert rows(Facet.submission_id, Facet.facet, Facet.value) == listed
    documents = db.session.execute(select(SearchDocument.__table__).where(SearchDocument.kind != "territory"))
    found = {row["ref_id"]: dict(row) for row in documents.mappings()}
    assert len(found) == len(published)
    for item in published:
        expected = document_of(item) or {}
        assert {name: found[item.id][name] for name in expected} == expected
    words = rows(QuestionWord.question_id, QuestionWord.word)
    for question in db.session.scalars(select(Question).where(Question.status == "published")):
        index(question)
    assert rows(QuestionWord.question_id, QuestionWord.word) == words


def test_what_waits_has_its_text_and_its_line_in_the_log(app: Flask) -> None:
    generate(SIZE, lambda step: None)
    waiting = db.session.scalars(select(Submission).where(Submission.review == "pending")).all()
    assert {item.kind for item in waiting} == {"answer", "question", "testimonial", "edit", "application"}
    assert rows(Decision.item_id, Decision.to_status) == {(item.id, "submitted") for item in waiting}
    assert db.session.scalar(select(func.count()).select_from(SubmissionRevision)) == len(waiting)
    session = db.session.get_one(AccountSession, SESSION_ID)
    busy = db.session.get_one(Account, session.account_id).as_actor().roles
    queues = {item.territory.slug: item.territory_id for item in waiting}
    assert queues[BUSY_SLUG] in busy


def test_every_page_of_the_bench_is_read(app: Flask, client: FlaskClient) -> None:
    generate(SIZE, lambda step: None)
    db.session.commit()
    with app.test_request_context():
        site = Site(app)
        addresses = {page: page.address(site) for page in PAGES}
        cookie = site.cookie()
    anonymous = app.test_client(use_cookies=False)
    for page, address in addresses.items():
        headers = {"Cookie": cookie} if page.signed_in else {}
        assert anonymous.get(address, headers=headers).status_code == 200, page.name
