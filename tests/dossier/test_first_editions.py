"""The editions every site begins with."""

from flask import Flask

from ambassadors.core.db import db
from ambassadors.dossier.queries.editions import all_editions, edition_by_slug
from ambassadors.dossier.service.reference import load_editions


def test_the_first_editions_are_added_once_in_their_order(app: Flask) -> None:
    assert load_editions() == 6
    assert load_editions() == 0
    assert [edition.position for edition in all_editions()] == list(range(6))
    first = all_editions()[0]
    assert (first.slug, first.segment) == ("trouver-un-emploi", "salaries")
    assert set(first.prompts) == set(first.themes)


def test_what_the_administrator_wrote_stays(app: Flask) -> None:
    load_editions()
    changed, gone = edition_by_slug("etudier"), edition_by_slug("coworking")
    assert changed and gone
    changed.label = "Faire ses études"
    db.session.delete(gone)
    db.session.flush()
    assert load_editions() == 1
    assert changed.label == "Faire ses études"
    assert edition_by_slug("coworking")
