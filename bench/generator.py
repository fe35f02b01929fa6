"""Fills an empty database, with the places loaded, with a large site."""

from collections.abc import Callable, Iterator
from random import Random

from sqlalchemy import Connection

from ambassadors.core.db import db
from ambassadors.core.stems import keywords
from ambassadors.moderation.models import Facet, Subject, Submission, SubmissionStats
from ambassadors.questions.models import ANSWERED, STATE, WAITING
from ambassadors.questions.words import QuestionWord
from ambassadors.search.documents import document_of
from ambassadors.search.models import SearchDocument

from .contributions import Published, Writer, publish_all
from .lands import departements, make_territories
from .people import People
from .rows import Row, follow_numbers, insert_objects, insert_rows, next_number
from .sizes import Size
from .texts import Texts
from .waiting import Waiting, history_of

SEED = 20_261_123
Say = Callable[[str], None]


def generate(size: Size, say: Say) -> Published:
    """Generate the whole site in the session's transaction; the caller commits."""
    texts = Texts(Random(SEED))
    say(f"{size.territories} territoires")
    territories = make_territories(size, texts)
    connection = db.session.connection()
    say("comptes et rôles")
    origins = departements()
    crowd = People(connection, texts).make(territories, origins, size)
    say(f"{size.testimonials} témoignages, {size.questions} questions, {size.answers} réponses : textes")
    writer = Writer(territories, crowd, texts, origins, next_number(connection, Subject))
    published = publish_all(writer, size)
    waiting = list(Waiting(writer, published).make(size))
    say("écriture des contributions")
    _insert(connection, published, waiting)
    say("index de recherche")
    insert_rows(connection, SearchDocument, [document_of(item) or {} for item in published.all])
    follow_numbers(connection)
    return published


def _insert(connection: Connection, published: Published, waiting: list[Submission]) -> None:
    submissions = [*published.all, *waiting]
    insert_rows(connection, Subject, [_subject(item) for item in submissions])
    insert_objects(connection, submissions)
    insert_objects(connection, published.photos)
    insert_objects(connection, list(history_of(waiting)))
    insert_rows(connection, SubmissionStats, list(_stats(published)))
    insert_rows(connection, Facet, list(_facets(published)))
    insert_rows(connection, QuestionWord, list(_words(published)))


def _subject(item: Submission) -> Row:
    return {"id": item.id, "kind": item.subject.kind, "territory_id": item.territory_id}


def _stats(published: Published) -> Iterator[Row]:
    for question_id, (answers, helpful) in published.counts.items():
        yield {"submission_id": question_id, "answers": answers, "helpful": helpful}


def _facets(published: Published) -> Iterator[Row]:
    """Give what each item says it is listed under, and what only the database tells an item."""
    for testimonial in published.testimonials:
        for facet, value in (*testimonial.facets(), ("origin", str(testimonial.origin_id))):
            yield _facet(testimonial, facet, value)
    for question in published.questions:
        answered = question.id in published.counts
        for facet, value in question.facets():
            waits = facet == STATE and value == WAITING
            yield _facet(question, facet, ANSWERED if waits and answered else value)


def _facet(item: Submission, facet: str, value: str) -> Row:
    return {
        "submission_id": item.id,
        "facet": facet,
        "value": value,
        "territory_id": item.territory_id,
        "kind": item.subject.kind,
        "published_at": item.published_at,
    }


def _words(published: Published) -> Iterator[Row]:
    for question in published.questions:
        for word in keywords(question.title):
            yield {"question_id": question.id, "word": word, "published_at": question.published_at}
