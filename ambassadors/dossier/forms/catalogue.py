"""An edition as the administration types it: its words, its public, its themes in their order with what they ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from ambassadors.core.slugs import slugify
from ambassadors.dossier.edition import Edition
from ambassadors.dossier.service.catalogue import EditionSaid
from ambassadors.territories.grid import SEGMENTS, THEMES
from ambassadors.web.forms import BaseForm

from .checked import ReadField
from .typed import one_line, plain

LONGEST_PROMPT, LONGEST_SUMMARY = 400, 500
RESERVED = "nouvelle"  # the address of the form that creates one
NO_THEME = "Montrez un thème au moins : donnez-lui une place."
CHOICES = [SelectChoice("", "Choisissez"), *(SelectChoice(slug, label) for slug, label in SEGMENTS.items())]


def place_of(text: str) -> int:
    """Return a place typed, from 1 to 99. Raise ValueError, in French."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:3]) < 100 and len(text) < 3):
        raise ValueError("Une place entre 1 et 99.")
    return int(text)


def _at_most(number: int) -> Length:
    return Length(max=number, message=f"{number} caractères au plus.")


@dataclass(frozen=True)
class ThemeRow:
    """The fields of one theme."""

    slug: str
    label: str
    place: Field
    prompt: Field


class EditionForm(BaseForm):
    """The words of an edition; the fields of the fourteen themes are added below."""

    label = StringField(
        "Titre",
        [DataRequired("Donnez le début du titre, comme « Étudier »."), _at_most(80)],
        filters=[one_line],
    )
    slug = StringField(
        "Adresse", [DataRequired("Indiquez l’adresse de l’édition."), _at_most(40)], filters=[one_line]
    )
    segment = SelectField("Public", choices=CHOICES, default="")
    summary = TextAreaField(
        "Résumé", [DataRequired("Dites à qui elle s’adresse."), _at_most(LONGEST_SUMMARY)], filters=[plain]
    )
    position = ReadField[int]("Place parmi les éditions", place_of, needed="Donnez une place, comme 7.")
    seen = HiddenField()

    @classmethod
    def of(cls, edition: Edition | None, place: int = 1, **options: Any) -> "EditionForm":
        """Return the form of an edition, or of a new one at a place."""
        if edition is None:
            return cls(data={"position": str(place), "seen": ""}, **options)
        values = {name: getattr(edition, name) for name in ("label", "slug", "segment", "summary")}
        values |= {"position": str(edition.position + 1), "seen": edition.mark}
        values |= {_field("place", theme): str(rank) for rank, theme in enumerate(edition.themes, 1)}
        values |= {_field("prompt", theme): prompt for theme, prompt in edition.prompts.items()}
        return cls(data=values, **options)

    @property
    def rows(self) -> list[ThemeRow]:
        """Return the fields of each theme, in the order of the dossier."""
        return [
            ThemeRow(slug, label, self[_field("place", slug)], self[_field("prompt", slug)])
            for slug, label in THEMES.items()
        ]

    def validate_slug(self, field: StringField) -> None:
        """Refuse what would not stand in an address, and propose what would."""
        proposed = slugify(field.data or "")
        if field.data == RESERVED:
            raise ValidationError("Le site a besoin de ce mot.")
        if field.data != proposed:
            raise ValidationError(
                f"Lettres minuscules sans accent, chiffres et tirets : « {proposed} », par exemple."
            )

    def validate_segment(self, field: SelectField) -> None:
        """Ask for one of the publics."""
        if field.data not in SEGMENTS:
            raise ValidationError("Choisissez le public.")

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check every field, then that a theme is shown, and no two at the same place."""
        valid = super().validate(extra_validators)
        taken: dict[int, str] = {}
        for row in self.rows:
            if row.place.meaning in taken:
                told = f"« {taken[row.place.meaning]} » est déjà à cette place."
                row.place.errors, valid = [*row.place.errors, told], False
            elif row.place.meaning:
                taken[row.place.meaning] = row.label
        if not any(row.place.data for row in self.rows):
            first = self.rows[0].place
            first.errors, valid = [*first.errors, NO_THEME], False
        return valid

    def said(self) -> EditionSaid:
        """Return what a valid form says; what is asked of a theme that is not shown stays for the day it is."""
        shown = sorted((row for row in self.rows if row.place.meaning), key=lambda row: row.place.meaning)
        return EditionSaid(
            slug=self.slug.data or "",
            label=self.label.data or "",
            summary=self.summary.data or "",
            segment=self.segment.data,
            themes=tuple(row.slug for row in shown),
            prompts={row.slug: row.prompt.data for row in self.rows if row.prompt.data},
            position=(self.position.meaning or 1) - 1,
        )


def _field(kind: str, theme: str) -> str:
    return f"{kind}_{theme.replace('-', '_')}"


for _theme in THEMES:
    setattr(EditionForm, _field("place", _theme), ReadField[int]("Place", place_of))
    setattr(
        EditionForm,
        _field("prompt", _theme),
        TextAreaField("Ce que ce public veut savoir", [_at_most(LONGEST_PROMPT)], filters=[plain]),
    )
