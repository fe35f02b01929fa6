"""A mover asks without an account, a manager accompanies them until they have settled; they take everything back."""

import pytest

from tests.journeys.people import People, Person

PROJECT = "Nous cherchons une longère à retaper près de Turenne, et un poste de luthier."
DESK = "/bureau/bassin-de-brive/demandes"

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_a_request_from_the_mover_to_settling_and_withdrawing(people: People) -> None:
    mover = people.somebody("ines.luthiere@courrier.example")
    manager = people.member("responsable")
    asks(mover)
    manager.opens(DESK).sees_nothing_of("Turenne")
    confirms(mover)
    takes(manager)
    is_told(mover)
    meets_and_settles(manager)
    is_asked_once_and_withdraws(mover)
    manager.opens(DESK).sees_nothing_of("Inès").sees_nothing_of("Turenne").sees("Retirée")


def asks(mover: Person) -> None:
    mover.opens("/territoires/bassin-de-brive/contacts").follows("Demander un accompagnement")
    mover.writes("Votre projet, avec vos mots", PROJECT)
    mover.writes("Votre prénom", "Inès").writes("Votre adresse électronique", mover.address)
    mover.picks("Votre département aujourd’hui", "val de mar", "Val-de-Marne")
    mover.presses("Envoyer ma demande").sees("Cochez au moins l’une de ces deux premières cases")
    mover.ticks("Mon projet, mon nom et mon adresse électronique, avec l’équipe du territoire")
    mover.presses("Envoyer ma demande").sees("ouvrez votre courriel")
    assert mover.context.cookies() == []


def confirms(mover: Person) -> None:
    letter = mover.gets_mail("Confirmez votre demande")
    mover.opens(letter.link("/demandes/confirmer/")).sees("Bonjour Inès", PROJECT)
    mover.presses("Confirmer et envoyer ma demande").sees("Elle est arrivée", "Nouvelle")


def takes(manager: Person) -> None:
    letter = manager.gets_mail("demande d’accompagnement")
    assert "Inès" not in letter.text and "luthier" not in letter.text
    manager.opens(letter.link("/bureau/")).sees("Inès", "ines.luthiere@courrier.example", PROJECT)
    manager.presses("Je m’en occupe").sees("prise en charge")
    manager.writes("Une note, entre vous", "Parler de l’atelier de Meyssac.").presses("Garder cette note")
    manager.sees("Parler de l’atelier de Meyssac.")
    manager.presses("Poser ce rappel").sees("Donnez le jour du rappel.")


def is_told(mover: Person) -> None:
    letter = mover.gets_mail("s’occupe de votre demande")
    mover.opens(letter.link("/compte/demandes/")).sees("Hélène Vialard s’en occupe")
    mover.sees_nothing_of("Meyssac")


def meets_and_settles(manager: Person) -> None:
    manager.opens(manager.path.partition("/rappels")[0])
    manager.presses("Rencontre faite").sees("rencontre faite")
    manager.presses("Installation faite").sees("installation faite")


def is_asked_once_and_withdraws(mover: Person) -> None:
    letter = mover.gets_mail("et si vous racontiez")
    mover.opens(letter.link("/territoires/")).is_at("/territoires/bassin-de-brive/devenir-ambassadeur")
    mover.opens("/compte/demandes").sees("Installation faite").follows("Brive")
    mover.follows("Retirer ma demande").presses("Retirer et tout effacer")
    mover.sees("tout ce que vous aviez partagé est effacé").sees_nothing_of("Turenne")
