"""One of everything, in two territories, and one account of every kind: what hostile visitors wander in."""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from ambassadors.access.actor import Actor
from ambassadors.accounts import links
from ambassadors.accounts.keeping import keep_form
from ambassadors.accounts.models import Account, AccountSession
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.outbox import OutboxRow
from ambassadors.core.picture import StoredPicture
from ambassadors.core.storage import put
from ambassadors.feeds.published import A_FILE, TERRITORIES
from ambassadors.introductions.consent import AGREEMENTS
from ambassadors.introductions.record import Reminder
from ambassadors.introductions.unconfirmed import UnconfirmedIntroduction
from ambassadors.introductions.views.asking import USE
from ambassadors.moderation.editing import propose_edit
from ambassadors.network.addressees import Addressee
from ambassadors.network.models import Invitation, Profile
from ambassadors.network.queries.team import membership_as
from ambassadors.network.service.invitations import Offer, invite
from ambassadors.questions.seals import seal
from ambassadors.questions.unconfirmed import UnconfirmedQuestion
from ambassadors.territories.models import FormerSlug, Territory, TerritoryNeighbour, TerritoryPlace
from ambassadors.testimonials.photos import add_photos
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.charter import a_charter, accepted
from tests.factories.dossier import a_cell, a_connection, a_fact, a_highlight, an_edition, an_open_edition
from tests.factories.introductions import a_proposal, an_introduction
from tests.factories.network import an_application, an_organisation
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import LE_MANS, a_territory, aveyron
from tests.factories.toolbox import a_visual

PERSONAS = (
    "anonymous",
    "mover",
    "ambassador",
    "partner",
    "moderator",
    "manager",
    "manager elsewhere",
    "admin",
)
FORMER = "brive-autrefois"
THEME, EDITION = "emploi", "trouver-un-emploi"


@dataclass
class World:
    """Who is there, what there is, and the sessions by which they come."""

    here: Territory
    elsewhere: Territory
    hidden: Territory
    people: dict[str, Account] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)
    items: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def actor(self, persona: str) -> Actor:
        """Return somebody as the rules see them."""
        return self.people[persona].as_actor() if persona in self.people else Actor.anonymous()


def make_world(site: Flask) -> World:
    """Make all of it, and commit."""
    here = a_territory(contact_email="contact@demo.example", presentation="", not_for="")
    world = World(here, aveyron(), a_territory(LE_MANS, "le-mans", "preparing"))
    _people(world)
    _said(world)
    _desk(world)
    _mailed(world)
    _dossiers(world)
    _charters(world)
    world.numbers["tool"] = a_visual(world.here, world.people["manager"]).id
    _asked(world)
    db.session.commit()
    for persona, account in world.people.items():
        world.cookies[persona] = _cookie(site, account)
    db.session.commit()
    return world


def _people(world: World) -> None:
    here, organisation = world.here, an_organisation(world.here)
    world.people = {
        "mover": an_account("Nadia Candidate"),
        "ambassador": a_member(
            here, "ambassador", "Claire Morel", themes=["climat", THEME], segments=["familles"]
        ),
        "partner": a_member(here, "partner", "Paul Chambre", organisation_id=organisation.id),
        "moderator": a_member(here, "moderator", "Mona Relit"),
        "manager": a_member(here, "manager", "Rémi Marque"),
        "manager elsewhere": a_member(world.elsewhere, "manager", "Ève Ailleurs"),
        "admin": an_admin(),
    }
    a_member(here, "manager", "Autre Marque")
    for account in world.people.values():
        db.session.add(Profile(account_id=account.id, bio="Bonjour.", bio_html="<p>Bonjour.</p>"))
    db.session.flush()
    world.items["organisation"] = organisation


def _said(world: World) -> None:
    """Put contributions of every kind in the queue, online and on their authors' tables."""
    here, people, items = world.here, world.people, world.items
    ambassador, mover = people["ambassador"], people["mover"]
    items["question"] = a_question(here, mover)
    items["waiting question"] = a_question(here, mover, "submitted", title="Et les trains du soir, alors ?")
    items["closed question"] = a_question(here, mover, title="Où dormir un week-end de passage ?")
    items["closed question"].closed_reason = "touristique"
    items["own draft question"] = a_question(here, mover, "returned", title="Combien coûte un loyer ici ?")
    items["elsewhere"] = a_question(world.elsewhere, an_account("Autre Candidate"), "submitted")
    items["answer"] = an_answer(items["question"], ambassador)
    items["draft answer"] = an_answer(items["question"], ambassador, "draft")
    items["waiting answer"] = an_answer(items["question"], people["partner"], "submitted")
    items["testimonial"] = a_testimonial(here, ambassador)
    items["draft"] = a_testimonial(here, ambassador, "draft")
    items["waiting"] = a_testimonial(here, ambassador, "submitted")
    items["application"] = an_application(here, mover)
    items["draft application"] = an_application(world.elsewhere, ambassador, "draft")
    actor = Actor(ambassador.id, "Claire Morel")
    items["edit"] = propose_edit(actor, items["testimonial"], {"title": "Un autre titre, plus juste"})
    add_photos(actor, items["draft"], [StoredPicture("photos/aucun.jpg", 800, 600)])


def _desk(world: World) -> None:
    """Invite, cover, name neighbours, leave a letter dead."""
    here, numbers = world.here, world.numbers
    invite(world.actor("manager"), here, [Addressee("", "invitee@demo.example", "Inès")], Offer("moderator"))
    numbers["invitation"] = db.session.query(Invitation).one().id
    held = membership_as(world.people["ambassador"].id, here.id, "ambassador")
    assert held is not None
    numbers["membership"] = held.id
    db.session.add(TerritoryPlace(territory_id=here.id, place_id=world.elsewhere.place_id))
    db.session.add(TerritoryNeighbour(territory_id=here.id, neighbour_id=world.elsewhere.id))
    db.session.add(FormerSlug(slug=FORMER, territory_id=here.id))
    dead = OutboxRow(kind="mail.send", key="dead", payload={"to": "x@demo.example"}, dead_at=now())
    db.session.add(dead)
    db.session.flush()
    numbers |= {"dead letter": dead.id, "place": world.elsewhere.place_id, "neighbour": world.elsewhere.id}
    numbers["site map of territories"] = here.id // TERRITORIES + 1
    numbers["site map of contributions"] = world.items["testimonial"].id // A_FILE + 1


def _dossiers(world: World) -> None:
    """Write one theme everywhere, for everybody and for an edition."""
    edition = an_edition(EDITION)
    for territory in (world.here, world.elsewhere, world.hidden):
        for holder in (territory, an_open_edition(territory, edition)):
            holder.print_key, holder.print_size = put(b"%PDF-1.7", "dossiers", "pdf"), 8
            holder.printed_at = now()
        a_cell(territory, THEME, "On recrute ici.", a_fact())
        a_cell(territory, THEME, "On recrute ici aussi.", edition_id=edition.id)
    world.items |= {"highlight": a_highlight(world.here), "connection": a_connection(world.here)}


def _charters(world: World) -> None:
    """Publish two versions; the ambassador accepted the first one only."""
    a_charter(world.here, world.people["manager"])
    accepted(world.here, world.people["ambassador"])
    a_charter(world.here, world.people["manager"], "Je date ce que j’avance, et je reviens corriger. " * 6)


def _mailed(world: World) -> None:
    """Make one link of every purpose, and a form that arrived late."""
    mover, tokens = world.people["mover"], world.tokens
    address, confirmed = mover.email or "", {"name": "Nina", "password_hash": None, "next": "/compte"}
    tokens["confirm"] = links.issue(links.CONFIRM, "nouvelle@demo.example", payload=confirmed)
    tokens["sign_in"] = links.issue(links.SIGN_IN, address, mover.id)
    tokens["reset"] = links.issue(links.RESET, address, mover.id)
    tokens["email"] = links.issue(links.EMAIL, "change@demo.example", mover.id)
    offered = {"invitation": world.numbers["invitation"]}
    tokens["invitation"] = links.issue(links.INVITATION, "invitee@demo.example", payload=offered)
    kept = UnconfirmedQuestion(
        territory_id=world.here.id,
        email="demande@demo.example",
        name="Lou",
        content={
            "title": "Y a-t-il un médecin qui prend ?",
            "text": "Nous venons à trois.",
            "theme": "logement",
        },
        expires_at=now() + links.LIVES[links.INVITATION],
    )
    db.session.add(kept)
    db.session.flush()
    tokens["question"] = links.issue(links.QUESTION, kept.email, payload={"unconfirmed": kept.id})
    tokens["sealed"] = seal("kept", kept.id)
    tokens["kept form"] = keep_form(mover.id, "/compte/nom", [("name", "Nadia")])


def _asked(world: World) -> None:
    """Have a mover ask to be accompanied, be reminded of and proposed to an ambassador, and another one who has not confirmed yet."""
    mover, manager = world.people["mover"], world.people["manager"]
    made = an_introduction(world.here, mover, THEME, state="taken", by=manager, consents=tuple(AGREEMENTS))
    world.items["introduction"] = made
    world.items["proposal"] = a_proposal(made, manager, world.people["ambassador"])
    words = {"due_on": now().date() + timedelta(days=30), "words": "Rappeler"}
    db.session.add(Reminder(introduction_id=made.id, account_id=manager.id, **words))
    said = {"project": "Une maison, et du temps.", "theme": THEME, "household": "", "jobs": "", "phone": ""}
    kept = UnconfirmedIntroduction(
        territory_id=world.here.id,
        email="projet@demo.example",
        name="Lou",
        content=said | {"horizon": None, "origin_id": None, "consents": ["equipe"]},
        expires_at=now() + links.LIVES[links.INVITATION],
    )
    db.session.add(kept)
    db.session.flush()
    world.tokens["introduction"] = links.issue(
        links.INTRODUCTION, kept.email, payload={"unconfirmed": kept.id}
    )
    world.tokens["sealed request"] = seal(USE, kept.id)


def _cookie(site: Flask, account: Account) -> str:
    """Return the cookie of a new session of an account, as a browser sends it."""
    row = AccountSession(id=f"hostile-{account.id}", account_id=account.id)
    db.session.add(row)
    signer = SecureCookieSessionInterface().get_signing_serializer(site)
    assert signer is not None
    signed = {"_user_id": row.id, "seen": int(time.time()), "_permanent": True}
    return f"session={signer.dumps(signed)!s}"


def about_nothing() -> SimpleNamespace:
    """Return the object of rules that are about nothing."""
    return SimpleNamespace()
