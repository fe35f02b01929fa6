"""A visitor asks, the team reads, an ambassador answers, the visitor is told: the reason why the site exists."""

import pytest

from tests.journeys.people import People, Person

TITLE = "Peut-on installer deux ruches dans un jardin à Malemort ?"
ANSWER = "Oui, à dix mètres des voisins. Les miennes sont **au fond du verger** depuis trois ans ; l’hiver est long."

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_a_question_from_the_visitor_to_the_helpful_answer(people: People) -> None:
    visitor = people.somebody("lise.apiculture@courrier.example")
    asks(visitor)
    confirms(visitor)
    approves(people.member("moderation"), TITLE)
    visitor.gets_mail("est en ligne")
    answers(people.member("ambassadrice"))
    approves(people.member("responsable"), "ruches dans un jardin")
    reads_the_answer_and_says_that_it_helped(visitor)
    anybody_finds_both_at_once(people.somebody())


def asks(visitor: Person) -> None:
    visitor.opens("/territoires/bassin-de-brive").follows("Poser une question")
    visitor.writes("Votre question, en une phrase", TITLE)
    visitor.writes(
        "Votre situation", "Deux ruches suivent notre famille depuis Vincennes. Faut-il une autorisation ?"
    )
    visitor.chooses("Thème", "Environnement naturel")
    visitor.picks("Votre département aujourd’hui", "val de mar", "Val-de-Marne")
    visitor.chooses("Un départ, quand ?", "D’ici six mois")
    visitor.writes("Votre prénom", "Lise").writes("Votre adresse électronique", visitor.address)
    visitor.presses("Envoyer ma question").sees("ouvrez votre courriel", TITLE)
    assert visitor.context.cookies() == []


def confirms(visitor: Person) -> None:
    letter = visitor.gets_mail("Confirmez votre question")
    visitor.opens(letter.link("/questions/confirmer/")).sees("Bonjour Lise", TITLE)
    visitor.presses("Confirmer et envoyer ma question").sees("votre question est partie")
    visitor.follows("Suivre ma question").sees("En attente de relecture")


def approves(member: Person, title: str) -> None:
    member.reviews(title)
    member.presses("Accepter").sees("Accepté :")
    member.opens("/bureau/bassin-de-brive/moderation").sees_nothing_of(title)


def answers(ambassador: Person) -> None:
    ambassador.opens("/territoires/bassin-de-brive/questions").follows(TITLE).follows("Répondre")
    ambassador.writes("Votre réponse", ANSWER).presses("Envoyer ma réponse").sees("En attente de relecture")


def reads_the_answer_and_says_that_it_helped(visitor: Person) -> None:
    letter = visitor.gets_mail("répondu")
    assert "Nadia Ferhat" in letter.text
    visitor.opens(letter.link("/questions/")).sees(
        "Ambassadeur ou ambassadrice", "Les miennes sont au fond du verger"
    )
    visitor.presses("Cette réponse m’a aidé").sees("Ne m’a pas aidé finalement")


def anybody_finds_both_at_once(reader: Person) -> None:
    reader.opens("/").writes("Un lieu, ou des mots à chercher", "une ruche au jardin").presses(
        "Chercher"
    ).follows(TITLE)
    reader.sees("Lise", "Val-de-Marne", "Nadia Ferhat", "A aidé la personne qui demandait")
    reader.opens("/recherche?q=verger+abeilles+ruches").sees("Réponse")
    assert reader.context.cookies() == []
