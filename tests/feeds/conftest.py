"""A world small enough to read every kind of public page of it."""

import pytest
from flask import Flask

from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import a_cell, an_edition, an_open_edition
from tests.factories.submissions import a_question, a_testimonial
from tests.factories.territories import a_territory

HERE = "/territoires/bassin-de-brive"


@pytest.fixture
def world(app: Flask) -> dict[str, str]:
    """Return one page of each public kind."""
    here = a_territory(at_name="dans le bassin de Brive", tagline="Le « bon » tempo & plus")
    voice = a_member(here, "ambassador")
    testimonial, question = a_testimonial(here, voice), a_question(here, an_account())
    a_cell(here)
    an_open_edition(here, an_edition())
    return {
        "home": "/",
        "list": "/territoires",
        "order": "/territoires/ordre",
        "map": "/carte",
        "charter": "/charte",
        "legal": "/mentions-legales",
        "space": HERE,
        "contacts": f"{HERE}/contacts",
        "people": f"{HERE}/ambassadeurs",
        "dossier": f"{HERE}/dossier",
        "theme": f"{HERE}/dossier/logement",
        "edition": f"{HERE}/editions/trouver-un-emploi",
        "testimonials": f"{HERE}/temoignages",
        "questions": f"{HERE}/questions",
        "testimonial": testimonial.path,
        "question": question.path,
        "profile": f"/ambassadeurs/{voice.id}-claire-morel",
    }
