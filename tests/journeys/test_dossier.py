"""A manager writes a theme of the dossier: rows come and go, the draft saves itself, the page follows, readers read it."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import People, Person

EDITOR = "/bureau/bassin-de-brive/dossier/traditions"
WORDS = "On se salue au marché, **même sans se connaître**."

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def is_kept(author: Person) -> None:
    expect(author.tab.locator("[data-saved]")).to_have_text(re.compile(r"Enregistré à \d+ h \d\d"))


def test_a_theme_is_written_seen_and_published(people: People) -> None:
    author = people.member("responsable").opens(EDITOR)
    author.writes("Ce que le territoire dit de ce thème", WORDS)
    author.tab.get_by_role("button", name="Aperçu").click()
    preview = author.tab.get_by_role("region", name="Aperçu du texte")
    expect(preview.locator("strong")).to_have_text("même sans se connaître")
    author.writes("Ce que le territoire dit de ce thème", f"{WORDS}\n\nEt l’on s’attarde.")
    expect(preview).to_contain_text("Et l’on s’attarde.")
    adds_a_fact(author)
    author.presses("Publier").sees("Donnez la valeur")
    row = author.tab.locator("[data-row]").last
    row.get_by_label("Valeur", exact=True).fill("104")
    row.get_by_label("Source", exact=True).fill("Calendrier des communes")
    row.get_by_label("Date", exact=True).fill("2025")
    author.presses("Publier").sees("est en ligne dès maintenant")
    reader = people.somebody().opens("/territoires/bassin-de-brive/dossier/traditions")
    reader.sees("Et l’on s’attarde.", "Marchés dans l’année", "Calendrier des communes")


def adds_a_fact(author: Person) -> None:
    rows = author.tab.locator("[data-row]")
    present = rows.count()
    author.tab.get_by_role("button", name="Ajouter un fait").click()
    expect(rows).to_have_count(present + 1)
    author.tab.keyboard.type("Marchés dans l’année")
    is_kept(author)
    rows.last.get_by_role("button", name="Retirer").click()
    expect(rows).to_have_count(present)
    author.tab.get_by_role("button", name="Annuler").click()
    expect(rows).to_have_count(present + 1)
    expect(rows.last.get_by_label("Ce qui est mesuré")).to_have_value("Marchés dans l’année")
    is_kept(author)


def test_two_pages_on_one_theme_lose_no_word(people: People) -> None:
    address = "/bureau/bassin-de-brive/dossier/patrimoine"
    label = "Ce que le territoire dit de ce thème"
    laptop, phone = (people.member("responsable").opens(address) for _ in range(2))
    laptop.writes(label, "Écrit au bureau.")
    is_kept(laptop)
    phone.writes(label, "Écrit dans le train.").sees("enregistré depuis une autre page", "Écrit au bureau.")
    assert phone.field(label).input_value() == "Écrit dans le train."
    phone.tab.get_by_role("button", name="Garder ce qui est à l’écran").click()
    is_kept(phone)
    assert laptop.opens(address).field(label).input_value() == "Écrit dans le train."


def test_on_a_phone_the_contents_follow_and_name_what_is_read(people: People) -> None:
    reader = people.somebody(viewport={"width": 390, "height": 844}).opens(
        "/territoires/bassin-de-brive/dossier"
    )
    bar = reader.tab.get_by_role("navigation", name="Sommaire")
    bar.get_by_text("Sommaire").click()
    bar.get_by_role("link", name="Climat").click()
    expect(bar.get_by_role("link", name="Climat")).to_be_hidden()
    expect(bar.locator("summary")).to_have_text("SommaireClimat")
    expect(bar).to_be_in_viewport(ratio=1)
    title, head = reader.tab.locator("h3#climat").bounding_box(), bar.bounding_box()
    assert title and head and head["y"] == 0 and head["y"] + head["height"] < title["y"] < 300
    reader.tab.locator("h3#ville").scroll_into_view_if_needed()
    reader.tab.mouse.wheel(0, -300)
    expect(bar.locator("summary")).not_to_have_text("SommaireClimat")
