"""Which names may be shown."""

import pytest

from ambassadors.accounts.names import name_problem


@pytest.mark.parametrize(
    "name",
    ["Claire Morel", "Bo", "Régine Modeste", "Jean Ville", "Jean Mairie", "Marie-Ange d’Été", "Dominique Equiperret",
     "Moderne Martin", "Ferhat Ünal", "Елена", "Zoé et Karim", "J.-B. L."],
)  # fmt: skip  # names read well side by side
def test_a_persons_name_is_welcome(name: str) -> None:
    assert name_problem(name) is None


@pytest.mark.parametrize(
    "name",
    ["Modération", "MODERATRICE", "L’équipe", "M0dération", "m o d e r a t i o n", "M.o.d.é.r.a.t.e.u.r", "Admin",
     "Jo, administration", "Mairie de Brive", "Ville de Brive", "Département du Lot", "Aveyron officiel", "Ambassadeurs",
     "Conseil régional", "Responsable de marque", "Compte supprimé", "Office de tourisme", "Ｍｏｄｅｒａｔｉｏｎ"],
)  # fmt: skip  # names read well side by side
def test_the_teams_names_are_not(name: str) -> None:
    assert name_problem(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "A",
        "x" * 81,
        "1234",
        "www.vendre.fr",
        "moi@demo.example",
        "Mоdération",
        "Zoé\u200b",
        "\u202eerialc",
    ],
)
def test_what_is_no_name(name: str) -> None:
    assert name_problem(name)


def test_a_territorys_own_name_can_be_kept_for_it() -> None:
    assert name_problem("AVEYRON", "Aveyron") and not name_problem("Aveyron Martin", "Aveyron")
