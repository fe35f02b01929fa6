"""How the circle of a territory grows: somebody is invited, somebody else offers to join."""

import pytest

from tests.journeys.people import People, Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_an_invited_moderator_joins_the_queue(people: People) -> None:
    helene, invited = people.member("responsable"), people.somebody("basile@courrier.example")
    helene.opens("/bureau/bassin-de-brive/equipe").follows("Inviter des personnes")
    helene.writes("Adresses à inviter", f"Basile Roche <{invited.address}>\npas une adresse")
    helene.ticks("Modération").presses("Envoyer les invitations")
    helene.sees("1 invitation envoyée", "invitée", "non envoyée")
    letter = invited.gets_mail("Hélène Vialard vous invite")
    invited.opens(letter.link("/invitations/")).sees("Bassin de Brive", invited.address)
    assert invited.field("Votre nom").input_value() == "Basile Roche"
    invited.presses("Accepter l’invitation").sees("Bienvenue")
    invited.opens("/bureau/bassin-de-brive/moderation").sees("File de modération")
    assert invited.opens("/bureau/aveyron/moderation").status == 404
    assert invited.opens("/bureau/bassin-de-brive/marque").status == 403
    helene.opens("/bureau/bassin-de-brive/equipe").sees("Basile Roche")


def test_a_resident_who_offers_to_join_becomes_an_ambassador(people: People) -> None:
    resident = people.member("candidate")
    applies(resident)
    moderator = people.member("moderation")
    moderator.reviews("Candidature", "Aline Teboul").sees("la boulangère m’a prêté son vélo").presses(
        "Accepter"
    ).sees("Accepté :")
    letter = resident.gets_mail("Bienvenue parmi les ambassadeurs")
    resident.opens(letter.link("/territoires/bassin-de-brive/temoignages/nouveau")).sees(
        "La charte", "Version 2"
    )
    resident.presses("J’ai lu la charte et je l’accepte").sees("Commencer mon témoignage")


def applies(resident: Person) -> None:
    resident.opens("/territoires/bassin-de-brive").follows("Rejoignez")
    resident.writes("Depuis quelle année", "2022").picks("D’où venez-vous ?", "vincennes", "94300")
    resident.presses("Continuer").presses("Continuer").sees("Quelque chose reste à corriger")
    resident.ticks("Logement", "Familles").presses("Continuer").presses("Revenir à l’étape précédente")
    assert resident.field("Logement").is_checked()
    resident.presses("Continuer")
    resident.writes(
        "Pourquoi souhaitez-vous", "Le jour de mon arrivée, la boulangère m’a prêté son vélo. À mon tour."
    )
    resident.presses("Envoyer ma candidature").sees("En attente de relecture")
