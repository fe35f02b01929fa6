"""Words that mean the same meet, with accents or without; words that do not stay apart."""

import threading

import pytest

from ambassadors.core.slugs import without_accents
from ambassadors.core.stems import LONGEST, keywords, stems

FAMILIES = [
    "loyer loyers",
    "travail travaux travailler travaillent travaillé",
    "cheval chevaux",
    "année années",
    "enfant enfants",
    "déménagement déménagements déménager déménage déménagé",
    "école écoles l’école",
    "crèche crèches",
    "médecin médecins",
    "médical médicale médicaux médicales",
    "hôpital hôpitaux",
    "niveau niveaux",
    "eau eaux",
    "logement logements",
    "lycée lycées",
    "employé employée employés employées",
    "association associations associatif associative",
    "sœur sœurs sœur",
    "nouveau nouvelle nouveaux nouvelles",
    "vieux vieille",
    "prix",
    "qualité qualités",
    "facile faciles facilement",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_forms_of_a_word_meet(family: str) -> None:
    assert len({tuple(stems(word)) for word in family.split()}) == 1


@pytest.mark.parametrize("family", FAMILIES)
def test_accents_typed_or_not_change_nothing(family: str) -> None:
    assert stems(family) == stems(without_accents(family)) == stems(family.upper())


@pytest.mark.parametrize(
    ("one", "other"),
    [("loyer", "loi"), ("foyer", "fois"), ("mer", "mère"), ("pays", "payer"), ("emploi", "employé"),
     ("ville", "village"), ("médecin", "médical")],
)  # fmt: skip  # pairs side by side
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_words_are_cut_where_french_cuts_them() -> None:
    assert stems("L’hôpital d'Aix-en-Provence, aujourd’hui") == stems("hopital Aix en Provence aujourd hui")
    assert stems("jusqu’à 2026") == ["a", "2026"]


def test_what_is_no_word_gives_nothing() -> None:
    assert stems("") == stems(" … « » ! — ’ % _ 🙂") == []


def test_a_word_without_end_is_cut() -> None:
    assert [len(stem) for stem in stems("x" * 5000)] == [LONGEST]


def test_keywords_leave_small_words_out() -> None:
    assert keywords("Est-ce que l’on trouve une place en crèche pour un bébé, en crèche ?") == stems(
        "place crèche bébé"
    )


def test_threads_do_not_mix_their_words() -> None:
    words = [f"déménagement{number} communication nationales enseignants" for number in range(300)]
    expected = [stems(text) for text in words]
    found: list[list[list[str]]] = []
    threads = [
        threading.Thread(target=lambda: found.append([stems(text) for text in words])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4
