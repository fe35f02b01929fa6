"""A travel link as it is typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from ambassadors.dossier.connection import MODES, Connection
from ambassadors.dossier.service.links import ConnectionSaid
from ambassadors.territories.queries import TerritoryLine

from .checked import ReadField, page_address
from .entry import EntryForm
from .typed import day_as_typed, minutes_as_typed, minutes_of, one_line, past_day_of

NOT_OFFERED = "Choisissez dans la liste."
TEXTS = ("destination", "to_paris", "mode", "note", "source_name", "source_url")


def _at_most(number: int) -> Length:
    return Length(max=number, message=f"{number} caractères au plus.")


class ConnectionForm(EntryForm):
    """Where to, by which means, how long, says who."""

    destination = StringField(
        "Destination", [InputRequired("Dites où l’on va."), _at_most(120)], filters=[one_line]
    )
    to_paris = BooleanField("C’est Paris : ce trajet vient en premier")
    mode = SelectField(
        "Moyen de transport",
        choices=[SelectChoice("", "Choisir"), *(SelectChoice(key, label) for key, label in MODES.items())],
        validate_choice=False,
    )
    minutes = ReadField[int]("Durée", minutes_of, needed="Donnez la durée, par exemple « 4 h 30 ».")
    note = StringField("Précision", [_at_most(160)], filters=[one_line])
    to_territory = SelectField("Territoire du site", validate_choice=False)
    source_name = StringField(
        "Source", [InputRequired("Nommez la source de cette durée."), _at_most(120)], filters=[one_line]
    )
    source_url = ReadField[str]("Lien vers la source", page_address)
    dated = ReadField[date]("Date de la source", past_day_of)

    @classmethod
    def of(
        cls, connection: Connection | None, territories: Sequence[TerritoryLine], **options: Any
    ) -> "ConnectionForm":
        """Return the form of a travel link, or of a new one, among the territories that it may lead to."""
        values: dict[str, Any] = {"version": "0", "mode": "", "to_territory": ""}
        if connection is not None:
            values |= {name: getattr(connection, name) for name in TEXTS}
            values |= {
                "minutes": minutes_as_typed(connection.minutes),
                "dated": day_as_typed(connection.dated),
                "to_territory": str(connection.to_territory_id or ""),
                "version": str(connection.version),
            }
        form = cls(data=values, **options)
        form.to_territory.choices = [
            SelectChoice("", "Aucun"),
            *(SelectChoice(str(one.id), one.name) for one in territories),
        ]
        return form

    def validate_mode(self, field: SelectField) -> None:
        """Ask for one of the means."""
        if field.data not in MODES:
            raise ValidationError("Choisissez le moyen de transport.")

    def validate_to_territory(self, field: SelectField) -> None:
        """Refuse a territory that is not offered."""
        if field.data not in [choice.value for choice in field.choices]:
            raise ValidationError(NOT_OFFERED)

    def said(self) -> ConnectionSaid:
        """Return what a valid form says."""
        return ConnectionSaid(
            destination=self.destination.data or "",
            mode=self.mode.data,
            minutes=self.minutes.meaning or 0,
            to_paris=bool(self.to_paris.data),
            to_territory_id=int(self.to_territory.data) if self.to_territory.data else None,
            note=self.note.data or "",
            source_name=self.source_name.data or "",
            source_url=self.source_url.meaning or "",
            dated=self.dated.meaning,
        )
