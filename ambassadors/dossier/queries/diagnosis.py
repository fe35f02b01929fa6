"""The diagnosis of a dossier for its managers: what each theme holds and lacks, and what readers ask of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, literal, or_, select, union_all

from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.connection import THEME as LINKS_THEME
from ambassadors.dossier.connection import Connection
from ambassadors.dossier.highlight import THEME as YEAR_THEME
from ambassadors.dossier.highlight import Highlight
from ambassadors.dossier.place import CellPlace
from ambassadors.moderation.models import Facet, SubmissionStats
from ambassadors.questions.models import TOURISTIC, Question
from ambassadors.territories.grid import GUIDING_QUESTIONS, THEMES, GuidingQuestion
from ambassadors.territories.models import Territory

from .asked import AskedThing, unanswered_by
from .calls import reachable_in, resting_in
from .grid import grid_of
from .owners import Owner

SHOWN = 3  # questions under a theme: the others are one click away
Counts = Counter[tuple[str, str]]


@dataclass(frozen=True)
class DiagnosedTheme:
    """A theme: what is there, what is asked, and who could tell."""

    at: CellPlace
    day: date
    cell: Cell | None
    owner: Owner | None
    voices: int  # testimonials that speak of it
    asked: int
    answered: int
    entries: int  # dates of the year, travel links
    to_paris: int  # travel links that lead there
    speakers: int  # ambassadors whom a call would reach
    called_at: datetime | None  # too lately to be called again

    @property
    def has_text(self) -> bool:
        """Tell whether the territory says something of it in words."""
        return bool(self.cell and self.cell.text)

    @property
    def facts(self) -> int:
        """Return how many facts it holds."""
        return len(self.cell.facts) if self.cell else 0

    @property
    def oldest(self) -> date | None:
        """Return the date of its oldest fact."""
        return self.cell.oldest_fact if self.cell else None

    @property
    def old_facts(self) -> int:
        """Return how many of its facts readers are told to be old."""
        return len(self.cell.old_facts(self.day)) if self.cell else 0

    @property
    def lacks_facts(self) -> bool:
        """Tell whether it holds no date of the year, no travel link, or no fact: what readers look for in it."""
        return not (self.entries if self.at.theme in (YEAR_THEME, LINKS_THEME) else self.facts)

    @property
    def lacks_paris(self) -> bool:
        """Tell whether its travel links lead everywhere but to Paris."""
        return bool(self.at.theme == LINKS_THEME and self.entries and not self.to_paris)

    @property
    def is_to_document(self) -> bool:
        """Tell whether its text, its facts or the way to Paris are missing."""
        return not self.has_text or self.lacks_facts or self.lacks_paris


@dataclass(frozen=True)
class Gap:
    """A theme with the questions that its cell does not answer, the most often asked first."""

    theme: DiagnosedTheme
    things: list[AskedThing]

    @property
    def number(self) -> int:
        """Return how many questions it holds."""
        return sum(1 + thing.others for thing in self.things)


@dataclass(frozen=True)
class Diagnosis:
    """Everything that a manager looks at before writing."""

    chapters: list[tuple[GuidingQuestion, list[DiagnosedTheme]]]
    gaps: list[Gap]

    @property
    def themes(self) -> list[DiagnosedTheme]:
        """Return the fourteen themes in their order."""
        return [theme for _, themes in self.chapters for theme in themes]

    @property
    def to_document(self) -> list[DiagnosedTheme]:
        """Return the themes without text or facts, what readers ask most first."""
        return sorted((one for one in self.themes if one.is_to_document), key=lambda one: -one.asked)


def diagnosis_of(territory: Territory, day: date) -> Diagnosis:
    """Return the diagnosis of a territory on a day, in six statements whatever is written."""
    grid, counts = grid_of(territory.id, list(THEMES)), _counts(territory.id)
    speakers = Counter(theme for one in reachable_in(territory.id) for theme in set(one.themes))
    resting = resting_in(territory.id)

    def diagnosed(theme: str) -> DiagnosedTheme:
        return DiagnosedTheme(
            CellPlace(territory, theme),
            day,
            grid[theme].own,
            grid[theme].owner,
            counts["voices", theme],
            counts["asked", theme],
            counts["answered", theme],
            counts["entries", theme],
            counts["to_paris", theme],
            speakers[theme],
            resting.get(theme),
        )

    chapters = [
        (question, [diagnosed(theme.slug) for theme in question.themes]) for question in GUIDING_QUESTIONS
    ]
    return Diagnosis(chapters, _gaps(territory.id, [one for _, themes in chapters for one in themes]))


def _gaps(territory_id: int, themes: list[DiagnosedTheme]) -> list[Gap]:
    silent = [one.at.theme for one in themes if not one.has_text]
    written = [one.at.theme for one in themes if one.has_text]
    asked = unanswered_by(territory_id, silent, written)
    found = [Gap(one, asked[one.at.theme]) for one in themes if asked[one.at.theme]]
    return sorted(found, key=lambda gap: -gap.number)


def _counts(territory_id: int) -> Counts:
    """Count what is under each theme, in one statement."""
    answered = _asked(territory_id, "answered").join(
        SubmissionStats, (SubmissionStats.submission_id == Question.id) & (SubmissionStats.answers > 0)
    )
    voices = (
        select(literal("voices"), Facet.value, func.count())
        .where(Facet.territory_id == territory_id, Facet.kind == "testimonial", Facet.facet == "theme")
        .group_by(Facet.value)
    )
    entries = [
        select(literal("entries"), literal(theme), func.count()).where(model.territory_id == territory_id)
        for theme, model in ((YEAR_THEME, Highlight), (LINKS_THEME, Connection))
    ]
    to_paris = select(literal("to_paris"), literal(LINKS_THEME), func.count()).where(
        Connection.territory_id == territory_id, Connection.to_paris
    )
    rows = db.session.execute(union_all(voices, _asked(territory_id, "asked"), answered, *entries, to_paris))
    return Counter({(name, theme): number for name, theme, number in rows})


def _asked(territory_id: int, name: str) -> Select[*tuple[Any, ...]]:
    """Count the published questions of each theme; those about visiting are none of the dossier's."""
    return (
        select(literal(name), Question.theme, func.count())
        .where(
            Question.territory_id == territory_id,
            Question.kind == "question",
            Question.status == "published",
            or_(Question.closed_reason.is_(None), Question.closed_reason != TOURISTIC),
        )
        .group_by(Question.theme)
    )
