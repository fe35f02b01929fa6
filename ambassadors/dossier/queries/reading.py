"""A whole dossier, or one theme of it, as readers read it: seven statements besides the territory."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ambassadors.dossier import connection, highlight
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.edition import Edition
from ambassadors.dossier.fact import Fact
from ambassadors.dossier.picture import pictures_of
from ambassadors.territories.grid import GUIDING_QUESTIONS, THEMES, GuidingQuestion
from ambassadors.territories.models import Territory

from .editions import editions_open_in
from .grid import grid_of
from .links import Link, links_of
from .official import OfficialFacts, official_facts
from .owners import Owner
from .voices import AnsweredQuestion, TestimonialVoice, questions_under, testimonials_under
from .year import Occurrence, year_of

IN_DOSSIER, ON_ITS_PAGE = (2, 2), (6, 8)  # testimonials and questions shown


@dataclass(frozen=True)
class ReadTheme:
    """One theme of a dossier, written or not; in an edition, what it lacks is lent by the dossier."""

    slug: str
    label: str
    cell: Cell | None
    owner: Owner | None
    testimonials: list[TestimonialVoice]
    questions: list[AnsweredQuestion]
    year: list[Occurrence] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    special: Cell | None = None  # what an edition says of the theme to its own public

    @property
    def _cells(self) -> list[Cell]:
        return [cell for cell in (self.special, self.cell) if cell]

    @property
    def text_html(self) -> str:
        """Return what the territory says of it in words."""
        return next((cell.text_html for cell in self._cells if cell.text), "")

    @property
    def facts(self) -> list[Fact]:
        """Return its facts."""
        return next((cell.read_facts for cell in self._cells if cell.facts), [])

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """Return its pictures, as templates show a photo."""
        found = next((cell.pictures for cell in self._cells if cell.pictures), [])
        return [picture.shown for picture in pictures_of(found)]

    @property
    def is_written(self) -> bool:
        """Tell whether the territory says something of it."""
        return bool(self.text_html or self.facts or self.pictures)

    @property
    def is_silent(self) -> bool:
        """Tell whether there is nothing at all to read: no text, no voice, no date, no link."""
        return not (self.is_written or self.testimonials or self.questions or self.year or self.links)

    @property
    def missing(self) -> list[str]:
        """Return what readers do not find here yet, in their words."""
        wanted = (
            (bool(self.text_html), "un texte du territoire"),
            self._figures,
            (bool(self.testimonials), "la voix de quelqu’un qui y vit"),
            (bool(self.questions), "une question répondue"),
        )
        return [words for there, words in wanted if not there]

    @property
    def _figures(self) -> tuple[bool, str]:
        """Return whether there is what can be counted on, and what it is: dates, travel links or facts."""
        if self.slug == highlight.THEME:
            return bool(self.year), "les dates de l’année"
        if self.slug != connection.THEME:
            return bool(self.facts), "des faits datés"
        if not self.links:
            return False, "des trajets"
        return any(link.to_paris for link in self.links), "le temps de trajet jusqu’à Paris"


@dataclass(frozen=True)
class ReadQuestion:
    """One of the reader's four questions, with its themes."""

    question: GuidingQuestion
    themes: list[ReadTheme]


@dataclass(frozen=True)
class Dossier:
    """All that a dossier brings together."""

    chapters: list[ReadQuestion]
    official: OfficialFacts
    editions: list[Edition]

    @property
    def themes(self) -> list[ReadTheme]:
        """Return the fourteen themes in their order."""
        return [theme for chapter in self.chapters for theme in chapter.themes]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was written or said yet."""
        return all(theme.is_silent for theme in self.themes)

    @property
    def updated_on(self) -> date | None:
        """Return the day of the last publication."""
        return max((theme.cell.published_at.date() for theme in self.themes if theme.cell), default=None)


def dossier_of(territory: Territory, day: date, segment: str | None = None) -> Dossier:
    """Return the whole dossier of a territory on a day, what speaks to a segment first."""
    read = {theme.slug: theme for theme in themes_of(territory, list(THEMES), day, segment)}
    chapters = [
        ReadQuestion(question, [read[theme.slug] for theme in question.themes])
        for question in GUIDING_QUESTIONS
    ]
    editions = sorted(editions_open_in(territory.id), key=lambda edition: edition.segment != segment)
    return Dossier(chapters, official_facts(territory), editions)


def themes_of(
    territory: Territory,
    slugs: Iterable[str],
    day: date,
    segment: str | None = None,
    *,
    edition: Edition | None = None,
    most: tuple[int, int] = IN_DOSSIER,
) -> list[ReadTheme]:
    """Return some themes of a territory, in the order given; an edition's own cells come before the general ones."""
    wanted = [slug for slug in slugs if slug in THEMES]
    grid = grid_of(territory.id, wanted, edition.id if edition else None)
    told = testimonials_under(territory.id, wanted, most[0], segment)
    answered = questions_under(territory.id, wanted, most[1], segment)
    year = year_of(territory.id, day) if highlight.THEME in wanted else []
    links = links_of(territory.id) if connection.THEME in wanted else []
    return [
        ReadTheme(
            slug,
            THEMES[slug],
            grid[slug].own,
            grid[slug].owner,
            told.get(slug, []),
            answered.get(slug, []),
            year if slug == highlight.THEME else [],
            links if slug == connection.THEME else [],
            grid[slug].special,
        )
        for slug in wanted
    ]
