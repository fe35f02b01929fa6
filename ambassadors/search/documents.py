"""What each published thing gives to be found by."""

from typing import Any

from sqlalchemy import delete, select

from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.stems import stems
from ambassadors.core.text import to_plain
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.fact import Fact
from ambassadors.dossier.place import CellPlace
from ambassadors.moderation.models import Submission
from ambassadors.questions.models import Answer, Question
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial
from ambassadors.testimonials.prompts import PROMPTS

from .models import SearchDocument

LONGEST = 20_000  # characters of a body that are searched


def refresh(item: Submission) -> None:
    """Make an item findable when it is published, and no more when it is not."""
    _keep(item)
    if isinstance(item, Question):
        for answer in _answers_to(item):
            _keep(answer)


def document_of(item: Submission) -> dict[str, Any] | None:
    """Return what a published item is found by; None where it is not public, or of a kind nobody searches."""
    if isinstance(item, Testimonial):
        words = (item.title, _portrait(item), item.themes)
    elif isinstance(item, Question):
        words = (item.title, to_plain(item.text_html), [item.theme])
    elif isinstance(item, Answer) and item.question.status == "published":
        words = (item.question.title, to_plain(item.text_html), [item.question.theme])
    else:
        return None
    return _document(item, *words) if item.status == "published" else None


def refresh_territory(territory: Territory) -> None:
    """Make a territory findable, by its name, its région and what it says of itself."""
    region = territory.region.name if territory.region else ""
    body = " ".join(
        (territory.tagline, territory.signature, region, to_plain(territory.presentation_html))
    ).strip()
    _write(
        _with_stems(
            {
                "kind": "territory",
                "ref_id": territory.id,
                "territory_id": territory.id,
                "path": territory.path,
                "title": territory.name,
                "body": body,
                "themes": " ",
                "published_at": territory.created_at or now(),
            }
        )
    )


def refresh_cell(cell: Cell) -> None:
    """Make a theme of a dossier findable by its text and its facts, as long as it says something.

    The cells of an edition are not: they are read within it, and an edition may be closed again.
    """
    if cell.edition_id is not None:
        return
    body = " ".join([to_plain(cell.text_html), *map(_measured, cell.read_facts)]).strip()
    if not body:
        _forget("dossier", cell.id)
        return
    territory = db.session.get_one(Territory, cell.territory_id)
    _write(
        _with_stems(
            {
                "kind": "dossier",
                "ref_id": cell.id,
                "territory_id": territory.id,
                "path": CellPlace(territory, cell.theme).path,
                "title": THEMES[cell.theme],
                "body": body,
                "themes": f" {cell.theme} ",
                "published_at": cell.published_at,
            }
        )
    )


def _measured(fact: Fact) -> str:
    return " ".join(filter(None, (f"{fact.label} : {fact.value}", fact.unit))) + "."


def follow_slug(territory: Territory) -> None:
    """Lead to the themes of a dossier where they are now: their addresses hold the territory's slug."""
    found = select(SearchDocument).where(
        SearchDocument.territory_id == territory.id, SearchDocument.kind == "dossier"
    )
    for document in db.session.scalars(found):
        document.path = CellPlace(territory, document.themes.strip()).path


def _keep(item: Submission) -> None:
    document = document_of(item)
    if document is None:
        _forget(item.kind, item.id)
    else:
        _write(document)


def _document(item: Submission, title: str, body: str, themes: list[str]) -> dict[str, Any]:
    return _with_stems(
        {
            "kind": item.kind,
            "ref_id": item.id,
            "territory_id": item.territory_id,
            "path": item.path,
            "title": title,
            "body": body,
            "themes": f" {' '.join(themes)} ",
            "published_at": item.published_at,
        }
    )


def _portrait(item: Testimonial) -> str:
    parts = [to_plain(item.parts_html[prompt.slug]) for prompt in PROMPTS if prompt.slug in item.parts_html]
    return " ".join([item.lead, *parts])


def _answers_to(question: Question) -> list[Answer]:
    return list(
        db.session.scalars(
            select(Answer).where(Answer.question_id == question.id, Answer.status == "published")
        )
    )


def _with_stems(values: dict[str, Any]) -> dict[str, Any]:
    body = values["body"][:LONGEST]
    title_stems = " ".join(stems(values["title"]))
    whole = f"{title_stems} {' '.join(stems(body))}".strip()
    return values | {"body": body, "title_stems": title_stems, "stems": whole}


def _write(values: dict[str, Any]) -> None:
    document = db.session.scalar(
        select(SearchDocument).where(
            SearchDocument.kind == values["kind"], SearchDocument.ref_id == values["ref_id"]
        )
    )
    if document is None:
        document = SearchDocument()
        db.session.add(document)
    for name, value in values.items():
        setattr(document, name, value)


def _forget(kind: str, ref_id: int) -> None:
    db.session.execute(
        delete(SearchDocument).where(SearchDocument.kind == kind, SearchDocument.ref_id == ref_id)
    )
