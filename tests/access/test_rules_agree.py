"""Both forms of every rule on submissions say the same: to Python, and to the database."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import can, permitted
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell
from ambassadors.moderation.models import STATUSES, Submission
from ambassadors.questions.models import Question
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.dossier import a_cell, an_owner
from tests.factories.network import an_organisation
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron

ROLES = ("ambassador", "partner", "moderator", "manager")
ON_SUBMISSIONS = [action for action in Action if action.value.startswith("submission.")]
ON_QUESTIONS = [Action.ANSWER_CREATE, Action.QUESTION_MARK_HELPFUL, Action.QUESTION_MOVE]
ON_TERRITORIES = [
    Action.TERRITORY_VIEW,
    Action.DESK_VIEW,
    Action.QUEUE_VIEW,
    Action.BRAND_VIEW,
    Action.BRAND_EDIT,
    Action.TEAM_VIEW,
    Action.TEAM_MANAGE,
    Action.QUESTION_ASK,
    Action.TESTIMONIAL_CREATE,
    Action.APPLICATION_CREATE,
    Action.DOSSIER_STEER,
    Action.CHARTER_EDIT,
    Action.TOOLBOX_VIEW,
    Action.TOOLBOX_EDIT,
    Action.CHARTER_ACCEPT,
    Action.INTRODUCTION_ASK,
    Action.INTRODUCTION_LIST,
]


def people(*territories: Territory) -> dict[str, Account]:
    """Make somebody of each role in each territory, an administrator and a mover."""
    found = {
        f"{role} of {territory.slug}": a_member(territory, role)
        for territory in territories
        for role in ROLES
    }
    return found | {"administrator": an_admin(), "mover": an_account("Nora")}


def write_in_every_status(territory: Territory, authors: dict[str, Account]) -> None:
    """Make a contribution of each author in every status a testimonial can have; questions and answers too."""
    for author in authors.values():
        for status in STATUSES:
            if status != "approved":
                a_testimonial(territory, author, status)
        asked = a_question(territory, author)
        a_question(territory, author, "submitted")
        an_answer(asked, author, "rejected")


def disagreements(actor: Actor, action: Action, model: Any) -> list[str]:
    """Return the rows that one form of a rule lets pass and the other does not."""
    rows = db.session.scalars(select(model)).all()
    passed = set(db.session.scalars(select(model.id).where(permitted(actor, action, model))))
    said = {row.id for row in rows if can(actor, action, row)}
    return [f"{action} {row!r}" for row in rows if row.id in passed ^ said]


@pytest.mark.parametrize("state", ["preparing", "closed"])
def test_python_and_sql_agree(app: Flask, state: str) -> None:
    here, elsewhere = a_territory(), aveyron(state=state)
    everybody = people(here, elsewhere)
    for territory in (here, elsewhere):
        write_in_every_status(territory, everybody)
    actors = {name: account.as_actor() for name, account in everybody.items()}
    actors["visitor"] = Actor.anonymous()
    problems = [
        f"{name}: {problem}"
        for name, actor in actors.items()
        for actions, model in (
            (ON_SUBMISSIONS, Submission),
            (ON_QUESTIONS, Question),
            (ON_TERRITORIES, Territory),
        )
        for action in actions
        for problem in disagreements(actor, action, model)
    ]
    assert not problems, "\n".join(problems[:20])
    assert db.session.query(Submission).count() == 2 * len(everybody) * 10


def test_rights_on_cells_follow_theme_ownership(app: Flask) -> None:
    here, elsewhere = a_territory(), aveyron()
    house = an_organisation(here)
    owners = {
        "in person": a_member(here, "partner"),
        "by their organisation": a_member(here, "partner", organisation_id=house.id),
        "of the other theme": a_member(here, "moderator"),
        "an ambassador works at no desk": a_member(here, "ambassador"),
        "elsewhere": a_member(elsewhere, "partner"),
    }
    an_owner(here, "logement", owners["in person"])
    an_owner(here, "emploi", organisation=house)
    an_owner(here, "climat", owners["an ambassador works at no desk"])
    an_owner(elsewhere, "logement", owners["elsewhere"])
    cells = [a_cell(where, theme) for where in (here, elsewhere) for theme in THEMES]
    manager = a_member(here, "manager")
    for account in (*owners.values(), manager, an_account("Nora")):
        assert not disagreements(account.as_actor(), Action.CELL_EDIT, Cell), account.name
    allowed = {
        name: {
            (cell.territory_id, cell.theme) for cell in cells if can(who.as_actor(), Action.CELL_EDIT, cell)
        }
        for name, who in owners.items()
    }
    assert allowed == {
        "in person": {(here.id, "logement")},
        "by their organisation": {(here.id, "emploi")},
        "of the other theme": set(),
        "an ambassador works at no desk": set(),
        "elsewhere": {(elsewhere.id, "logement")},
    }
    assert sum(can(manager.as_actor(), Action.CELL_EDIT, cell) for cell in cells) == len(THEMES)
