"""The administration's figures, its dead letters, its accounts and its command."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from ambassadors.accounts.models import Account
from ambassadors.admin.cli import admin_cli
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.mailer import Mail, post
from ambassadors.core.outbox import OutboxRow, run_due
from ambassadors.moderation.models import Submission
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.network import delivered, link_in
from tests.factories.submissions import a_testimonial
from tests.factories.territories import a_territory, aveyron

SignIn = Callable[[Account], PageClient]

HOME = "/administration"
MAILS = f"{HOME}/courriels"
ACCOUNTS = f"{HOME}/comptes"


@pytest.fixture
def admin(app: Flask, signed_in: SignIn) -> PageClient:
    return signed_in(an_admin())


def a_dead_letter(subject: str = "Votre lien de connexion", error: str = "Permanent: refusée") -> OutboxRow:
    context = {"name": "Claire", "link": "http://localhost/connexion/lien/SECRET-TOKEN"}
    post(Mail("claire@demo.example", subject, "accounts/sign_in", context), key=subject)
    row = db.session.scalars(select(OutboxRow).where(OutboxRow.key == subject)).one()
    row.dead_at, row.attempts, row.last_error = now(), 3, error
    db.session.commit()
    return row


def test_the_first_page_counts_what_asks_for_an_act(admin: PageClient) -> None:
    late, fine = a_territory(name="Bassin de Brive"), aveyron()
    for territory in (late, fine):
        a_testimonial(territory, a_member(territory, "ambassador"), "submitted")
    db.session.execute(
        update(Submission)
        .where(Submission.territory_id == late.id)
        .values(submitted_at=now() - timedelta(days=8))
    )
    a_member(fine, "manager")
    a_dead_letter()
    page = admin.get(HOME).text
    queues = page.partition('id="files"')[2].partition("</section>")[0]
    assert "/bureau/bassin-de-brive/moderation" in queues and "8 jours" in queues.replace("\xa0", " ")
    assert "aveyron" not in queues
    missing = page.partition('id="sans"')[2].partition("</section>")[0]
    assert "bassin-de-brive" in missing and "aveyron" not in missing
    assert "en échec, à reprendre" in page


def test_the_administrator_reaches_any_queue(admin: PageClient) -> None:
    a_territory(state="closed")
    db.session.commit()
    assert admin.get("/bureau/bassin-de-brive/moderation").status_code == 200
    assert admin.get("/bureau/bassin-de-brive/equipe").status_code == 200


def test_dead_letters_show_their_error_and_no_secret(admin: PageClient) -> None:
    a_dead_letter()
    page = admin.get(MAILS).text
    for words in ("Votre lien de connexion", "claire@demo.example", "Permanent: refusée", "3\xa0essais"):
        assert words in page or words.replace("\xa0", " ") in page
    assert "SECRET-TOKEN" not in page


def test_a_dead_letter_leaves_again(admin: PageClient, mail_folder: Path) -> None:
    row = a_dead_letter()
    while run_due("test"):
        continue
    assert list(mail_folder.glob("*.eml")) == []
    action, data = admin.filled(MAILS, {}, "/renvoyer")
    assert [admin.post(action, data=data).location for _ in range(2)] == [MAILS, MAILS]
    assert (row.dead_at, row.attempts) == (None, 0)
    assert [to for to, _, _ in delivered(mail_folder)] == ["claire@demo.example"]
    assert "Tout est parti" in admin.get(MAILS).text


def test_retrying_what_is_not_dead_changes_nothing(admin: PageClient) -> None:
    row = a_dead_letter()
    _, data = admin.filled(MAILS, {}, "/renvoyer")
    assert admin.post(f"{MAILS}/{row.id + 1000}/renvoyer", data=data).location == MAILS
    assert admin.post(f"{MAILS}/{row.id}/renvoyer").status_code == 400
    assert row.dead_at is not None


def test_many_dead_letters_are_paged(admin: PageClient) -> None:
    for number in range(35):
        a_dead_letter(f"Courriel {number:02}")
    first = admin.get(MAILS)
    assert "Courriel 34" in first.text and "Courriel 00" not in first.text
    older = first.text.partition('rel="next" href="')[2].partition('"')[0]
    second = admin.get(MAILS + older)
    assert "Courriel 00" in second.text and "Courriel 34" not in second.text
    assert first.headers["X-Query-Count"] == second.headers["X-Query-Count"]


def test_an_account_is_found_by_name_or_address(admin: PageClient) -> None:
    a_member(a_territory(name="Bassin de Brive"), "moderator", "Thomas Cessac")
    an_account("Autre Personne", "quelquun@ailleurs.example")
    db.session.commit()
    found = admin.get(f"{ACCOUNTS}?q=cessac").text
    assert "Thomas Cessac" in found and "Modération, Bassin de Brive" in found and "Autre" not in found
    assert "Autre Personne" in admin.get(f"{ACCOUNTS}?q=QUELQUUN@").text
    for nobody in ("%25", "_", "zzz", "<script>"):
        assert "Aucun compte" in admin.get(f"{ACCOUNTS}?q={nobody}").text
    assert "Thomas" not in admin.get(ACCOUNTS).text


def test_the_number_of_statements_does_not_grow(admin: PageClient) -> None:
    territory = a_territory()
    counts = []
    for _ in range(2):
        for number in range(5):
            a_member(territory, "ambassador", f"Personne {number}")
        db.session.commit()
        counts.append(
            [
                admin.get(path).headers["X-Query-Count"]
                for path in (HOME, f"{ACCOUNTS}?q=personne", f"{HOME}/territoires")
            ]
        )
    assert counts[0] == counts[1]


def test_the_command_makes_an_administrator(app: Flask, client: PageClient, mail_folder: Path) -> None:
    run = app.test_cli_runner()
    made = run.invoke(admin_cli, ["create", "Chef@Demo.example", "Claude Chef"])
    assert made.exit_code == 0, made.output
    account = db.session.scalars(select(Account).where(Account.email == "chef@demo.example")).one()
    assert account.is_admin and account.name == "Claude Chef"
    ((to, _, text),) = delivered(mail_folder)
    assert to == "chef@demo.example"
    assert client.get(link_in(text, "/mot-de-passe/")).status_code == 200
    known = an_account("Déjà Là", "deja@demo.example")
    db.session.commit()
    assert run.invoke(admin_cli, ["create", "deja@demo.example", "Autre Nom"]).exit_code == 0
    db.session.refresh(known)
    assert (known.is_admin, known.name) == (True, "Déjà Là")


@pytest.mark.parametrize(
    "values", [["pas-une-adresse", "Claude"], ["chef@demo.example", "C"], ["chef@demo.example", "C" * 81]]
)
def test_the_command_refuses_what_is_no_address_or_name(app: Flask, values: list[str]) -> None:
    refused = app.test_cli_runner().invoke(admin_cli, ["create", *values])
    assert refused.exit_code == 2
    assert db.session.scalars(select(Account)).all() == []
