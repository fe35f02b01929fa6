"""A testimonial ages: its author is asked once whether it still holds, and the page says the answer."""

from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.outbox import enqueue, run_due
from ambassadors.testimonials.models import Testimonial
from tests.client import PageClient
from tests.factories.submissions import a_testimonial
from tests.testimonials.conftest import Scene, again, home


def ring(day: str) -> None:
    """Let the clock of one day ring, and the mails leave."""
    enqueue("testimonials.ask_still_true", {}, key=f"testimonials.ask_still_true:{day}")
    db.session.commit()
    while run_due("essais"):
        pass


def aged(scene: Scene, days: int, status: str = "published") -> Testimonial:
    item = a_testimonial(scene.territory, scene.author, status, title=f"Un portrait de {days} jours")
    item.published_at = now() - timedelta(days=days) if status == "published" else item.published_at
    db.session.commit()
    return item


def test_the_author_is_asked_once_at_eighteen_months(scene: Scene, mail_folder: Path) -> None:
    old = aged(scene, 550)
    aged(scene, 540)
    aged(scene, 700)
    aged(scene, 550, "submitted")
    ring("lundi")
    ring("mardi")
    (sent,) = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in mail_folder.glob("*.eml")
        if b"toujours-vrai" in path.read_bytes() or b"toujours vrai" in path.read_bytes()
    ]
    assert sent["To"] == scene.author.email and "toujours vrai" in sent["Subject"]
    body = sent.get_body(("plain",))
    assert body is not None and f"http://localhost{home(old, '/toujours-vrai')}" in body.get_content()
    assert "une seule fois" in body.get_content()


def test_the_link_opens_a_page_with_one_button(
    scene: Scene, client: PageClient, signed_in: Callable[[Account], PageClient]
) -> None:
    item = aged(scene, 600)
    address = home(item, "/toujours-vrai")
    assert client.get(address).status_code == 302
    assert signed_in(scene.moderator).get(address).status_code == 404
    author = signed_in(scene.author)
    assert address in author.get(home(item)).text
    assert author.get(address).status_code == 200 and again(item).confirmed_at is None, (
        "reading confirms nothing"
    )
    assert author.submit(address, {}, form="/toujours-vrai").status_code == 303
    confirmed = again(item).confirmed_at
    assert confirmed and now() - confirmed < timedelta(minutes=1)
    assert "Toujours vrai, dit" in client.get(item.path).text


def test_only_what_is_published_can_be_confirmed(
    scene: Scene, signed_in: Callable[[Account], PageClient]
) -> None:
    item = aged(scene, 600, "retired")
    assert signed_in(scene.author).get(home(item, "/toujours-vrai")).status_code == 409
