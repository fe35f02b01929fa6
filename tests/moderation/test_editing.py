"""A change of what is published: proposed, decided on, applied, the former text kept."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from ambassadors.access.policy import NotAllowed, NotVisible
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.moderation.edit import Edit
from ambassadors.moderation.editing import NothingChanged, propose_edit
from ambassadors.moderation.engine import transition
from ambassadors.moderation.models import Facet, SubmissionRevision
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.submissions import REFUSED, WHY, a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory

SignedIn = Callable[[Account], PageClient]


def test_what_is_published_stays_until_the_change_is_accepted(app: Flask) -> None:
    territory = a_territory()
    author, moderator = a_member(territory, "ambassador"), a_member(territory, "moderator")
    item = a_testimonial(territory, author)
    before, version, published_at = item.title, item.version, item.published_at
    edit = propose_edit(
        author.as_actor(),
        item,
        item.snapshot() | {"title": "Un autre titre, plus juste", "themes": ["nature"]},
    )
    assert (edit.status, edit.review, item.title) == ("submitted", "pending", before)
    assert set(edit.content) == {"title", "themes"}
    transition(moderator.as_actor(), edit, "approve", version=edit.version)
    assert (edit.status, item.status, item.title) == ("approved", "published", "Un autre titre, plus juste")
    assert (item.slug, item.published_at) == ("un-autre-titre-plus-juste", published_at)
    assert item.version == version + 1
    themes = select(Facet.value).where(Facet.submission_id == item.id, Facet.facet == "theme")
    assert db.session.scalars(themes).all() == ["nature"]
    kept = select(SubmissionRevision).where(SubmissionRevision.submission_id == item.id)
    titles = [
        revision.content["title"] for revision in db.session.scalars(kept.order_by(SubmissionRevision.number))
    ]
    assert titles == [before, "Un autre titre, plus juste"]


def test_a_second_proposal_replaces_the_first(app: Flask) -> None:
    territory = a_territory()
    author, moderator = a_member(territory, "ambassador"), a_member(territory, "moderator")
    answer = an_answer(a_question(territory, an_account()), author)
    first = propose_edit(author.as_actor(), answer, {"text": "Une première correction de ma réponse."})
    second = propose_edit(author.as_actor(), answer, {"text": "Une seconde, meilleure que la première."})
    assert first.id == second.id and len(db.session.scalars(select(Edit)).all()) == 1
    transition(moderator.as_actor(), second, "return", reason=WHY, version=second.version)
    third = propose_edit(author.as_actor(), answer, {"text": "La troisième, après la remarque de l’équipe."})
    assert third.id == first.id and third.status == "submitted"
    transition(moderator.as_actor(), third, "reject", reason=REFUSED, version=third.version)
    fourth = propose_edit(author.as_actor(), answer, {"text": "Une quatrième, d’un tout autre esprit."})
    assert fourth.id != first.id


def test_what_was_proposed_goes_with_the_text_its_author_withdraws(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    author, moderator = a_member(territory, "ambassador"), a_member(territory, "moderator")
    item = a_testimonial(territory, author)
    edit = propose_edit(author.as_actor(), item, item.snapshot() | {"title": "Un titre qui ne servira pas"})
    db.session.commit()
    browser = signed_in(author)
    browser.submit(f"/compte/contributions/{item.id}/retirer", {})
    db.session.expire_all()
    assert (item.status, edit.status, edit.review) == ("retired", "draft", "none")
    queue = signed_in(moderator).get(f"/bureau/{territory.slug}/moderation").text
    assert f"/moderation/{edit.id}" not in queue
    assert browser.get(f"/compte/contributions/{edit.id}").status_code == 200


def test_nothing_to_change_is_said(app: Flask) -> None:
    author = an_account()
    item = a_testimonial(a_territory(), author)
    with pytest.raises(NothingChanged, match="Rien n’a changé"):
        propose_edit(author.as_actor(), item, item.snapshot())


def test_only_the_author_proposes_and_only_of_what_is_published(app: Flask) -> None:
    territory = a_territory()
    author = an_account()
    with pytest.raises(NotAllowed):
        propose_edit(
            author.as_actor(), a_testimonial(territory, author, "returned"), {"title": "Autre chose"}
        )
    with pytest.raises(NotAllowed):
        propose_edit(an_account().as_actor(), a_testimonial(territory, author), {"title": "Autre chose"})
    with pytest.raises(NotVisible):
        propose_edit(an_account().as_actor(), a_testimonial(territory, author, "draft"), {"title": "Autre"})


def test_a_manager_has_their_own_testimonial_reviewed_by_another(app: Flask) -> None:
    territory = a_territory()
    manager = a_member(territory, "manager")
    edit = propose_edit(
        manager.as_actor(), a_testimonial(territory, manager), {"title": "Un titre plus juste"}
    )
    assert (edit.status, edit.review) == ("submitted", "pending")
    with pytest.raises(NotAllowed):
        transition(manager.as_actor(), edit, "approve", version=edit.version)


def test_the_desk_shows_words_that_came_and_went(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    author = a_member(territory, "ambassador")
    item = a_testimonial(territory, author)
    edit = propose_edit(author.as_actor(), item, {"title": "Deux enfants, un jardin et le train de 7 h 40"})
    db.session.commit()
    browser = signed_in(a_member(territory, "moderator"))
    address = f"/bureau/bassin-de-brive/moderation/{edit.id}"
    page = browser.get(address).text
    assert "<del>6</del><ins>7</ins>" in page and "Le texte a bougé depuis" not in page
    judge = a_member(territory, "manager").as_actor()
    transition(judge, item, "unpublish", reason=REFUSED, version=item.version)
    transition(judge, item, "restore", version=item.version)
    db.session.commit()
    assert "Le texte a bougé depuis" in browser.get(address).text
    browser.submit(address, {}, form=address)
    db.session.refresh(item)
    assert item.title.endswith("7 h 40")
