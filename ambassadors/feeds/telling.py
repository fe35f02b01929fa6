"""From the lines of lists to the entries of feeds."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from flask import render_template

from ambassadors.core.addresses import whole
from ambassadors.core.storage import media_path
from ambassadors.core.text import excerpt
from ambassadors.core.typography import french
from ambassadors.questions.conversation import AnswerLine
from ambassadors.questions.models import Question
from ambassadors.questions.queries import QuestionLine
from ambassadors.territories.grid import SEGMENTS, THEMES
from ambassadors.territories.models import Territory
from ambassadors.territories.queries import TerritoryLine
from ambassadors.testimonials.links import LINKS
from ambassadors.testimonials.prompts import PROMPTS
from ambassadors.testimonials.queries import card_picture

from .entry import Entry, with_whole_addresses
from .queries import presentations, told


def of_testimonials(rows: Sequence[Any]) -> list[Entry]:
    """Return testimonials with all that their authors tell, and what ties them to the territory."""
    texts = told([row.id for row in rows])
    return [_testimonial(row, texts[row.id]) for row in rows]


def _testimonial(row: Any, text: Any) -> Entry:
    picture = card_picture(row.photo_key, row.photo_width, row.photo_derived_at)
    content = render_template(
        "feeds/testimonial.html",
        lead=row.lead,
        parts=[
            (prompt, text.parts_html[prompt.slug]) for prompt in PROMPTS if prompt.slug in text.parts_html
        ],
        links=[LINKS[link].told for link in text.links if link in LINKS],
        disclosure=text.disclosure,
    )
    return Entry(
        number=f"temoignages/{row.id}",
        path=f"/temoignages/{row.id}-{row.slug}",
        title=french(row.title),
        summary=french(row.lead),
        html=with_whole_addresses(content),
        published=row.published_at,
        updated=max(row.published_at, text.saved_at or row.published_at),
        author=row.speaker_name,
        themes=[(theme, THEMES[theme]) for theme in text.themes if theme in THEMES],
        image=whole(media_path(picture)) if picture else None,
    )


def of_questions(lines: Iterable[QuestionLine]) -> list[Entry]:
    """Return questions as they were asked."""
    return [
        Entry(
            number=f"questions/{line.id}",
            path=line.path,
            title=french(line.title),
            summary=line.beginning,
            html=with_whole_addresses(line.text_html),
            published=line.published_at,
            updated=line.edited_at or line.published_at,
            author=line.asker,
            themes=[(line.theme, THEMES[line.theme])],
        )
        for line in lines
    ]


def of_answers(question: Question, lines: Iterable[AnswerLine]) -> list[Entry]:
    """Return the answers to a question, each told by whom and as what."""
    return [
        Entry(
            number=f"reponses/{line.id}",
            path=f"{question.path}#reponse-{line.id}",
            title=french(f"La réponse de {line.name}"),
            summary=excerpt(line.text_html),
            html=with_whole_addresses(line.text_html),
            published=line.published_at,
            updated=line.edited_at or line.published_at,
            author=f"{line.name}, {line.role}" if line.role else line.name,
        )
        for line in lines
    ]


def of_territories(lines: Sequence[TerritoryLine]) -> list[Entry]:
    """Return territories as they present themselves, in the order they come in: the order of a day."""
    told_by_them = presentations(line.id for line in lines)
    return [_territory(line, told_by_them[line.id]) for line in lines]


def _territory(line: TerritoryLine, told_by_it: Any) -> Entry:
    return Entry(
        number=number_of(line),
        path=line.path,
        title=line.name,
        summary=french(line.tagline),
        html=with_whole_addresses(render_template("feeds/territory.html", told=told_by_it)),
        published=told_by_it.created_at,
        updated=max(told_by_it.created_at, told_by_it.changed_at or told_by_it.created_at),
        image=whole(media_path(line.cover_key)) if line.cover_key else None,
    )


def in_their_places(entries: Iterable[Entry], places: Iterable[str]) -> list[Entry]:
    """Return entries of many territories, each named with its own."""
    return [
        replace(entry, title=f"{entry.title} – {place}") for entry, place in zip(entries, places, strict=True)
    ]


def about(what: str, where: str, theme: str | None = None, segment: str | None = None) -> str:
    """Name a list: what, where, of which theme, for which public."""
    kept = " · ".join(filter(None, (THEMES.get(theme or ""), SEGMENTS.get(segment or ""))))
    return french(f"{what} : {kept} – {where}" if kept else f"{what} – {where}")


def number_of(territory: Territory | TerritoryLine) -> str:
    """Return what names a territory for ever: its slug may change."""
    return f"territoires/{territory.id}"
