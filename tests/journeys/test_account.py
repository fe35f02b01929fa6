"""Making an account with a verified address, leaving, and coming back by a mailed link."""

import pytest

from tests.journeys.people import People

PASSWORD = "quatre tilleuls devant la gare"

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_an_account_is_opened_by_the_mailed_link_alone(people: People) -> None:
    newcomer = people.somebody("odile.partante@courrier.example")
    newcomer.opens("/inscription").writes("Nom affiché", "Odile").writes(
        "Adresse électronique", newcomer.address
    )
    newcomer.writes("Mot de passe", "court").presses("Créer mon compte").sees(
        "Quelque chose reste à corriger"
    )
    assert newcomer.field("Nom affiché").input_value() == "Odile"
    newcomer.writes("Mot de passe", PASSWORD).presses("Créer mon compte").sees("Regardez vos courriels")
    newcomer.opens("/compte").is_at("/connexion")
    letter = newcomer.gets_mail("Confirmez votre adresse")
    newcomer.opens(letter.link("/inscription/")).sees("Odile", newcomer.address)
    newcomer.presses("Ouvrir mon compte").opens("/compte").sees("Odile", newcomer.address)
    newcomer.presses("Me déconnecter").opens("/compte").is_at("/connexion")
    newcomer.signs_in(PASSWORD)


def test_a_mailed_link_signs_in_once(people: People) -> None:
    mover = people.somebody("candidate@demo.example")
    mover.opens("/connexion").follows("Recevoir un lien de connexion")
    mover.writes("Adresse électronique", mover.address).presses("Recevoir mon lien").sees(
        "Regardez vos courriels"
    )
    link = mover.gets_mail("Votre lien de connexion").link("/connexion/lien/")
    mover.opens(link).sees(mover.address).presses("Ouvrir ma session")
    mover.opens("/compte").sees("Me déconnecter")
    stranger = people.somebody()
    stranger.opens(link).sees_nothing_of("Ouvrir ma session")
    stranger.opens("/compte").is_at("/connexion")
