"""The editor's form: a draft may be incomplete, so it only holds each field to what it can keep."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.core.typography import french
from ambassadors.places.forms import PlaceField
from ambassadors.places.models import Level, Place
from ambassadors.territories.grid import SEGMENTS, THEMES
from ambassadors.web.forms import BaseForm

from .completeness import (
    LONGEST_DISCLOSURE,
    LONGEST_FACT,
    LONGEST_LEAD,
    LONGEST_TITLE,
    MOST_THEMES,
    Lack,
    part_field,
)
from .links import LINKS
from .models import Testimonial
from .prompts import LONGEST, PROMPTS

EARLIEST_MOVE = 1950
ONCE_ONLY = "Une seule réponse est attendue ici."
_PLACES = {"origin_id": "origin", "destination_id": "destination"}


def one_line(text: str | None) -> str:
    """Return a text with single spaces."""
    return " ".join((text or "").split())


def plain(text: str | None) -> str:
    """Return a text with plain line ends and nothing around."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _at_most(number: int) -> Length:
    return Length(max=number, message=f"{number:,} caractères au plus.".replace(",", " "))


def _fact(label: str) -> StringField:
    return StringField(label, [Optional(), _at_most(LONGEST_FACT)], filters=[one_line])


def _choices(labels: dict[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=label) for value, label in labels.items()]


class Boxes(SelectMultipleField):
    """Several boxes to tick; the same one sent twice counts once."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep each value once, in the order of the boxes."""
        super().process_formdata(list(dict.fromkeys(valuelist)))


class TestimonialForm(BaseForm):
    """A testimonial being written; a field for each prompt is added below."""

    version = HiddenField()
    title = StringField(_("Titre"), [Optional(), _at_most(LONGEST_TITLE)], filters=[one_line])
    lead = TextAreaField(_("Chapô"), [Optional(), _at_most(LONGEST_LEAD)], filters=[plain])
    origin = PlaceField(
        _("D’où veniez-vous ?"), [Optional()], levels=(Level.COMMUNE, Level.DEPARTEMENT, Level.REGION)
    )
    destination = PlaceField(_("Où vivez-vous maintenant ?"), [Optional()], levels=(Level.COMMUNE,))
    move_year = IntegerField(_("Année du départ"), [Optional()])
    household = _fact(_("Votre foyer"))
    occupation_before = _fact(_("Métier avant"))
    occupation_after = _fact(_("Métier aujourd’hui"))
    themes = Boxes(
        _("Thèmes"),
        [Optional(), Length(max=MOST_THEMES, message=f"Choisissez {MOST_THEMES} thèmes au plus.")],
        choices=_choices(THEMES),
    )
    segments = Boxes(_("À qui ce témoignage parlera-t-il ?"), [Optional()], choices=_choices(SEGMENTS))
    links = Boxes(
        _("Vos liens avec le territoire"),
        [Optional()],
        choices=_choices({key: one.ticked for key, one in LINKS.items()}),
    )
    disclosure = TextAreaField(_("À préciser"), [Optional(), _at_most(LONGEST_DISCLOSURE)], filters=[plain])
    note = StringField(
        _("Ce que vous changez, en quelques mots"), [Optional(), _at_most(400)], filters=[one_line]
    )

    @classmethod
    def of(cls, content: dict[str, Any], version: int, **options: Any) -> "TestimonialForm":
        """Return the form filled with a text in the shape of a snapshot, unless a sending fills it."""
        values = {name: content[name] for name in content if name not in ("parts", "photos", *_PLACES)}
        for column, name in _PLACES.items():
            values[name] = db.session.get(Place, content[column]) if content[column] else None
        for prompt in PROMPTS:
            values[part_field(prompt.slug)] = content["parts"].get(prompt.slug, "")
        return cls(data=values | {"version": version}, **options)

    def validate_move_year(self, field: IntegerField) -> None:
        """Hold the year to what a living person may tell."""
        NumberRange(EARLIEST_MOVE, today().year, f"Une année entre {EARLIEST_MOVE} et cette année.")(
            self, field
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, and refuse two answers where one is asked."""
        valid = super().validate(extra_validators)
        for field in self:
            several = isinstance(field, PlaceField | Boxes) or field.name in ("csrf_token", "once")
            if not several and len(getattr(field, "raw_data", None) or ()) > 1:
                field.errors = [*field.errors, ONCE_ONLY]
                valid = False
        return valid

    @property
    def opened_on(self) -> int:
        """Return the version of the text that this page was opened on; 0, which never is, when it is illegible."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def content(self) -> dict[str, Any]:
        """Return what a testimonial keeps of the fields that are right."""
        names = ("title", "lead", "move_year", "household", "occupation_before", "occupation_after",
                 "themes", "segments", "links", "disclosure")  # fmt: skip  # as the fields stand above
        right = {field.name for field in self if not field.errors}
        values = {name: self[name].data for name in names if name in right}
        for column, name in _PLACES.items():
            if name in right:
                values[column] = self[name].place.id if self[name].place else None
        return values

    def parts(self, present: dict[str, str]) -> dict[str, str]:
        """Return the answers to the prompts; one that is not right stays as it was."""
        told = {}
        for prompt in PROMPTS:
            field = self[part_field(prompt.slug)]
            text = present.get(prompt.slug, "") if field.errors else field.data
            if text:
                told[prompt.slug] = text
        return told

    def tell(self, lacks: list[Lack]) -> None:
        """Say at each field what is missing; what belongs to no field is said on top."""
        for lack in lacks:
            if lack.field in self:
                self[lack.field].errors = [*self[lack.field].errors, lack.message]
            else:
                self.form_errors.append(lack.message)


for _prompt in PROMPTS:
    setattr(
        TestimonialForm,
        part_field(_prompt.slug),
        TextAreaField(
            french(_prompt.label), [Optional(), _at_most(LONGEST)], filters=[plain], description=_prompt.hint
        ),
    )


def shown(field: Field) -> str:
    """Return what a field holds as a person reads it."""
    if isinstance(field, Boxes):
        labels = {choice.value: choice.label for choice in field.choices}
        return ", ".join(str(labels[value]) for value in field.data or () if value in labels)
    return str(field.data or "")


def differing(mine: TestimonialForm, theirs: TestimonialForm) -> list[str]:
    """Return the names of the fields that read otherwise in two forms."""
    aside = ("csrf_token", "once", "version", "note")
    return [
        field.name for field in mine if field.name not in aside and shown(field) != shown(theirs[field.name])
    ]


def content_of(form: TestimonialForm, item: Testimonial) -> dict[str, Any]:
    """Return a whole text: what the form says rightly, over what stands."""
    present = {name: value for name, value in item.snapshot().items() if name != "photos"}
    return present | form.content() | {"parts": form.parts(item.parts)}
