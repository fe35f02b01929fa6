"""Differences as people read them; whatever the texts, they hold both of them whole."""

import time

from hypothesis import given
from hypothesis import strategies as st

from ambassadors.moderation.differences import ADDED, KEPT, REMOVED, differences, marked_up

texts = st.text(alphabet="ab é.\n,", max_size=60)


@given(before=texts, after=texts)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    pieces = marked_up(before, after)
    assert "".join(piece.text for piece in pieces if piece.act != ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.act != REMOVED) == after


def test_whole_words_are_marked() -> None:
    pieces = marked_up("Le train part à l’heure.", "Le bus part à l’heure.")
    assert [(piece.act, piece.text) for piece in pieces] == [
        (KEPT, "Le "),
        (REMOVED, "train"),
        (ADDED, "bus"),
        (KEPT, " part à l’heure."),
    ]


def test_only_what_differs_is_shown_in_the_order_of_the_text() -> None:
    before = [("Titre", "Ici"), ("Chapô", "Bonjour"), ("Photo 1", "Un pont")]
    after = [("Titre", "Ici"), ("Chapô", "Bonsoir")]
    assert [change.label for change in differences(before, after)] == ["Chapô", "Photo 1"]


def test_hostile_repetition_takes_no_time() -> None:
    started = time.perf_counter()
    marked_up("a b " * 2000, "b a " * 2000)
    assert time.perf_counter() - started < 1
