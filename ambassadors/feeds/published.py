"""Every public address, in files of 10,000 at most, each with when it last changed.

A file holds a range of numbers: an address stays in the file where it began, whatever is published after it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, cast, false, func, or_, select

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import permitted
from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.edition import Edition, TerritoryEdition
from ambassadors.moderation.models import Submission
from ambassadors.questions.models import Answer, Question
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial

from .queries import presentations

A_FILE = 10_000  # addresses
TERRITORIES = 200  # in a file: the themes, editions and lists of each are up to fifty addresses
LARGEST = 2**31 - 1  # what the databases can hold of a row's number
NOBODY = Actor.anonymous()
LISTS = ("temoignages", "questions", "ambassadeurs", "contacts", "charte")


@dataclass(frozen=True)
class Location:
    """A public address."""

    path: str
    changed: datetime | None = None


def territory_files() -> list[int]:
    """Return the numbers of the files that hold territories."""
    number = (Territory.id // TERRITORIES).label("number")
    seen = permitted(NOBODY, Action.TERRITORY_VIEW, Territory)
    return sorted(db.session.scalars(select(number).where(seen).group_by(number)))


def contribution_files() -> Sequence[Any]:
    """Return (number, newest publication) of the files that hold testimonials and questions."""
    number = (Submission.id // A_FILE).label("number")
    statement = select(number, func.max(Submission.published_at).label("changed")).where(
        Submission.kind.in_(("testimonial", "question")), *_seen(Submission)
    )
    return db.session.execute(statement.group_by(number).order_by(number)).all()


def _seen(model: Any) -> tuple[Any, Any]:
    return model.status == "published", permitted(NOBODY, Action.SUBMISSION_VIEW, model)


def contributions(number: int) -> Iterator[Location]:
    """Yield the published testimonials and questions of a file; an answer changes the page of its question."""
    answered = (
        select(func.max(func.coalesce(Answer.edited_at, Answer.published_at)))
        .where(Answer.question_id == Question.id, Answer.status == "published")
        .scalar_subquery()
    )
    for model, path, changes in (
        (Testimonial, "temoignages", (Testimonial.saved_at,)),
        (Question, "questions", (Question.edited_at, answered)),
    ):
        statement = _numbered(
            select(model.id, model.slug, model.published_at, *changes), model.id, number, A_FILE
        )
        for row_id, slug, *instants in db.session.execute(statement.where(*_seen(model))):
            yield Location(f"/{path}/{row_id}-{slug}", max(filter(None, instants)))


def _numbered(
    statement: Select[*tuple[Any, ...]], column: Any, number: int, size: int
) -> Select[*tuple[Any, ...]]:
    """Keep the rows of a file, in the order of their numbers; beyond the last that a row can bear, there is none."""
    first = number * size
    inside = column.between(first, min(first + size - 1, LARGEST)) if first <= LARGEST else false()
    return statement.where(inside).order_by(column)


def territories(number: int) -> Iterator[Location]:
    """Yield the pages of the territories of a file: theirs, their dossier, what is written in it, their lists."""
    seen = permitted(NOBODY, Action.TERRITORY_VIEW, Territory)
    statement = _numbered(select(Territory.id, Territory.slug), Territory.id, number, TERRITORIES).where(seen)
    slugs = {row.id: row.slug for row in db.session.execute(statement)}
    themes, editions, presented = _themes(slugs), _editions(slugs), presentations(slugs)
    for territory_id, slug in slugs.items():
        home, written = f"/territoires/{slug}", themes.get(territory_id, [])
        own = presented[territory_id]
        yield Location(home, own.changed_at or own.created_at)
        yield Location(f"{home}/dossier", max((row.published_at for row in written), default=None))
        yield from (Location(f"{home}/dossier/{row.theme}", row.published_at) for row in written)
        yield from (Location(f"{home}/editions/{edition}") for edition in editions.get(territory_id, ()))
        yield from (Location(f"{home}/{name}") for name in LISTS)


def _themes(ids: Any) -> dict[int, list[Any]]:
    """Return the themes that each territory wrote, by number."""
    rows = db.session.execute(
        select(Cell.territory_id, Cell.theme, Cell.published_at)
        .where(
            Cell.territory_id.in_(list(ids)),
            Cell.edition_id.is_(None),
            or_(Cell.text != "", cast(Cell.facts, String) != "[]"),
        )
        .order_by(Cell.territory_id, Cell.theme)
    )
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.territory_id, []).append(row)
    return found


def _editions(ids: Any) -> dict[int, list[str]]:
    """Return the editions that each territory opened, by number; a retired one is read where it is open."""
    rows = db.session.execute(
        select(TerritoryEdition.territory_id, Edition.slug)
        .join(Edition, Edition.id == TerritoryEdition.edition_id)
        .where(TerritoryEdition.territory_id.in_(list(ids)))
        .order_by(TerritoryEdition.territory_id, Edition.position, Edition.id)
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row.territory_id, []).append(row.slug)
    return found
