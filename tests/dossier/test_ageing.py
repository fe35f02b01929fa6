"""Facts older than two years ask whoever answers for them, once each, until they bear another date."""

from datetime import date
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from ambassadors.core.outbox import enqueue
from ambassadors.dossier.service.publishing import publish_cell
from ambassadors.territories.models import Territory
from tests.factories.accounts import a_member
from tests.factories.dossier import a_cell, a_fact, an_edition, an_open_edition, an_owner
from tests.factories.network import an_organisation, delivered
from tests.factories.territories import a_territory, aveyron

DESK = "http://localhost/bureau/bassin-de-brive/dossier"
OLD = date(2023, 3, 31)


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory(name="Brive", at_name="à Brive", of_name="de Brive")


def ring(day: str, folder: Path) -> list[tuple[str, str, str]]:
    """Let the clock of one day ring, and return the mails about facts that left since the folder was empty."""
    enqueue("dossier.ask_for_newer_facts", {}, key=f"dossier.ask_for_newer_facts:{day}")
    return [mail for mail in delivered(folder) if "plus de deux ans" in mail[1].replace("\u00a0", " ")]


def test_the_owner_is_asked_once_for_each_fact(territory: Territory, mail_folder: Path) -> None:
    owner = a_member(territory, "partner", "Paul Vialle")
    a_member(territory, "manager")
    cell = a_cell(territory, "logement", "On trouve.", a_fact("Loyer", dated=OLD), a_fact("Vacance"))
    an_owner(territory, "logement", owner)
    ring("lundi", mail_folder)
    ((address, subject, text),) = ring("mardi", mail_folder)
    assert address == owner.email and subject == "1 fait du dossier a plus de deux ans à Brive"
    assert f"{DESK}/logement#faits" in text and "Loyer" in text and "mars 2023" in text
    assert "Vacance" not in text and "une seule fois" in text
    content = {"text": "On trouve.", "facts": [a_fact("Loyer", dated=date(2024, 1, 31)), a_fact("Vacance")]}
    publish_cell(owner.as_actor(), territory, "logement", None, content, cell.version)
    assert len(ring("mercredi", mail_folder)) == 2, "another date, another age"


def test_one_mail_tells_all_that_a_person_answers_for(territory: Territory, mail_folder: Path) -> None:
    owner = a_member(territory, "partner")
    for theme in ("logement", "climat"):
        a_cell(territory, theme, "Un texte.", a_fact(f"Mesure {theme}", dated=OLD))
        an_owner(territory, theme, owner)
    ((_to, subject, text),) = ring("lundi", mail_folder)
    assert subject.startswith("2 faits") and f"{DESK}/climat#faits" in text and "Mesure logement" in text


def test_a_fact_that_grows_old_later_is_told_alone(territory: Territory, mail_folder: Path) -> None:
    a_member(territory, "manager")
    a_cell(territory, "logement", "Un texte.", a_fact("Première", dated=OLD), a_fact("Seconde"))
    assert len(ring("lundi", mail_folder)) == 1
    with time_machine.travel("2028-01-05T10:00:00+01:00"):
        first, second = ring("plus tard", mail_folder)
    assert "Première" in first[2] and "Seconde" in second[2] and "Première" not in second[2]


@pytest.mark.parametrize("owned", ["nobody", "an organisation", "somebody who left"])
def test_without_an_owner_their_organisation_or_the_managers_are_asked(
    territory: Territory, mail_folder: Path, owned: str
) -> None:
    house = an_organisation(territory)
    manager = a_member(territory, "manager")
    colleague = a_member(territory, "partner", organisation_id=house.id)
    a_member(territory, "moderator")
    a_member(aveyron(), "manager")
    a_cell(territory, "logement", "Un texte.", a_fact(dated=OLD))
    if owned == "an organisation":
        an_owner(territory, "logement", organisation=house)
    if owned == "somebody who left":
        an_owner(territory, "logement", a_member(territory, "ambassador"))
    ((address, _subject, _text),) = ring("lundi", mail_folder)
    assert address == (colleague.email if owned == "an organisation" else manager.email)


def test_what_nobody_answers_for_waits_for_somebody(territory: Territory, mail_folder: Path) -> None:
    a_cell(territory, "logement", "Un texte.", a_fact(dated=OLD))
    assert ring("lundi", mail_folder) == []
    manager = a_member(territory, "manager")
    assert [mail[0] for mail in ring("mardi", mail_folder)] == [manager.email]


def test_facts_of_an_edition_are_asked_about_while_it_is_open(
    territory: Territory, mail_folder: Path
) -> None:
    a_member(territory, "manager")
    open_one, other = an_edition(), an_edition("etudier", "Étudier", segment="etudiants")
    an_open_edition(territory, open_one)
    for edition in (open_one, other):
        a_cell(territory, "emploi", "Un texte.", a_fact(edition.label, dated=OLD), edition_id=edition.id)
    ((_to, _subject, text),) = ring("lundi", mail_folder)
    assert f"{DESK}/editions/trouver-un-emploi/emploi#faits" in text and "Étudier" not in text


def test_a_closed_territory_asks_nobody(territory: Territory, mail_folder: Path) -> None:
    a_member(territory, "manager")
    a_cell(territory, "logement", "Un texte.", a_fact(dated=OLD))
    territory.state = "closed"
    assert ring("lundi", mail_folder) == []
