"""Finding a territory: with words, with wishes, on the map; without JavaScript, without a mouse."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import People
from tests.journeys.test_keyboard import tabs_to

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

ASK = "Un lieu, ou des mots à chercher dans les récits"


def test_a_place_nobody_speaks_for_is_asked_for_without_javascript(people: People) -> None:
    reader = people.somebody(java_script_enabled=False).opens("/")
    reader.writes(ASK, "Ussel").presses("Chercher").sees("Dans le même département", "Bassin de Brive")
    reader.follows("Ce lieu m’intéresse").sees("jamais par qui")
    reader.presses("Dire mon intérêt pour ce lieu").sees("C’est noté, merci")
    assert reader.context.cookies() == []
    people.member("admin").opens("/administration/interets").sees("Ussel")


def test_wishes_are_added_and_taken_back(people: People) -> None:
    reader = people.somebody(java_script_enabled=False).opens("/")
    reader.follows("La mer").sees("La Rochelle").sees_nothing_of("Le Puy-en-Velay")
    reader.follows("Carte").sees("Charente-Maritime", "Bretagne").is_at(r"/territoires\?cadre=mer&vue=carte")
    reader.follows("Liste").follows("Retirer : La mer").is_at("/territoires$")
    expect(reader.tab.get_by_role("status")).to_contain_text("territoires")


def test_the_map_leads_to_its_list_from_the_keyboard(people: People) -> None:
    reader = people.somebody().opens("/carte")
    tabs_to(reader, "a.atlas__area[href='#departement-19']")
    assert reader.tab.evaluate("document.activeElement.querySelector('title').textContent").startswith(
        "Corrèze"
    )
    reader.tab.keyboard.press("Enter")
    expect(reader.tab.locator("#departement-19")).to_be_in_viewport()
    reader.tab.keyboard.press("Tab")
    expect(reader.tab.locator(":focus")).to_have_text("Bassin de Brive")


def test_what_is_suggested_leads_to_the_place(people: People) -> None:
    reader = people.somebody().opens("/")
    reader.picks(ASK, "malem", "Malemort (Corrèze")
    reader.presses("Chercher").sees("Malemort", "Qui comprend ce lieu", "Bassin de Brive")
