"""A manager changes what the territory says of itself, sees it before and after, and takes it back."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.factories.pictures import a_picture
from tests.journeys.people import People, Person

TAGLINE = "On y arrive par la gare, on y reste par le marché"

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_the_brand_space_is_edited_and_seen(people: People, tmp_path: Path) -> None:
    picture = tmp_path / "gare.jpg"
    picture.write_bytes(a_picture(1400, 700))
    helene = people.member("responsable")
    helene.opens("/bureau/bassin-de-brive").follows("Espace de marque")
    former = helene.field("Accroche").input_value()
    helene.writes("Accroche", TAGLINE).writes("Couleur de la marque", "#1d4ed8")
    helene.writes("Ce n’est pas pour vous si", "- vous cherchez un métro\n- vous craignez le brouillard")
    wears_the_colour_while_choosing(helene)
    sees_it_before_publishing(helene, picture)
    helene.field("Image de couverture").set_input_files(picture)
    helene.presses("Publier l’espace de marque").sees("Décrivez l’image")
    assert helene.field("Accroche").input_value() == TAGLINE
    helene.field("Image de couverture").set_input_files(picture)
    helene.writes("Description de l’image", "La gare un matin de brume").presses("Publier l’espace de marque")
    helene.sees("L’espace de marque est à jour")
    reader = (
        people.somebody().opens("/territoires/bassin-de-brive").sees(TAGLINE, "vous craignez le brouillard")
    )
    expect(reader.tab.locator("link[href='/palettes/1d4ed8.css']")).to_have_count(1)
    expect(reader.tab.get_by_alt_text("La gare un matin de brume")).to_be_visible()
    takes_it_back(helene)
    reader.opens("/territoires/bassin-de-brive").sees(former).sees_nothing_of(TAGLINE)


def wears_the_colour_while_choosing(helene: Person) -> None:
    sheet, by_day = helene.tab.locator("link[data-palette]"), helene.tab.locator(".sample--light .button")
    expect(sheet).to_have_attribute("href", "/palettes/1d4ed8.css")
    expect(by_day).to_have_css("background-color", "rgb(29, 78, 216)")
    helene.tab.get_by_label("Choisir dans un nuancier").fill("#7a2e4d")
    expect(helene.field("Couleur de la marque")).to_have_value("#7A2E4D")
    expect(by_day).to_have_css("background-color", "rgb(122, 46, 77)")
    helene.writes("Couleur de la marque", "#1d4ed8")


def sees_it_before_publishing(helene: Person, picture: Path) -> None:
    helene.field("Image de couverture").set_input_files(picture)
    helene.writes("Description de l’image", "La gare, à l’essai")
    with helene.context.expect_page() as opened:
        helene.tab.get_by_role("button", name="Voir l’aperçu").click()
    expect(opened.value.get_by_alt_text("La gare, à l’essai")).to_be_visible()
    expect(opened.value.locator("body")).to_contain_text(TAGLINE)
    expect(opened.value.locator("body")).to_contain_text("vous craignez le brouillard")
    opened.value.close()
    helene.writes("Description de l’image", "")


def takes_it_back(helene: Person) -> None:
    helene.follows("Versions publiées")
    helene.tab.get_by_role("button", name="Remettre cette version en ligne").first.click()
    helene.sees("La version choisie est de nouveau en ligne")
