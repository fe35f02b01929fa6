"""A manager takes an empty territory to a dossier with an owner, two themes and an edition, without a dead end."""

import pytest

from tests.journeys.people import People, Person

DESK = "/bureau/la-reunion"
LABEL = "Ce que le territoire dit de ce thème"

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_an_empty_territory_gets_an_owner_two_themes_and_an_edition(people: People) -> None:
    manager = people.member("jean-yves.hoarau").opens(f"{DESK}/dossier")
    manager.follows("Éditions").follows("Trouver un emploi").sees("ne peut pas encore s’ouvrir")
    manager.follows("Dossier").follows("Interlocuteurs")
    manager.chooses("Logement", "Corinne Payet, Lantant Retour, association du retour au pays").presses(
        "Enregistrer les interlocuteurs"
    )
    manager.sees("Les interlocuteurs sont enregistrés").follows("Diagnostic").sees("Corinne Payet")
    for theme in ("Logement", "Climat"):
        manager.follows("Diagnostic").follows(f"Écrire {theme}")
        manager.writes(LABEL, f"Ce qu’il faut savoir : {theme.lower()}.").presses("Publier")
        manager.sees("est en ligne dès maintenant").follows("Dossier")
    opens_an_edition(manager)
    reader = people.somebody().opens("/territoires/la-reunion/editions/trouver-un-emploi")
    reader.sees("Commencez par appeler.", "Ce qu’il faut savoir : logement.")


def opens_an_edition(manager: Person) -> None:
    manager.follows("Éditions").follows("Trouver un emploi")
    manager.writes("Introduction", "Commencez par appeler.").presses("Ouvrir cette édition")
    manager.sees("est ouverte aux lecteurs").follows("Écrire pour ce public Intérêt des postes")
    manager.sees("Pour cette édition")


def test_a_call_leaves_for_the_ambassadors_of_a_theme(people: People) -> None:
    julien = people.somebody("julien.marchadier@demo.example")
    manager = people.member("responsable").opens("/bureau/bassin-de-brive/dossier/diagnostic")
    manager.follows("Appeler les ambassadeurs sur « Connexions")
    manager.writes("Une phrase de votre main", "Qui prend encore l’avion d’Orly ?").presses("Envoyer l’appel")
    manager.sees("Appel envoyé à", "appel envoyé le")
    letter = julien.gets_mail("que pourriez-vous en dire")
    assert "Qui prend encore l’avion d’Orly" in letter.text
