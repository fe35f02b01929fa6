"""The life of a submission, through the one function that moves it."""

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from ambassadors.access.policy import NotAllowed, NotVisible
from ambassadors.core.db import db
from ambassadors.moderation.engine import NotPossible, Reason, Stale, available, transition
from ambassadors.moderation.history import decisions_on
from ambassadors.moderation.models import Facet
from ambassadors.territories.models import ModerationSetting
from tests.factories.accounts import a_member
from tests.factories.submissions import WHY, a_testimonial
from tests.factories.territories import a_territory, aveyron


def test_a_testimonial_lives_from_draft_to_retired(app: Flask) -> None:
    territory = a_territory()
    author, moderator = a_member(territory, "ambassador"), a_member(territory, "moderator")
    item = a_testimonial(territory, author, "draft")
    transition(author.as_actor(), item, "submit", version=item.version)
    assert (item.status, item.review) == ("submitted", "pending")
    transition(moderator.as_actor(), item, "return", reason=WHY, version=item.version)
    assert (item.status, item.review, item.decided_by_id) == ("returned", "done", moderator.id)
    transition(author.as_actor(), item, "submit", version=item.version)
    assert item.decided_at is None
    transition(moderator.as_actor(), item, "approve", version=item.version)
    assert item.status == "published" and item.published_at is not None
    assert set(db.session.scalars(select(Facet.value).where(Facet.submission_id == item.id))) == {
        "logement",
        "emploi",
        "familles",
    }
    transition(author.as_actor(), item, "retire", version=item.version)
    assert db.session.scalars(select(Facet).where(Facet.submission_id == item.id)).all() == []
    assert [line.transition for line in decisions_on(item)] == [
        "submit",
        "return",
        "submit",
        "approve",
        "retire",
    ]


def test_the_second_of_two_moderators_is_told(app: Flask) -> None:
    territory = a_territory()
    author = a_member(territory, "ambassador")
    first, second = a_member(territory, "moderator", "Anne"), a_member(territory, "manager", "Luc")
    item = a_testimonial(territory, author, "submitted")
    seen = item.version
    transition(first.as_actor(), item, "approve", version=seen)
    with pytest.raises(Stale) as conflict:
        transition(second.as_actor(), item, "reject", reason=WHY, version=seen)
    assert conflict.value.decision is not None and conflict.value.decision.actor_id == first.id


def test_nobody_decides_on_their_own(app: Flask) -> None:
    territory = a_territory()
    manager = a_member(territory, "manager")
    item = a_testimonial(territory, manager, "submitted")
    with pytest.raises(NotAllowed):
        transition(manager.as_actor(), item, "approve", version=item.version)
    assert [step.name for step in available(manager.as_actor(), item)] == ["withdraw"]


def test_a_moderator_of_elsewhere_does_not_see_it(app: Flask) -> None:
    here, elsewhere = a_territory(), aveyron()
    stranger = a_member(elsewhere, "moderator")
    item = a_testimonial(here, a_member(here, "ambassador"), "submitted")
    with pytest.raises(NotVisible):
        transition(stranger.as_actor(), item, "approve", version=item.version)


def test_a_refusal_says_why(app: Flask) -> None:
    territory = a_territory()
    moderator = a_member(territory, "moderator")
    item = a_testimonial(territory, a_member(territory, "ambassador"), "submitted")
    for reason in (
        None,
        Reason("qualite", "x" * 30),
        Reason("hors-sujet", "court"),
        Reason("illegal", "x" * 30),
    ):
        with pytest.raises(ValueError):
            transition(moderator.as_actor(), item, "reject", reason=reason, version=item.version)
    with pytest.raises(NotPossible):
        transition(moderator.as_actor(), item, "restore", version=item.version)


def test_reviewed_after_publication(app: Flask) -> None:
    territory = a_territory()
    db.session.add(ModerationSetting(territory_id=territory.id, kind="testimonial", a_posteriori=True))
    moderator = a_member(territory, "moderator")
    item = a_testimonial(territory, a_member(territory, "ambassador"), "draft")
    transition(item.author.as_actor(), item, "submit", version=item.version)
    assert (item.status, item.review) == ("published", "pending")
    transition(moderator.as_actor(), item, "approve", version=item.version)
    assert (item.status, item.review) == ("published", "done")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision SET statement = 'autre'",
        "DELETE FROM decision",
        "INSERT OR REPLACE INTO decision SELECT * FROM decision",
    ],
)
def test_the_database_keeps_the_log(app: Flask, statement: str) -> None:
    if "REPLACE" in statement and db.engine.dialect.name != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's")
    territory = a_territory()
    a_testimonial(territory, a_member(territory, "ambassador"), "submitted")
    with pytest.raises(DBAPIError, match="journal"):
        db.session.execute(text(statement))
