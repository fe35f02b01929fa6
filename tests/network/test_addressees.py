"""A pasted list, line by line; a disclosure, composed and read again."""

import pytest

from ambassadors.network.addressees import read_list
from ambassadors.network.disclosure import LINKS, compose, parse


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a@mairie.fr", [("", "a@mairie.fr")]),
        ("  A@Mairie.FR ; ", [("", "a@mairie.fr")]),
        ("Zoé Le Goff <zoe@mairie.fr>", [("Zoé Le Goff", "zoe@mairie.fr")]),
        ('"Le Goff, Zoé" <zoe@mairie.fr>,', [("Le Goff, Zoé", "zoe@mairie.fr")]),
        ("<zoe@mairie.fr>", [("", "zoe@mairie.fr")]),
        ("a@b.fr, c@d.fr; e@f.fr", [("", "a@b.fr"), ("", "c@d.fr"), ("", "e@f.fr")]),
        ("a@b.fr\r\n\r\nc@d.fr\n", [("", "a@b.fr"), ("", "c@d.fr")]),
        (" \n;,\n", []),
    ],
)
def test_good_lines(text: str, read: list[tuple[str, str]]) -> None:
    assert [(one.name, one.email) for one in read_list(text)] == read
    assert not any(one.problem for one in read_list(text))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("zoe", "arobase"),
        ("Zoé <zoe>", "arobase"),
        ("zoe mairie@mairie.fr", "espace"),
        ("zoe@@mairie.fr", "plusieurs"),
        ("zoe@mairie", "domaine complet"),
        ("zoe@mairie..fr", "pas possible"),
        ("zoe@-mairie.fr", "pas possible"),
        ("z" * 250 + "@mairie.fr", "254"),
        ("Z" * 81 + " <zoe@mairie.fr>", "80"),
        ("<a@b.fr><c@d.fr>", "plusieurs"),
    ],
)
def test_bad_lines_say_why(line: str, reason: str) -> None:
    (one,) = read_list(line)
    assert (one.line, one.email) == (line, "") and reason in one.problem


@pytest.mark.parametrize("links", [[], ["gift"], list(LINKS)])
@pytest.mark.parametrize("words", ["", "Deux lignes,\nà moi."])
def test_a_disclosure_is_read_again_as_it_was_composed(links: list[str], words: str) -> None:
    assert parse(compose(links, words)) == (links, words)
