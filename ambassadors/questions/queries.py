"""Lists of questions: of a territory under its filters, of a theme, and those that wait for too long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import aliased

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import permitted
from ambassadors.core.db import db
from ambassadors.core.pages import Cursor, Page, page_of
from ambassadors.core.parts import Part, page_in_parts
from ambassadors.core.text import excerpt
from ambassadors.moderation.models import Facet, Submission, SubmissionStats
from ambassadors.network.models import Organisation
from ambassadors.places.models import Place
from ambassadors.territories.models import Territory

from .models import ANSWERED, STATE, WAITING, Answer, Question

# The filters of the list, the rarest first: the first one given drives the search.
FILTERS = ("origin", "segment", "theme", STATE)


@dataclass(frozen=True)
class QuestionLine:
    """A question in a list."""

    id: int
    slug: str
    title: str
    text_html: str
    theme: str
    speaker_name: str
    published_at: datetime
    edited_at: datetime | None
    closed_reason: str | None
    answers: int
    origin_name: str | None
    territory_id: int
    territory_name: str
    territory_slug: str

    @property
    def path(self) -> str:
        """Return the address of its page."""
        return f"/questions/{self.id}-{self.slug}"

    @property
    def asker(self) -> str:
        """Return who asked, and from where."""
        return f"{self.speaker_name}, {self.origin_name}" if self.origin_name else self.speaker_name

    @property
    def beginning(self) -> str:
        """Return its first words."""
        return excerpt(self.text_html, 180)


def _lines(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Select the published questions an actor may see, with the columns of a line."""
    return (
        select(
            Question.id,
            Question.slug,
            Question.title,
            Question.text_html,
            Question.theme,
            Question.speaker_name,
            Question.published_at,
            Question.edited_at,
            Question.closed_reason,
            func.coalesce(SubmissionStats.answers, 0).label("answers"),
            Place.name.label("origin_name"),
            Question.territory_id,
            Territory.name.label("territory_name"),
            Territory.slug.label("territory_slug"),
        )
        .join(Territory, Territory.id == Question.territory_id)
        .outerjoin(SubmissionStats, SubmissionStats.submission_id == Question.id)
        .outerjoin(Place, Place.id == Question.origin_id)
        .where(Question.status == "published", permitted(actor, Action.SUBMISSION_VIEW, Question))
    )


def _as_lines(rows: Sequence[Any]) -> list[QuestionLine]:
    return [QuestionLine(**row._mapping) for row in rows]


def published_in(
    actor: Actor, territory_id: int, filters: Mapping[str, str], cursor: Cursor | None, size: int = 12
) -> Page[QuestionLine]:
    """Return a page of a territory's questions, newest first, under the facets given.

    The page is found in one index, its rows then by their ids: joined at once, PostgreSQL reads whole facets.
    """
    part = _under(territory_id, filters)
    return _read(actor, page_of(db.session, part.statement, part.at, part.row_id, cursor, size))


def page_for(
    actor: Actor, territory_id: int, filters: Mapping[str, str], cursor: Cursor | None, size: int = 12
) -> Page[QuestionLine]:
    """Return a page of them all: those that speak to the segment come first, it hides none of the others."""
    segment = filters.get("segment")
    if not segment:
        return published_in(actor, territory_id, filters, cursor, size)
    rest = _under(territory_id, {**filters, "segment": ""})
    others = rest.statement.where(~_has(rest.row_id, "segment", segment))
    parts = [_under(territory_id, filters), replace(rest, statement=others)]
    return _read(actor, page_in_parts(db.session, parts, cursor, size))


def _read(actor: Actor, page: Page[Any]) -> Page[QuestionLine]:
    """Put the lines in place of the numbers of a page."""
    lines = lines_of(actor, [row.id for row in (*page.items, *page.rest)])
    items, rest = ([lines[row.id] for row in rows if row.id in lines] for rows in (page.items, page.rest))
    return Page(items, page.newer, page.older, rest)


def _under(territory_id: int, filters: Mapping[str, str]) -> Part:
    facets = [(name, filters[name]) for name in FILTERS if filters.get(name)]
    if facets:
        return Part(_listed_under(territory_id, facets), Facet.published_at, Facet.submission_id.label("id"))
    everything = select(Submission.published_at, Submission.id).where(
        Submission.territory_id == territory_id,
        Submission.kind == "question",
        Submission.status == "published",
    )
    return Part(everything, Submission.published_at, Submission.id)


def _listed_under(territory_id: int, facets: Sequence[tuple[str, str]]) -> Select[*tuple[Any, ...]]:
    """Select the questions under all of these facets; the first one drives the search."""
    (facet, value), *others = facets
    return select(Facet.published_at, Facet.submission_id.label("id")).where(
        Facet.territory_id == territory_id,
        Facet.kind == "question",
        Facet.facet == facet,
        Facet.value == value,
        *(_has(Facet.submission_id, *other) for other in others),
    )


def _has(row_id: Any, facet: str, value: str) -> ColumnElement[bool]:
    link = aliased(Facet)
    on = (link.submission_id == row_id, link.facet == facet, link.value == value)
    return exists().where(*on).correlate_except(link)


def of_the_same_theme(actor: Actor, question: Question, most: int = 4) -> list[QuestionLine]:
    """Return the newest other questions of a question's territory on its theme."""
    listed = _listed_under(question.territory_id, [("theme", question.theme)]).subquery()
    newest = (
        select(listed.c.id)
        .where(listed.c.id != question.id)
        .order_by(listed.c.published_at.desc(), listed.c.id.desc())
        .limit(most)
    )
    statement = _lines(actor).where(Question.id.in_(newest))
    statement = statement.order_by(Question.published_at.desc(), Question.id.desc())
    return _as_lines(db.session.execute(statement).all())


def lines_of(actor: Actor, ids: Sequence[int]) -> dict[int, QuestionLine]:
    """Return the published questions of these ids that an actor may see."""
    rows = db.session.execute(_lines(actor).where(Question.id.in_(ids))).all()
    return {line.id: line for line in _as_lines(rows)}


def counts_that_differ() -> Sequence[Any]:
    """Return (question, answers, helpful) as they are, where the counters say otherwise."""
    answer = aliased(Answer, flat=True)
    answers, helpful = func.count(answer.id), func.count(answer.helpful_at)
    counted = (
        select(Question.id, answers.label("answers"), helpful.label("helpful"))
        .outerjoin(answer, and_(answer.question_id == Question.id, answer.status == "published"))
        .group_by(Question.id)
        .subquery()
    )
    stats = SubmissionStats
    return db.session.execute(
        select(counted)
        .outerjoin(stats, stats.submission_id == counted.c.id)
        .where(
            (func.coalesce(stats.answers, 0) != counted.c.answers)
            | (func.coalesce(stats.helpful, 0) != counted.c.helpful)
        )
    ).all()


def states_that_differ() -> list[tuple[int, str]]:
    """Return (question, state) where a published question is listed under the wrong one."""
    rows = db.session.execute(
        select(Facet.submission_id, Facet.value, func.coalesce(SubmissionStats.answers, 0))
        .outerjoin(SubmissionStats, SubmissionStats.submission_id == Facet.submission_id)
        .where(Facet.kind == "question", Facet.facet == STATE, Facet.value.in_((ANSWERED, WAITING)))
    )
    right = ((row_id, value, ANSWERED if answers else WAITING) for row_id, value, answers in rows)
    return [(row_id, state) for row_id, value, state in right if value != state]


def organisation_name(organisation_id: int | None) -> str | None:
    """Return the name of an organisation in whose name somebody answered."""
    found = db.session.get(Organisation, organisation_id) if organisation_id else None
    return found.name if found else None


def organisations_named(ids: Sequence[int]) -> dict[int, str]:
    """Return the names of some organisations."""
    rows = db.session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids)))
    return {row.id: row.name for row in rows}
