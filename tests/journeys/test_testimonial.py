"""An ambassador writes her departure with three photos, is asked for changes, and is published."""

from pathlib import Path

import pytest

from tests.factories.pictures import a_picture
from tests.journeys.people import People, Person

TITLE = "Le piano à queue est passé par la fenêtre"
ASKED = (
    "Votre récit est beau. Pouvez-vous préciser depuis quand vous vivez ici, et retirer le nom du voisin ?"
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Three photos, as from a telephone."""
    taken = []
    for number, kind in enumerate(("JPEG", "PNG", "WEBP"), 1):
        path = tmp_path / f"photo-{number}.{kind.lower()}"
        path.write_bytes(a_picture(900 + number, 600, kind))
        taken.append(path)
    return taken


def test_a_testimonial_from_the_first_line_to_the_readers(people: People, photos: list[Path]) -> None:
    nadia = people.member("ambassadrice")
    writes(nadia)
    adds_photos(nadia, photos)
    sends(nadia)
    is_asked_for_changes(people.member("moderation"))
    changes_and_sends_again(nadia)
    is_accepted(people.member("moderation"))
    anybody_reads_it(people.somebody(), nadia.gets_mail("est en ligne").link("/temoignages/"))


def writes(nadia: Person) -> None:
    nadia.opens("/territoires/bassin-de-brive/temoignages").follows("Raconter")
    nadia.presses("Commencer mon témoignage")
    nadia.writes("Titre", TITLE)
    nadia.writes("Chapô", "Six déménageurs, une grue et tout un hameau aux fenêtres : récit d’une arrivée.")
    nadia.picks("D’où veniez-vous ?", "montreuil", "93100").writes("Année du départ", "2019")
    nadia.writes("Où vivez-vous maintenant ?", "Brive-la-Gaillarde")
    nadia.writes("Votre quotidien aujourd’hui", "Je donne des leçons de piano le mercredi ; Marcel arrose.")
    nadia.writes("Ce qui est moins facile", "L’accordeur vient de Limoges deux fois par an, et il est cher.")
    nadia.ticks("Ambiance et vie culturelle", "Familles")


def adds_photos(nadia: Person, photos: list[Path]) -> None:
    nadia.presses("Enregistrer et gérer les photos")
    nadia.field("Choisissez une ou plusieurs photos").set_input_files(photos)
    nadia.ticks("Les personnes reconnaissables").presses("Ajouter ces photos").sees("3/12")
    for number, words in enumerate(("Le piano au bout de la grue", "Le hameau, le soir"), 1):
        nadia.field("Ce qu’on y voit").nth(number).fill(words)
    nadia.field("Décorative").first.check()
    nadia.field("Crédit").last.fill("Un voisin")
    nadia.tab.get_by_role("button", name="Monter la photo 2").click()
    nadia.presses("Enregistrer et revenir au récit").sees("Votre témoignage")


def sends(nadia: Person) -> None:
    nadia.presses("Voir l’aperçu").sees(
        "tel que vos lecteurs le verront", TITLE, "L’accordeur vient de Limoges"
    )
    nadia.follows("Reprendre l’écriture").presses("Envoyer mon témoignage").sees("En attente de relecture")
    nadia.gets_mail("bien reçu")


def is_asked_for_changes(moderator: Person) -> None:
    moderator.reviews(TITLE).sees("L’accordeur vient de Limoges")
    moderator.follows("Demander des changements")
    moderator.ticks("Données personnelles").writes("Message à la personne", ASKED)
    moderator.presses("Demander ces changements")


def changes_and_sends_again(nadia: Person) -> None:
    letter = nadia.gets_mail("demande des changements")
    assert ASKED in " ".join(letter.text.split())
    nadia.opens(letter.link("/compte/contributions/")).sees("Ce que l’équipe vous demande", ASKED)
    nadia.writes(
        "Votre quotidien aujourd’hui", "Je donne des leçons de piano le mercredi, depuis sept ans ici."
    )
    nadia.presses("Envoyer mon témoignage").sees("En attente de relecture")


def is_accepted(moderator: Person) -> None:
    moderator.reviews(TITLE)
    moderator.sees("Ce qui a changé depuis votre demande", "depuis sept ans ici").presses("Accepter")


def anybody_reads_it(reader: Person, address: str) -> None:
    reader.opens(address).sees(TITLE, "Nadia Ferhat", "L’accordeur vient de Limoges")
    pictures = reader.tab.locator("article.story picture img")
    assert [picture.get_attribute("alt") for picture in pictures.all()] == [
        "Le piano au bout de la grue",
        "",
        "Le hameau, le soir",
    ]
    assert reader.tab.locator("article.story picture source").count()
    reader.opens("/recherche?q=d%C3%A9m%C3%A9nager+un+piano").follows(TITLE)
