"""What nobody may follow any more awaits somebody else: a role that ends, a theme that changes hands, a territory that closes."""

from pathlib import Path

import pytest
from flask import Flask

from ambassadors.access.actor import Actor
from ambassadors.accounts.closing import close_account
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.dossier.service.owners import set_owner
from ambassadors.introductions.consent import AMBASSADOR, OWNER, PHONE, TEAM
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.queries.own import history_of
from ambassadors.introductions.service import sharing
from ambassadors.network.queries.team import membership_as
from ambassadors.network.service.roles import change_role, end_role, give_role
from ambassadors.territories.models import Territory
from ambassadors.territories.service import set_state
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.dossier import an_owner
from tests.factories.introductions import PROJECT, an_introduction
from tests.factories.network import an_organisation
from tests.factories.territories import a_territory
from tests.questions.mailing import SignIn, deliver

DESK = "/bureau/bassin-de-brive/demandes"
WAITS = "Personne ne la suit aujourd’hui"


def ends(actor: Actor, here: Territory, who: Account, request: Introduction) -> None:
    membership = membership_as(who.id, here.id, "partner")
    assert membership is not None
    end_role(actor, membership)


def changes(actor: Actor, here: Territory, who: Account, request: Introduction) -> None:
    membership = membership_as(who.id, here.id, "partner")
    assert membership is not None
    change_role(actor, membership, "ambassador")


def answers_no_more(actor: Actor, here: Territory, who: Account, request: Introduction) -> None:
    set_owner(actor, here, "logement", None, None)


def leaves(actor: Actor, here: Territory, who: Account, request: Introduction) -> None:
    close_account(who.as_actor(), who, keep_texts=True)


def is_trusted_no_more(actor: Actor, here: Territory, who: Account, request: Introduction) -> None:
    mover = db.session.get_one(Account, request.author_id)
    assert sharing.revoke(mover.as_actor(), request, OWNER)


@pytest.mark.parametrize("happens", [ends, changes, answers_no_more, leaves, is_trusted_no_more])
def test_a_request_whose_follower_may_read_no_more_waits_again(
    app: Flask, signed_in: SignIn, mail_folder: Path, happens: object
) -> None:
    here = a_territory()
    manager, partner = a_member(here, "manager", "Rémi"), a_member(here, "partner", "Paul")
    an_owner(here, "logement", partner)
    mover, address = an_account("Lise"), partner.email
    made = an_introduction(here, mover, state="met", by=partner)
    by_another = an_introduction(here, mover, state="taken", by=manager)
    db.session.commit()
    deliver(mail_folder)
    assert callable(happens)
    happens(manager.as_actor(), here, partner, made)
    db.session.commit()
    assert (made.state, made.taken_by_id, made.version) == ("new", None, 4 + (happens is is_trusted_no_more))
    assert (by_another.state, by_another.taken_by_id) == ("taken", manager.id)
    assert history_of(made.id)[-1].what == "returned"
    told = [mail for mail in deliver(mail_folder) if WAITS in mail.text]
    assert [mail.to for mail in told] == [manager.email] != [address]
    shown = signed_in(mover).get(made.path).text
    assert "La personne qui la suivait ne le peut plus" in shown and "reste votre contact" not in shown


def test_a_closed_territory_entrusts_its_requests_to_the_administration(
    signed_in: SignIn, mail_folder: Path
) -> None:
    here = a_territory()
    manager, administrator, mover = a_member(here, "manager"), an_admin(), an_account("Lise")
    followed = an_introduction(here, mover, "", state="taken", by=manager, consents=(TEAM,))
    an_introduction(here, mover, "", consents=(TEAM,))
    settled = an_introduction(here, mover, "", state="settled", by=manager, consents=(TEAM,))
    db.session.commit()
    before = len(deliver(mail_folder))
    desk, site, own = signed_in(manager), signed_in(administrator), signed_in(mover)
    governed = "/administration/territoires/bassin-de-brive"
    assert site.submit(f"{governed}/etat", {"state": "closed"}).status_code == 303
    told = [(mail.to, "2 demandes" in mail.text) for mail in deliver(mail_folder)]
    assert told[before:] == [(administrator.email, True)]
    assert (
        f'<a href="{DESK}">Les demandes d’accompagnement</a> <span class="count">2</span>'
        in site.get(governed).text
    )
    assert desk.get(f"{DESK}/{followed.id}").status_code == 404 and desk.get(DESK).status_code == 403
    assert "l’administration du site lit" in own.get(followed.path).text
    assert "devenir-ambassadeur" not in own.get(settled.path).text
    assert PROJECT in site.get(f"{DESK}/{followed.id}").text
    site.submit(f"{DESK}/{followed.id}", {"step": "take"}, form="/etapes")
    before = len(deliver(mail_folder))

    set_state(administrator.as_actor(), here, "open")
    db.session.commit()
    assert [mail.to for mail in deliver(mail_folder)[before:]] == [manager.email]
    assert db.session.get_one(Introduction, followed.id, populate_existing=True).state == "new"
    assert "devenir-ambassadeur" in own.get(settled.path).text


def test_the_administration_steps_back_where_somebody_begins_to_run_a_territory(app: Flask) -> None:
    here, administrator = a_territory(), an_admin()
    made = an_introduction(here, an_account("Lise"), state="taken", by=administrator)
    give_role(administrator.as_actor(), here, an_account("Rémi"), "manager")
    assert (made.state, made.taken_by_id) == ("new", None)


def test_an_agreement_is_given_later_dated_anew(signed_in: SignIn, mail_folder: Path) -> None:
    here = a_territory()
    house = an_organisation(here)
    manager, partner = a_member(here, "manager", "Rémi"), a_member(here, "partner", organisation_id=house.id)
    an_owner(here, "logement", organisation=house)
    mover = an_account("Lise Robin")
    made = an_introduction(here, mover, consents=(OWNER,))
    made.consents[0].wording = 1
    membership = membership_as(partner.id, here.id, "partner")
    assert membership is not None
    end_role(manager.as_actor(), membership)
    db.session.commit()
    before = len(deliver(mail_folder))
    own, desk, page = signed_in(mover), signed_in(manager), made.path
    shown = own.get(page)
    assert "personne n’en répond plus" in shown.text and "Pas donné" in shown.text
    assert "Mon nom et mon adresse électronique, avec l’interlocuteur" in shown.text
    assert int(shown.headers["X-Query-Count"]) <= 8 and "Lise Robin" not in desk.get(made.desk_path).text

    own.submit(f"{page}/accords/{OWNER}", {})
    assert "Aucun accord ne partage" in own.get(page).text
    assert "Personne ne répond encore de ce thème" in own.get(f"{page}/accords/{OWNER}/donner").text
    assert own.post(f"{page}/accords/{OWNER}/donner").status_code in (400, 422)
    wrong = own.submit(f"{page}/accords/{PHONE}/donner", {"phone": "bientôt"})
    assert wrong.status_code == 422 and 'id="phone-error"' in wrong.text and "bientôt" in wrong.text
    own.submit(f"{page}/accords/{PHONE}/donner", {"phone": "06 12 34 56 78"})
    for kind in (TEAM, AMBASSADOR):
        assert own.submit(f"{page}/accords/{kind}/donner", {}).location == page
    assert "déjà donné" in own.get(f"{page}/accords/{TEAM}/donner").text
    assert [mail.to for mail in deliver(mail_folder)[before:]] == [manager.email]
    read = desk.get(made.desk_path).text
    assert "Lise Robin" in read and "06 12 34 56 78" in read and "peut lui écrire" in read

    own.submit(f"{page}/accords/{TEAM}", {})
    own.submit(f"{page}/accords/{TEAM}/donner", {})
    kept = db.session.get_one(Introduction, made.id, populate_existing=True)
    db.session.expire(kept, ["consents"])
    assert kept.granted == {TEAM, PHONE, AMBASSADOR}
    assert {one.kind: one.wording for one in kept.consents} == {OWNER: 1, TEAM: 2, PHONE: 2, AMBASSADOR: 2}
    told = [(one.what, one.detail) for one in history_of(made.id)]
    assert told[-2:] == [("revoked", TEAM), ("given", TEAM)] and ("given", PHONE) in told
    assert signed_in(an_account()).get(f"{page}/accords/{TEAM}/donner").status_code == 404
