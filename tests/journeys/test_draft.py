"""A draft is kept as it is typed, and two browsers on one draft never lose a word."""

import re

import pytest
from playwright.sync_api import APIResponse, Route, expect

from tests.journeys.people import People, Person

LAPTOP, PHONE = "Ce que j’ai écrit au bureau", "Ce que j’ai écrit dans le train"

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def begins(people: People) -> tuple[Person, str]:
    author = people.member("ambassadrice").opens("/territoires/bassin-de-brive/temoignages/nouveau")
    author.presses("Commencer mon témoignage")
    return author, author.path


def is_kept(author: Person) -> None:
    expect(author.tab.locator("[data-saved]")).to_have_text(re.compile(r"Enregistré à \d+ h \d\d"))


def test_what_is_typed_is_kept_without_any_button(people: People) -> None:
    author, draft = begins(people)
    author.writes("Chapô", "Rien n’a été pressé.").ticks("Climat")
    author.field("Mes bonnes adresses").press_sequentially("Le marché")
    is_kept(author)
    author.tab.close()
    later = people.member("ambassadrice").opens(draft)
    assert later.field("Chapô").input_value() == "Rien n’a été pressé."
    assert later.field("Mes bonnes adresses").input_value() == "Le marché"
    assert later.field("Climat").is_checked()


def test_a_stale_save_shows_both_versions(people: People) -> None:
    laptop, draft = begins(people)
    phone = people.member("ambassadrice", viewport={"width": 390, "height": 844}).opens(draft)
    laptop.writes("Titre", LAPTOP).presses("Enregistrer le brouillon").sees("Brouillon enregistré")
    phone.writes("Titre", PHONE).presses("Enregistrer le brouillon").sees("Modifié ailleurs", LAPTOP)
    assert phone.field("Titre").input_value() == PHONE
    phone.presses("Enregistrer le brouillon").sees("Brouillon enregistré")
    assert laptop.opens(draft).field("Titre").input_value() == PHONE


def test_a_stale_autosave_asks_which_version_to_keep(people: People) -> None:
    laptop, draft = begins(people)
    phone = people.member("ambassadrice").opens(draft)
    laptop.writes("Titre", LAPTOP)
    is_kept(laptop)
    phone.writes("Titre", PHONE).sees("enregistré depuis une autre page", LAPTOP)
    phone.tab.get_by_role("button", name="Reprendre cette version : Titre").click()
    assert phone.field("Titre").input_value() == LAPTOP
    phone.tab.get_by_role("button", name="Garder ce qui est à l’écran").click()
    is_kept(phone)
    phone.writes("Titre", PHONE)
    is_kept(phone)
    phone.presses("Enregistrer le brouillon")
    assert laptop.opens(draft).field("Titre").input_value() == PHONE


def test_a_button_pressed_while_the_text_saves_itself_is_no_conflict(people: People) -> None:
    author, draft = begins(people)
    on_their_way: list[tuple[Route, APIResponse]] = []
    author.tab.route("**/enregistrement", lambda route: on_their_way.append((route, route.fetch())))
    author.writes("Titre", LAPTOP)
    while not on_their_way:
        author.tab.wait_for_timeout(100)
    author.field("Titre").press_sequentially(", puis ici")
    with author.tab.expect_navigation():
        author.tab.get_by_role("button", name="Enregistrer le brouillon").click(no_wait_after=True)
        route, answer = on_their_way[0]
        route.fulfill(response=answer)
    author.sees("Brouillon enregistré").sees_nothing_of("Modifié ailleurs")
    assert author.opens(draft).field("Titre").input_value() == f"{LAPTOP}, puis ici"
