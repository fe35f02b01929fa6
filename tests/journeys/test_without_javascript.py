"""Asking, deciding and answering with JavaScript off."""

import pytest

from tests.journeys.people import People, Person

TITLE = "La fibre est-elle partout, même dans les hameaux de Turenne ?"

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_a_question_is_asked_and_answered(people: People) -> None:
    visitor = people.somebody("gaspard@courrier.example", java_script_enabled=False)
    asks_after_having_seen_what_exists(visitor)
    letter = visitor.gets_mail("Confirmez votre question")
    visitor.opens(letter.link("/questions/confirmer/")).presses("Confirmer et envoyer ma question")
    approves(people.member("moderation", java_script_enabled=False))
    ambassador = people.member("ambassadrice", java_script_enabled=False)
    ambassador.opens(visitor.gets_mail("est en ligne").link("/questions/")).follows("Répondre")
    ambassador.writes("Votre réponse", "Jusqu’au bourg seulement : au hameau, c’est la 4G et la patience.")
    ambassador.presses("Envoyer ma réponse").sees("En attente de relecture")
    approves(people.member("responsable", java_script_enabled=False))
    visitor.opens(visitor.gets_mail("a répondu").link("/questions/")).presses("Cette réponse m’a aidé")
    visitor.sees("Ne m’a pas aidé finalement")


def asks_after_having_seen_what_exists(visitor: Person) -> None:
    visitor.opens("/questions/nouvelle").follows("Bassin de Brive")
    visitor.presses("Envoyer ma question").sees("Quelque chose reste à corriger")
    visitor.writes("Votre question, en une phrase", TITLE)
    visitor.writes("Votre situation", "Je monte des films, j’envoie des fichiers énormes, je vis à Ivry.")
    visitor.chooses("Thème", "Logement").writes("Votre département aujourd’hui", "94")
    visitor.writes("Votre prénom", "Gaspard").writes("Votre adresse électronique", visitor.address)
    visitor.presses("Envoyer ma question").sees(
        "Ces réponses existent peut-être déjà", "La fibre est-elle partout"
    )
    visitor.presses("Envoyer quand même ma question").sees("ouvrez votre courriel")


def approves(member: Person) -> None:
    member.reviews("hameaux de Turenne")
    member.presses("Accepter").sees("Accepté :")
