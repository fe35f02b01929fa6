"""Who may do what to a testimonial of Brive, written out by hand."""

import pytest
from flask import Flask

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import can
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.submissions import a_testimonial
from tests.factories.territories import a_territory, aveyron

# By status: who may view, track, edit, delete, propose an edit, decide.
# A author · V visitor · M mover · a ambassador · p partner · m moderator · R manager (all of Brive)
# D administrator · x moderator of Aveyron · S a moderator of Brive who is its author
EXPECTED = {
    "draft":       ("A S",                 "A S", "A S", "A S", "",    "m R D"),
    "submitted":   ("A S m R D",           "A S", "",    "",    "",    "m R D"),
    "returned":    ("A S m R D",           "A S", "A S", "",    "",    "m R D"),
    "published":   ("A S V M a p m R D x", "A S", "",    "",    "A S", "m R D"),
    "rejected":    ("A S m R D",           "A S", "",    "",    "",    "m R D"),
    "unpublished": ("A S m R D",           "A S", "",    "",    "",    "m R D"),
    "retired":     ("A S m R D",           "A S", "",    "",    "",    "m R D"),
}  # fmt: skip  # a table reads as a table
ACTIONS = (
    Action.SUBMISSION_VIEW,
    Action.SUBMISSION_TRACK,
    Action.SUBMISSION_EDIT,
    Action.SUBMISSION_DELETE,
    Action.SUBMISSION_PROPOSE_EDIT,
    Action.SUBMISSION_APPROVE,
)


@pytest.mark.parametrize("status", EXPECTED)
def test_who_may_do_what(app: Flask, status: str) -> None:
    here = a_territory()
    author, of_team = an_account("Nora"), a_member(here, "moderator")
    others = {
        "V": Actor.anonymous(),
        "M": an_account().as_actor(),
        "a": a_member(here, "ambassador").as_actor(),
        "p": a_member(here, "partner").as_actor(),
        "m": a_member(here, "moderator").as_actor(),
        "R": a_member(here, "manager").as_actor(),
        "D": an_admin().as_actor(),
        "x": a_member(aveyron(), "moderator").as_actor(),
    }
    item, own = a_testimonial(here, author, status), a_testimonial(here, of_team, status)
    for action, expected in zip(ACTIONS, EXPECTED[status], strict=True):
        allowed = {letter for letter, actor in others.items() if can(actor, action, item)}
        allowed |= {"A"} if can(author.as_actor(), action, item) else set()
        allowed |= {"S"} if can(of_team.as_actor(), action, own) else set()
        assert allowed == set(expected.split()), f"{action} when {status}"


def test_the_queue_of_a_closed_territory_is_the_administrations(app: Flask) -> None:
    here = a_territory(state="closed")
    item = a_testimonial(here, an_account("Nora"), "submitted")
    team = [a_member(here, role).as_actor() for role in ("moderator", "manager")]
    for decided in (Action.SUBMISSION_APPROVE, Action.SUBMISSION_REJECT, Action.SUBMISSION_UNPUBLISH):
        assert not any(can(actor, decided, item) for actor in team)
        assert can(an_admin().as_actor(), decided, item)
    assert all(can(actor, Action.SUBMISSION_VIEW, item) for actor in team)
