"""The positioning of a territory as it is typed: four texts, and a few publics to welcome."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import BooleanField, Field, HiddenField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from ambassadors.dossier.positioning import Positioning
from ambassadors.dossier.service.positioning import MOST_TARGETS, PositioningSaid, Target
from ambassadors.territories.grid import SEGMENTS
from ambassadors.web.forms import BaseForm

from .checked import ReadField
from .typed import day_as_typed, day_of, plain

LONGEST, LONGEST_NEED = 3000, 400
TEXTS = ("awareness", "image", "identity", "differentiators")
CHOICES = [SelectChoice("", "Aucun"), *(SelectChoice(slug, label) for slug, label in SEGMENTS.items())]


def _text(label: str, longest: int = LONGEST) -> TextAreaField:
    told = f"{longest:,} caractères au plus.".replace(",", " ")
    return TextAreaField(label, [Length(max=longest, message=told)], filters=[plain])


class PublicField(SelectField):
    """One of the publics, or none."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not offered, in French."""
        if self.data not in ("", *SEGMENTS):
            raise ValidationError("Choisissez dans la liste.")


@dataclass(frozen=True)
class TargetRow:
    """The fields of one public."""

    segment: Field
    need: Field
    by: Field
    drop: Field

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was chosen or typed in it."""
        return not (self.segment.data or self.need.data or self.by.data)

    @property
    def has_errors(self) -> bool:
        """Tell whether something in it is to be put right."""
        return bool(self.segment.errors or self.need.errors or self.by.errors)

    def complete(self, chosen: list[str]) -> bool:
        """Ask for what is missing in it, at the field."""
        if not self.segment.data:
            self.segment.errors = [*self.segment.errors, "Choisissez le public, ou videz la ligne."]
        elif self.segment.data in chosen:
            self.segment.errors = [*self.segment.errors, "Ce public est déjà choisi plus haut."]
        if not self.need.data:
            self.need.errors = [*self.need.errors, "Dites ce que vous attendez de ce public."]
        if not self.by.data:
            self.by.errors = [*self.by.errors, "Donnez une échéance."]
        return not self.has_errors


class PositioningForm(BaseForm):
    """How a territory is seen, sees itself, and whom it chose; the rows of publics are added below."""

    awareness = _text("La notoriété")
    image = _text("L’image")
    identity = _text("L’identité")
    differentiators = _text("Les différenciateurs")
    version = HiddenField()

    @classmethod
    def of(cls, found: Positioning | None, **options: Any) -> "PositioningForm":
        """Return the form of a positioning, or of the first one."""
        values: dict[str, Any] = {"version": str(found.version if found else 0)}
        if found is not None:
            values |= {name: getattr(found, name) for name in TEXTS}
            for number, row in enumerate(found.targets[:MOST_TARGETS]):
                target = Target.of(row)
                typed = {"segment": target.segment, "need": target.need, "by": day_as_typed(target.by)}
                values |= {f"t{number}_{name}": value for name, value in typed.items()}
        return cls(data=values, **options)

    @property
    def rows(self) -> list[TargetRow]:
        """Return every row of publics."""
        names = ("segment", "need", "by", "drop")
        return [TargetRow(*(self[f"t{number}_{name}"] for name in names)) for number in range(MOST_TARGETS)]

    @property
    def shown(self) -> Iterator[TargetRow]:
        """Go through the rows to show: those that hold something, and a blank one."""
        filled = [row for row in self.rows if not row.is_blank or row.has_errors]
        blank = [row for row in self.rows if row not in filled]
        return iter([*filled, *blank[:1]])

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check every field, then that each public is told whole and chosen once."""
        valid = super().validate(extra_validators)
        chosen: list[str] = []
        for row in self._kept:
            valid = row.complete(chosen) and valid
            chosen.append(row.segment.data)
        return valid

    @property
    def _kept(self) -> list[TargetRow]:
        return [row for row in self.rows if not row.is_blank and not row.drop.data]

    def said(self) -> PositioningSaid:
        """Return what a valid form says."""
        targets = tuple(Target(row.segment.data, row.need.data, row.by.meaning) for row in self._kept)
        awareness, image, identity, differentiators = (self[name].data or "" for name in TEXTS)
        return PositioningSaid(awareness, image, identity, differentiators, targets)


for _number in range(MOST_TARGETS):
    _fields = {
        "segment": PublicField("Public", choices=CHOICES, default=""),
        "need": _text("Ce que vous en attendez", LONGEST_NEED),
        "by": ReadField[date]("D’ici le", day_of),
        "drop": BooleanField("Ne plus viser ce public"),
    }
    for _name, _field in _fields.items():
        setattr(PositioningForm, f"t{_number}_{_name}", _field)
