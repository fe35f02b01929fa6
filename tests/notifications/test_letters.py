"""Who is told of what happens to contributions, and in which words."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.outbox import OutboxRow
from ambassadors.core.palette import Palette
from ambassadors.moderation.editing import propose_edit
from ambassadors.moderation.engine import Reason, transition
from ambassadors.territories.service import set_state
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.submissions import REFUSED, WHY, a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron
from tests.notifications.letters import deliver, part, to, without_a_server

LAW = Reason(
    "illegal", "Ce passage est contraire à la loi : merci de le comprendre.", "Code pénal, art. R621-1"
)


def subjects(folder: Path, address: str | None) -> list[str]:
    return [str(mail["Subject"]).replace("\u00a0", " ") for mail in to(deliver(folder), address)]


def test_an_author_is_told_of_every_step(app: Flask, mail_folder: Path) -> None:
    territory = a_territory(name="Brive", at_name="à Brive", of_name="de Brive")
    author, judge = an_account("Nora"), a_member(territory, "moderator").as_actor()
    item = a_testimonial(territory, author, "returned")
    transition(author.as_actor(), item, "submit", version=item.version)
    transition(judge, item, "approve", version=item.version)
    transition(judge, item, "unpublish", reason=REFUSED, version=item.version)
    transition(judge, item, "restore", version=item.version)
    edit = propose_edit(author.as_actor(), item, {"title": "Un titre plus juste que l’autre"})
    transition(judge, edit, "approve", version=edit.version)
    transition(author.as_actor(), item, "retire", version=item.version)
    assert subjects(mail_folder, author.email) == [
        "Nous avons bien reçu votre témoignage sur Brive",
        "L’équipe de Brive vous demande des changements dans votre témoignage",
        "Nous avons bien reçu votre témoignage sur Brive",
        "Votre témoignage sur Brive est en ligne",
        "L’équipe de Brive a retiré votre témoignage du site",
        "Votre témoignage sur Brive est de nouveau en ligne",
        "Nous avons bien reçu votre modification sur Brive",
        "L’équipe de Brive a accepté votre modification",
    ]


def test_a_refusal_is_a_whole_statement_of_reasons(app: Flask, mail_folder: Path) -> None:
    territory = a_territory(contact_email="bonjour@brive.example")
    author, judge = an_account("Nora"), a_member(territory, "moderator", "Luc Bastide").as_actor()
    item = a_testimonial(territory, author, "submitted")
    transition(judge, item, "reject", reason=LAW, version=item.version)
    mail = to(deliver(mail_folder), author.email)[-1]
    for kind in ("plain", "html"):
        words = part(mail, kind).replace("\u00a0", " ").replace("\u202f", " ")
        assert item.title in words.replace("&#39;", "’"), "what"
        assert "Contenu illégal" in words and LAW.statement in words, "why"
        assert LAW.law in words, "the law"
        assert "aucun traitement automatisé" in words, "how it was decided"
        assert "six mois" in words and "bonjour@brive.example" in words and "juge" in words, "how to contest"
        assert f"http://localhost/compte/contributions/{item.id}" in words
        assert "Vous recevez ce courriel parce que" in words
        assert "Luc Bastide" not in words


def test_words_of_people_are_escaped_in_html(app: Flask, mail_folder: Path) -> None:
    territory = a_territory()
    author = an_account("Nora <b>Petit</b>")
    a_question(territory, author, "submitted", title="<script>alert(1)</script> où dormir ?")
    html = part(to(deliver(mail_folder), author.email)[-1], "html")
    assert "<script>" not in html and "<b>Petit" not in html


def test_nothing_is_sent_for_what_was_undone(app: Flask, mail_folder: Path) -> None:
    territory = a_territory()
    author = an_account("Nora")
    item = a_testimonial(territory, author, "draft")
    db.session.commit()
    transition(author.as_actor(), item, "submit", version=item.version)
    db.session.rollback()
    assert deliver(mail_folder) == []


def test_a_closed_account_gets_nothing(app: Flask, mail_folder: Path) -> None:
    territory = a_territory()
    author, judge = an_account("Nora"), a_member(territory, "moderator").as_actor()
    item = a_testimonial(territory, author, "submitted")
    deliver(mail_folder)
    author.email, author.closed_at = None, now()
    db.session.flush()
    transition(judge, item, "return", reason=WHY, version=item.version)
    assert subjects(mail_folder, None) == []


def test_a_team_is_told_once_an_hour_of_what_awaits_it(app: Flask, mail_folder: Path) -> None:
    here, elsewhere = a_territory(name="Brive", at_name="à Brive", of_name="de Brive"), aveyron()
    moderator, manager = a_member(here, "moderator", "Luc"), a_member(here, "manager", "Hélène")
    others = [a_member(here, "ambassador"), a_member(here, "partner"), a_member(elsewhere, "moderator")]
    start = now()
    with time_machine.travel(start, tick=False) as clock:
        for minute in range(3):
            clock.move_to(start + timedelta(minutes=minute))
            a_question(here, an_account(), "submitted")
        assert subjects(mail_folder, moderator.email) == []
        clock.move_to(start + timedelta(minutes=6))
        for person in (moderator, manager):
            assert subjects(mail_folder, person.email) == ["3 contributions attendent votre avis à Brive"]
        clock.move_to(start + timedelta(minutes=20))
        a_question(here, an_account(), "submitted")
        clock.move_to(start + timedelta(minutes=59))
        assert len(subjects(mail_folder, moderator.email)) == 1
        clock.move_to(start + timedelta(minutes=70))
        assert len(subjects(mail_folder, moderator.email)) == 2
        assert all(subjects(mail_folder, other.email) == [] for other in others)


def test_never_two_mails_within_an_hour(app: Flask, mail_folder: Path) -> None:
    territory = a_territory()
    moderator = a_member(territory, "moderator", "Luc")
    start = now()
    sent: list[int] = []
    with time_machine.travel(start, tick=False) as clock:
        for minute in range(0, 300, 7):
            clock.move_to(start + timedelta(minutes=minute))
            a_question(territory, an_account(), "submitted")
            sent += [minute] * (len(to(deliver(mail_folder), moderator.email)) - len(sent))
    assert len(sent) >= 4
    assert all(later - earlier >= 60 for earlier, later in pairwise(sent))


def test_a_night_without_a_server_ends_with_one_mail(app: Flask, mail_folder: Path) -> None:
    territory = a_territory()
    moderator = a_member(territory, "moderator", "Luc")
    start = now()
    with time_machine.travel(start, tick=False) as clock:
        with without_a_server(app):
            for minute in range(0, 600, 60):
                clock.move_to(start + timedelta(minutes=minute))
                a_question(territory, an_account(), "submitted")
                assert deliver(mail_folder) == []
        sent: list[tuple[int, str]] = []
        for minute in range(600, 800, 10):
            clock.move_to(start + timedelta(minutes=minute))
            if minute % 20 == 0:
                a_question(territory, an_account(), "submitted")
            found = to(deliver(mail_folder), moderator.email)
            sent += [(minute, str(mail["Subject"])) for mail in found[len(sent) :]]
    assert sent[0][0] <= 610 and sent[0][1].startswith("11 ")
    assert all(later[0] - earlier[0] >= 60 for earlier, later in pairwise(sent)) and len(sent) >= 3


def test_a_queue_that_was_emptied_is_not_announced(app: Flask, mail_folder: Path) -> None:
    territory = a_territory()
    moderator = a_member(territory, "moderator", "Luc")
    item = a_question(territory, an_account(), "submitted")
    transition(moderator.as_actor(), item, "approve", version=item.version)
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
        assert subjects(mail_folder, moderator.email) == []
    told = select(OutboxRow).where(OutboxRow.kind == "queue.tell")
    assert [row.done_at is not None for row in db.session.scalars(told)] == [True]


@pytest.mark.parametrize("alone", [True, False])
def test_where_nobody_else_can_decide_the_administration_is_told(
    app: Flask, mail_folder: Path, alone: bool
) -> None:
    territory = a_territory(name="Brive", at_name="à Brive")
    manager, admin = a_member(territory, "manager", "Hélène"), an_admin()
    colleague = None if alone else a_member(territory, "moderator", "Luc")
    a_testimonial(territory, manager, "submitted")
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
        told = "1 contribution attend votre avis à Brive"
        assert subjects(mail_folder, admin.email) == ([told] if alone else [])
        assert told not in subjects(mail_folder, manager.email)
        if colleague:
            assert subjects(mail_folder, colleague.email) == [told]


def test_every_mail_of_a_territory_bears_its_colour(app: Flask, mail_folder: Path) -> None:
    territory = a_territory(colour="#7a1f5c")
    asker, ambassador = an_account(), a_member(territory, "ambassador")
    judge = a_member(territory, "moderator").as_actor()
    question = a_question(territory, asker, "submitted")
    transition(judge, question, "approve", version=question.version)
    answer = an_answer(question, ambassador, "submitted")
    transition(judge, answer, "approve", version=answer.version)
    accent = Palette.from_brand("#7a1f5c").light.accent
    sent = deliver(mail_folder)
    assert any("a répondu à votre question" in str(mail["Subject"]) for mail in sent)
    assert all(accent in part(mail, "html") for mail in sent)


def test_closing_a_territory_gives_its_queue_to_the_administration(app: Flask, mail_folder: Path) -> None:
    territory = a_territory(name="Brive", at_name="à Brive")
    moderator, admin = a_member(territory, "moderator", "Luc"), an_admin()
    set_state(admin.as_actor(), territory, "closed")
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
        assert subjects(mail_folder, admin.email) == [], "nothing waits"
    set_state(admin.as_actor(), territory, "open")
    a_question(territory, an_account(), "submitted")
    set_state(admin.as_actor(), territory, "closed")
    told = "1 contribution attend votre avis à Brive"
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
        assert subjects(mail_folder, admin.email) == [told]
        assert subjects(mail_folder, moderator.email) == []
    set_state(admin.as_actor(), territory, "open")
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        assert subjects(mail_folder, moderator.email) == [told]
        assert subjects(mail_folder, admin.email) == [told]


@pytest.mark.parametrize(
    ("name", "of_name", "expected"),
    [
        ("Brive", "de Brive", "sur Brive"),
        ("Le Mans", "du Mans", "sur Le Mans"),
        ("Aveyron", "de l’Aveyron", "sur l’Aveyron"),
        ("Lot", "du Lot", "sur le Lot"),
        ("Ardennes", "des Ardennes", "sur les Ardennes"),
        ("Aix-en-Provence", "d’Aix-en-Provence", "sur Aix-en-Provence"),
    ],
)
def test_a_territory_is_spoken_of_in_french(app: Flask, name: str, of_name: str, expected: str) -> None:
    assert a_territory(name=name, of_name=of_name).on_name == expected
