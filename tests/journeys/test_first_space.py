"""From an empty territory to a published brand space, then a partner who writes their theme and no other."""

import re

import pytest
from playwright.sync_api import expect

from ambassadors.territories.grid import THEMES
from tests.journeys.people import People, Person

SLUG, POSTCODE = "quimper", "29000"
DESK, SPACE = f"/bureau/{SLUG}", f"/territoires/{SLUG}"
MANAGER, PARTNER = "maelle@courrier.example", "yann@courrier.example"
OWNED = "logement"
HOUSE = "Maison de l’habitat de Cornouaille"
MOST_PAGES = 40  # of fifteen seconds each, reading and typing included: ten minutes

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_a_manager_opens_a_brand_space_and_a_partner_their_theme(people: People) -> None:
    admin = people.member("admin")
    manager = people.somebody(MANAGER)
    creates_the_territory(admin)
    accepts(manager, "Maëlle Le Gall")
    pages: list[str] = []
    manager.tab.on("framenavigated", lambda frame: pages.append(frame.url))
    says_what_it_is(manager)
    composes_the_page(manager)
    for theme in ("Logement", "Climat"):
        writes_a_theme(manager, theme)
    opens_an_edition(manager)
    partner = people.somebody(PARTNER)
    gives_a_theme_to(partner, manager)
    assert len(pages) <= MOST_PAGES, f"{len(pages)} pages: {pages}"
    writes_only_their_own(partner)
    opens_to_readers(admin)
    reads_it(people.somebody())


def creates_the_territory(admin: Person) -> None:
    admin.opens("/administration/territoires/nouveau").picks("Lieu", SLUG, POSTCODE)
    admin.presses("Continuer").presses("Créer le territoire")
    admin.opens(f"/administration/territoires/{SLUG}").follows("Nommer une personne")
    admin.writes("Adresse électronique", MANAGER).presses("Nommer cette personne")


def accepts(invited: Person, name: str) -> None:
    letter = invited.gets_mail("vous invite")
    invited.opens(letter.link("/invitations/")).writes("Votre nom", name).presses("Accepter l’invitation")


def says_what_it_is(manager: Person) -> None:
    manager.opens(DESK).sees("en préparation").follows("Modifier l’espace de marque")
    manager.writes("Accroche", "Une ville à taille de marche, la mer au bout de la ligne")
    manager.writes("Le territoire tel qu’il est", "Quimper tient entre deux rivières. Il y pleut, souvent.")
    manager.writes("Ce n’est pas pour vous si", "- la pluie vous attriste")
    manager.writes("Couleur de la marque", "#1d5c8a").ticks("Bricolage Grotesque et Inter")
    expect(manager.tab.locator(".sample__title").first).to_have_css(
        "font-family", re.compile("Bricolage Grotesque")
    )
    manager.presses("Publier l’espace de marque").sees("en ligne dès maintenant")


def composes_the_page(manager: Person) -> None:
    manager.follows("Composition")
    manager.sees("Aucun témoignage n’est encore publié.", "Aucun atout n’est écrit.")
    lines = manager.tab.locator("ol.slots > li")
    manager.tab.get_by_role("button", name="Monter : Ce n’est pas pour vous si").click()
    expect(lines.nth(2)).to_contain_text("Ce n’est pas pour vous si")
    expect(manager.tab.locator("[data-said]")).to_contain_text("place 3")
    manager.tab.get_by_role("button", name="Descendre : Photo de couverture").click()
    expect(lines.nth(2)).to_contain_text("Photo de couverture")
    manager.field("Afficher : Qui répond").uncheck()
    manager.writes("Atout 1", "Tout à pied").presses("Publier la composition")
    manager.sees("Dites cet atout en une phrase")
    manager.tab.get_by_label("En une phrase").first.fill("L’école, la gare et le marché en un quart d’heure.")
    manager.ticks("Être mis en relation").writes("Titre de l’appel", "On vous rappelle")
    manager.presses("Publier la composition").sees("recomposée")
    manager.follows("Voir la page publique").sees("Tout à pied", "On vous rappelle", "la pluie vous attriste")
    expect(manager.tab.locator(".block:has(.candid) + .block img")).to_be_visible()
    expect(manager.tab.locator(".place img")).to_have_count(0)


def writes_a_theme(manager: Person, label: str) -> None:
    manager.opens(f"{DESK}/dossier").follows(f"Écrire {label}")
    manager.writes("Ce que le territoire dit de ce thème", f"{label} : le vrai, sans détour.")
    manager.presses("Publier").sees("est en ligne dès maintenant")


def opens_an_edition(manager: Person) -> None:
    manager.opens(f"{DESK}/dossier").follows("Éditions").follows("Ouvrir Trouver un emploi")
    manager.presses("Ouvrir cette édition").sees("Ouverte depuis le")


def gives_a_theme_to(partner: Person, manager: Person) -> None:
    manager.opens(f"{DESK}/equipe").follows("Organismes").follows("Ajouter un organisme")
    manager.writes("Nom", HOUSE).chooses("Nature", "Association").presses("Enregistrer l’organisme")
    manager.follows("Équipe").follows("Inviter des personnes")
    manager.writes("Adresses à inviter", f"Yann Cariou <{PARTNER}>").ticks("Acteur local")
    manager.chooses("Organisme", HOUSE).presses("Envoyer les invitations").sees("1 invitation envoyée")
    accepts(partner, "Yann Cariou")
    manager.opens(f"{DESK}/dossier").follows("Interlocuteurs")
    known = manager.field("Logement").locator("option", has_text="Yann Cariou").get_attribute("value")
    manager.field("Logement").select_option(value=known)
    manager.presses("Enregistrer les interlocuteurs")


def writes_only_their_own(partner: Person) -> None:
    partner.opens(f"{DESK}/dossier").follows("Modifier Logement")
    partner.writes("Ce que le territoire dit de ce thème", "On trouve, en cherchant tôt.")
    partner.presses("Publier").sees("est en ligne dès maintenant")
    for theme in THEMES:
        answer = partner.opens(f"{DESK}/dossier/{theme}")
        assert answer.status == (200 if theme == OWNED else 403), theme
    for page in ("marque", "marque/composition"):
        assert partner.opens(f"{DESK}/{page}").status == 403


def opens_to_readers(admin: Person) -> None:
    admin.opens(f"/administration/territoires/{SLUG}/etat").ticks("Ouvert").presses("Changer l’état")


def reads_it(reader: Person) -> None:
    reader.opens(SPACE).sees("Une ville à taille de marche", "Tout à pied", HOUSE)
    reader.follows("Demander un accompagnement").is_at(f"{SPACE}/contacts/demande")
    reader.opens(f"{SPACE}/contacts").sees("Yann Cariou", "Personne n’en répond encore")
    reader.opens(f"{SPACE}/dossier/{OWNED}").sees("On trouve, en cherchant tôt.")
    reader.opens(f"{SPACE}/editions/trouver-un-emploi").sees("On trouve, en cherchant tôt.")
