"""A contributor's text, as HTML and as plain words."""

import pytest

from ambassadors.core.text import to_html, to_plain


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("l’*eau* de **Brive**, [ici](https://eau.example).", "l’eau de Brive, ici."),
        ("## Le marché\n\nTrois fois par semaine.", "Le marché Trois fois par semaine."),
        ("- du pain\n- des noix", "du pain des noix"),
        ("avant\naprès", "avant après"),
        ("a < b & c", "a < b & c"),
    ],
)
def test_its_words_keep_their_spaces_and_gain_none(typed: str, read: str) -> None:
    assert to_plain(to_html(typed)) == read
