"""Another territory, named as a neighbour."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from ambassadors.territories.queries import TerritoryLine
from ambassadors.web.forms import BaseForm


class NeighbourForm(BaseForm):
    """Another territory, named as a neighbour."""

    neighbour = SelectField("Territoire voisin", validate_choice=False)

    def __init__(self, others: Sequence[TerritoryLine], **options: Any) -> None:
        """Offer the other territories, by name."""
        super().__init__(**options)
        self.neighbour.choices = [
            SelectChoice("", "Choisir"),
            *(SelectChoice(str(one.id), one.name) for one in others),
        ]

    def validate_neighbour(self, field: SelectField) -> None:
        """Ask for one of them."""
        if not field.data or field.data not in {choice.value for choice in field.choices}:
            raise ValidationError("Choisissez un territoire de la liste.")
