"""Loading the whole demonstration, once, where there is no territory yet."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, update

from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.outbox import OutboxRow
from ambassadors.dossier.service.reference import load_editions
from ambassadors.questions.models import Question

from .cast import Cast, make_cast
from .charters import make_charter
from .circle import make_application, make_edit
from .dossiers import (
    make_call,
    make_cell,
    make_connection,
    make_highlight,
    make_opening,
    make_owner,
    make_pin,
    make_positioning,
)
from .introductions import make_introduction
from .queries import has_territories, mails_waiting
from .questions import make_answers, make_question
from .reading import Row, rows, rows_by_territory
from .testimonials import make_testimonial
from .toolboxes import make_tool

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Step:
    """One folder of files, one file a territory: what it is called, how a row is made, in the order of which key."""

    label: str
    folder: str
    make: Callable[[Cast, str, Row], object]
    sorted_by: str = ""


# Owners come first: they are the authors of cells.
STEPS = (
    Step("interlocuteurs", "owners", make_owner, "since"),
    Step("dossiers", "cells", make_cell, "at"),
    Step("éditions", "openings", make_opening, "at"),
    Step("temps forts", "highlights", make_highlight),
    Step("connexions", "connections", make_connection),
    Step("voix choisies", "pins", make_pin, "at"),
    Step("positionnements", "positioning", make_positioning),
    Step("chartes", "charters", make_charter, "at"),
    Step("appels aux ambassadeurs", "calls", make_call, "at"),
    Step("boîtes à outils", "toolboxes", make_tool, "at"),
    Step("demandes", "introductions", make_introduction, "asked_at"),
)


def load_demonstration(password: str, progress: Progress) -> bool:
    """Load everything and return True; do nothing and return False where there is a territory."""
    if has_territories():
        return False
    progress("territoires et personnes", 0, 1)
    cast = make_cast(password)
    progress("territoires et personnes", 1, 1)
    _testimonials(cast, progress)
    _questions(cast, progress)
    _circle(cast, progress)
    load_editions()
    for step in STEPS:
        _take(step, cast, progress)
    # Three years of invented events must not send three years of mails.
    db.session.execute(delete(OutboxRow).where(OutboxRow.id.in_(mails_waiting())))
    db.session.execute(update(OutboxRow).values(created_at=now(), due_at=now()))
    return True


def _testimonials(cast: Cast, progress: Progress) -> None:
    told = sorted(rows_by_territory("testimonials"), key=lambda pair: str(pair[1]["published_at"]))
    for number, (slug, row) in enumerate(told, 1):
        make_testimonial(cast, slug, row)
        progress("témoignages", number, len(told))


def _questions(cast: Cast, progress: Progress) -> None:
    # A duplicate comes after the question it leads to.
    asked = sorted(
        rows_by_territory("questions"),
        key=lambda pair: ("duplicate_of" in pair[1], str(pair[1]["asked_at"])),
    )
    known: dict[str, Question] = {}
    for number, (slug, row) in enumerate(asked, 1):
        question = known[row["key"]] = make_question(cast, slug, row, known)
        make_answers(cast, slug, question, row)
        progress("questions et réponses", number, len(asked))


def _circle(cast: Cast, progress: Progress) -> None:
    applications, edits = rows("applications"), rows("edits")
    total = len(applications) + len(edits)
    for number, row in enumerate(applications, 1):
        make_application(cast, row)
        progress("candidatures et modifications", number, total)
    for number, row in enumerate(edits, len(applications) + 1):
        make_edit(cast, row)
        progress("candidatures et modifications", number, total)


def _take(step: Step, cast: Cast, progress: Progress) -> None:
    told = list(rows_by_territory(step.folder))
    if step.sorted_by:
        told.sort(key=lambda pair: str(pair[1][step.sorted_by]))
    for number, (slug, row) in enumerate(told, 1):
        step.make(cast, slug, row)
        progress(step.label, number, len(told))
