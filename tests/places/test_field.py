"""The field that asks for a place, without a script."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired

from ambassadors.places.forms import SEVERAL, TOO_LONG, UNKNOWN, PlaceField
from ambassadors.places.models import Level, Place
from ambassadors.web.forms import BaseForm


class MoveForm(BaseForm):
    """Where one comes from, and perhaps the région one dreams of."""

    origin = PlaceField("Commune", [InputRequired("Indiquez une commune.")])
    dream = PlaceField("Région", levels=[Level.REGION])


class Holder:
    """Anything a form fills."""

    origin: object = None


@pytest.fixture(autouse=True)
def request_context(france_site: Flask) -> Iterator[None]:
    with france_site.test_request_context("/", method="POST"):
        yield


def sent(*origins: str, dream: str = "") -> MoveForm:
    pairs = [("origin", origin) for origin in origins] + [("dream", dream)]
    form = MoveForm(MultiDict([*pairs, ("csrf_token", MoveForm().csrf_token.current_token)]))
    form.validate()
    return form


def found(field: PlaceField) -> Place:
    assert field.place is not None
    return field.place


def test_a_name_becomes_its_place() -> None:
    form = sent("st etienne", dream="Bretagne")
    assert form.errors == {}
    assert found(form.origin).code == "42218"
    assert form.origin.data == "Saint-Étienne (Loire, 42000)"
    assert found(form.dream).level is Level.REGION


def test_an_optional_place_may_be_left_empty() -> None:
    form = sent("19100")
    assert (form.errors, form.dream.place) == ({}, None)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Indiquez une commune."),
        ("Xanadu", UNKNOWN),
        ("é" * 121, TOO_LONG),
        ("saint-denis", SEVERAL),
        ("briv", SEVERAL),
    ],
)
def test_what_cannot_be_resolved_is_told_at_the_field_and_kept(typed: str, message: str) -> None:
    form = sent(typed)
    assert form.origin.errors[0] == message
    assert (form.origin.data, form.origin.place) == (typed, None)


def test_homonyms_are_choices_in_the_page() -> None:
    html = str(sent("saint-denis").origin())
    assert html.count('type="radio"') == 4
    assert 'name="origin" id="origin-0" value="Saint-Denis (La Réunion, 97400)"' in html
    assert 'value="saint-denis"' in html


def test_the_homonym_chosen_is_the_place() -> None:
    form = sent("saint-denis", "Saint-Denis (Seine-Saint-Denis, 93200)")
    assert form.errors == {}
    assert found(form.origin).code == "93066"


def test_a_choice_made_for_another_text_does_not_count() -> None:
    changed = sent("brive-la-gaillarde", "Saint-Denis (Seine-Saint-Denis, 93200)")
    assert found(changed.origin).code == "19031"
    assert sent("sainte-marie", "Saint-Denis (Seine-Saint-Denis, 93200)").origin.errors == [SEVERAL]


@pytest.mark.parametrize("typed", ['"><script>alert(1)</script>', "brive\x00", "'; drop table place; --"])
def test_hostile_text_is_shown_as_text(typed: str) -> None:
    form = sent(typed)
    assert "origin" in form.errors
    assert "<script>" not in str(form.origin())


def test_a_form_made_from_a_place_shows_its_label_and_gives_it_back() -> None:
    place = sent("Brive-la-Gaillarde").origin.place
    form = MoveForm(formdata=None, data={"origin": place})
    assert 'value="Brive-la-Gaillarde (Corrèze, 19100)"' in str(form.origin())
    filled, holder = sent("Le Mans"), Holder()
    filled.origin.populate_obj(holder, "origin")
    assert holder.origin is filled.origin.place
