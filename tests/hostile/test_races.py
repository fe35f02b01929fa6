"""The same thing done twice at the same moment, from two pages: once done, the other is told so, never a 5xx."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ambassadors.accounts import links
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account, AccountSession
from ambassadors.brand.models import BrandRevision
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.picture import StoredPicture
from ambassadors.moderation.models import SubmissionStats
from ambassadors.network.addressees import Addressee
from ambassadors.network.models import Application, Invitation
from ambassadors.network.service.invitations import Offer, invite
from ambassadors.questions.models import Answer, Question
from ambassadors.questions.unconfirmed import UnconfirmedQuestion
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial
from ambassadors.testimonials.photo import MOST, Photo
from ambassadors.testimonials.photos import add_photos
from config import Settings
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import a_highlight
from tests.factories.network import an_organisation
from tests.factories.pictures import a_picture
from tests.factories.submissions import a_question, a_testimonial, an_answer, bring_to
from tests.factories.territories import a_territory
from tests.factories.toolbox import a_phrase
from tests.own_site import own_site

ROUNDS = 6
DESK = "/bureau/bassin-de-brive"
Sent = tuple[str | int, dict[str, Any]]


@dataclass
class Race:
    """A site whose commits are real, with one territory and its people."""

    site: Flask
    people: dict[str, int]

    def browser(self, person: str | None) -> PageClient:
        """Open a browser, signed in as somebody or not."""
        browser = self.site.test_client()
        assert isinstance(browser, PageClient)
        if person:
            with self.site.app_context():
                row = AccountSession(id=f"race-{person}-{now().timestamp()}", account_id=self.people[person])
                db.session.add(row)
                db.session.commit()
                key = row.id
            with browser.session_transaction() as session:
                session["_user_id"], session["seen"] = key, int(now().timestamp())
        return browser

    def run(self, people: Sequence[str | None], page: str, *sent: Sent) -> list[int]:
        """Open a page in several browsers, then send its form from all of them at the same moment."""
        return self.run_on(people, [page], *sent)

    def run_on(self, people: Sequence[str | None], pages: Sequence[str], *sent: Sent) -> list[int]:
        """Open a page each, then send their forms at the same moment."""
        with self.site.app_context():
            browsers = [self.browser(person) for person in people]
            posts = []
            for number, browser in enumerate(browsers):
                form, values = sent[number % len(sent)]
                posts.append((browser, *browser.filled(pages[number % len(pages)], values, form)))
        barrier = Barrier(len(posts))

        def send(browser: PageClient, action: str, data: Any) -> int:
            barrier.wait()
            return FlaskClient.open(browser, action, method="POST", data=data).status_code

        with ThreadPoolExecutor(len(posts)) as pool:
            statuses = list(pool.map(lambda post: send(*post), posts))
        assert max(statuses) < 500, statuses
        return sorted(statuses)

    def count(self, *where: Any, of: Any) -> int:
        """Count rows."""
        with self.site.app_context():
            return db.session.scalar(select(func.count()).select_from(of).where(*where)) or 0


@pytest.fixture(scope="module")
def race(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Race]:
    folder: Path = tmp_path_factory.mktemp("races")
    with own_site(settings, folder) as site:
        site.test_client_class = PageClient
        with site.app_context():
            here = a_territory()
            roles = {"manager": "manager", "second manager": "manager", "ambassador": "ambassador"}
            people = {name: a_member(here, role, f"{name} en course").id for name, role in roles.items()}
            people["mover"] = an_account("Nadia en course").id
            db.session.commit()
        yield Race(site, people)


def here() -> Territory:
    return db.session.scalars(select(Territory)).one()


def account(race: Race, name: str) -> Account:
    return db.session.get_one(Account, race.people[name])


def test_an_invitation_is_accepted_once(race: Race) -> None:
    for number in range(ROUNDS):
        email = f"course{number}@demo.example"
        with race.site.app_context():
            actor = account(race, "manager").as_actor()
            invite(actor, here(), [Addressee("", email, "Inès")], Offer("ambassador"))
            offered = db.session.scalars(select(Invitation).where(Invitation.email == email)).one()
            payload = {"invitation": offered.id}
            tokens = [links.issue(links.INVITATION, email, payload=payload) for _ in range(2)]
            db.session.commit()
        page = f"/invitations/{tokens[number % 2]}"
        assert race.run([None, None], page, (-1, {"name": "Inès"})) == [303, 410]
        held = select(Account.id).where(Account.email == email).scalar_subquery()
        assert race.count(Membership.account_id == held, of=Membership) == 1


def test_a_person_is_invited_once(race: Race) -> None:
    for number in range(ROUNDS):
        email = f"invitation{number}@demo.example"
        sent = {"people": email, "role": "moderator", "message": "Bonjour"}
        race.run(["manager", "second manager"], f"{DESK}/equipe/inviter", (-1, sent))
        assert race.count(Invitation.email == email, of=Invitation) == 1


def test_an_answer_helps_once(race: Race) -> None:
    with race.site.app_context():
        question = a_question(here(), account(race, "mover"))
        answer = an_answer(question, account(race, "ambassador"))
        number, path = question.id, question.path
        db.session.commit()
        helped = answer.id
    for _ in range(ROUNDS):
        race.run(["mover", "mover"], path, (f"{path}/utile", {}))
        marked = race.count(Answer.id == helped, Answer.helpful_at.is_not(None), of=Answer)
        stats = SubmissionStats.submission_id == number, SubmissionStats.helpful == marked
        assert race.count(*stats, of=SubmissionStats) == 1


def test_a_person_applies_once(race: Race) -> None:
    sent = {
        "step": "3",
        "themes": "climat",
        "motivation": "Je vis ici depuis cinq ans et j’aimerais en parler à qui hésite.",
    }
    page = "/territoires/bassin-de-brive/devenir-ambassadeur"
    assert race.run(["mover", "mover"], page, (-1, sent)) == [303, 303]
    assert race.count(Application.author_id == race.people["mover"], of=Application) == 1


def test_a_question_is_confirmed_once(race: Race) -> None:
    for number in range(ROUNDS):
        with race.site.app_context():
            kept = UnconfirmedQuestion(
                territory_id=here().id,
                email=f"demande{number}@demo.example",
                name="Lou",
                content={"title": f"Un médecin {number} ?", "text": "À trois.", "theme": "logement"},
                expires_at=now() + links.LIVES[links.QUESTION],
            )
            db.session.add(kept)
            db.session.flush()
            token = links.issue(links.QUESTION, kept.email, payload={"unconfirmed": kept.id})
            db.session.commit()
        page = f"/questions/confirmer/{token}"
        assert race.run([None, None], page, (page, {})) == [200, 303]
        assert race.count(Question.title == f"Un médecin {number} ?", of=Question) == 1


def test_a_reset_link_sets_one_password(race: Race) -> None:
    for _ in range(ROUNDS):
        with race.site.app_context():
            mover = account(race, "mover")
            token = links.issue(links.RESET, mover.email or "", mover.id)
            db.session.commit()
        sent = [(-1, {"password": f"quatre mots choisis {letter}"}) for letter in "ab"]
        assert race.run([None, None], f"/mot-de-passe/{token}", *sent) == [303, 410]


def test_a_brand_space_is_published_once_and_the_other_text_is_kept(race: Race) -> None:
    for number in range(ROUNDS):
        sent = [(f"{DESK}/marque", {"tagline": f"Accroche {number}{letter}"}) for letter in "ab"]
        assert race.run(["manager", "second manager"], f"{DESK}/marque", *sent) == [303, 409]
    assert race.count(of=BrandRevision) == ROUNDS + 1


@dataclass(frozen=True)
class Contested:
    """What one manager changes while another removes it: where each does, and what each sends."""

    pages: tuple[str, str]
    change: Sent
    removal: Sent


def a_tool(race: Race) -> Contested:
    tool = a_phrase(here(), account(race, "manager"), "Se présenter")
    page = f"{DESK}/boite-a-outils/{tool.id}"
    return Contested((page, f"{page}/retirer"), (-1, {"title": "Se présenter, autrement"}), (-1, {}))


def an_office(_race: Race) -> Contested:
    page = f"{DESK}/organisations/{an_organisation(here()).id}"
    return Contested((page, f"{page}/retirer"), (-1, {"name": "Un autre nom"}), (-1, {}))


def a_date(_race: Race) -> Contested:
    page = f"{DESK}/dossier/temps-forts/agenda/{a_highlight(here()).id}"
    return Contested((page, page), (page, {"title": "La foire, autrement"}), (f"{page}/retirer", {}))


@pytest.mark.parametrize("make", [a_tool, an_office, a_date])
def test_what_one_removes_while_another_changes_it_is_gone_without_a_fault(
    race: Race, make: Callable[[Race], Contested]
) -> None:
    for _ in range(ROUNDS):
        with race.site.app_context():
            thing = make(race)
            db.session.commit()
        statuses = race.run_on(["manager", "second manager"], thing.pages, thing.change, thing.removal)
        assert statuses in ([303, 303], [303, 404], [303, 409])
        with race.site.app_context():
            assert race.browser("manager").get(thing.pages[0]).status_code == 404


def test_a_photo_of_a_published_text_is_removed_once(race: Race) -> None:
    for _ in range(ROUNDS):
        page, photos = with_photos(race, "published", 3)
        sent = (f"{page}/photos", {"act": f"delete:{photos[0]}"})
        assert race.run(["ambassador", "ambassador"], f"{page}/photos", sent)[0] == 303
        assert race.count(Photo.id.in_(photos), of=Photo) == 2


def test_two_sendings_do_not_pass_the_number_of_photos(race: Race) -> None:
    page, photos = with_photos(race, "draft", MOST - 1)
    sent = [
        (f"{page}/photos", {"act": "add", "files": (BytesIO(a_picture(64, 40)), name)})
        for name in ("a.jpg", "b.jpg")
    ]
    race.run(["ambassador", "ambassador"], f"{page}/photos", *sent)
    whose = select(Photo.testimonial_id).where(Photo.id == photos[0]).scalar_subquery()
    assert race.count(Photo.testimonial_id == whose, of=Photo) == MOST


def with_photos(race: Race, status: str, number: int) -> tuple[str, list[int]]:
    """Make a testimonial with photos and return its author's page and their numbers."""
    with race.site.app_context():
        author = account(race, "ambassador")
        item: Testimonial = a_testimonial(here(), author, "draft")
        stored = [StoredPicture(f"photos/course{rank}.jpg", 800, 600) for rank in range(number)]
        photos = [photo.id for photo in add_photos(author.as_actor(), item, stored)]
        for photo in item.photos:
            photo.decorative, photo.rights_at = True, now()
        bring_to(item, status)
        page = f"/compte/contributions/{item.id}"
        db.session.commit()
    return page, photos
