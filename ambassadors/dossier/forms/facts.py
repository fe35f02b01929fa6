"""A fact as it is typed, one row of a cell's form: kept as it stands in a draft, checked when it is published."""

from collections.abc import Callable, Mapping
from typing import Any

from wtforms import Field, StringField, TextAreaField

from ambassadors.core.typography import french
from ambassadors.dossier.fact import Fact

from .typed import (
    check_address,
    day_as_typed,
    one_line,
    past_day_of,
    plain,
    series_as_typed,
    series_of,
)

LONGEST = {"label": 120, "value": 40, "unit": 40, "source_name": 120, "past_value": 40}
NAMES = (
    "label", "value", "unit", "dated", "source_name", "source_url", "past_value", "past_dated", "series",
)  # fmt: skip  # one line reads better than nine
LABELS = {
    "label": "Ce qui est mesuré",
    "value": "Valeur",
    "unit": "Unité",
    "dated": "Date de la mesure",
    "source_name": "Source",
    "source_url": "Lien vers la source",
    "past_value": "Valeur d’autrefois, ici même",
    "past_dated": "Date d’autrefois",
    "series": "Série, année par année",
}
NEEDED = {
    "label": "Dites ce qui est mesuré, par exemple « Loyer médian ».",
    "value": "Donnez la valeur, par exemple « 9,20 ».",
    "dated": "Datez ce fait : une année suffit.",
    "source_name": "Nommez la source : un fait sans source n’en est pas un.",
}

Typed = Mapping[str, str]


def fields_of(prefix: str, number: int) -> dict[str, Any]:
    """Return the fields of a row, named after its prefix."""
    kinds: dict[str, type[StringField]] = {"series": TextAreaField}
    return {
        f"{prefix}_{name}": kinds.get(name, StringField)(
            f"Fait {number} : {LABELS[name].lower()}", filters=[plain if name == "series" else one_line]
        )
        for name in NAMES
    }


def as_typed(fact: Fact) -> dict[str, str]:
    """Return a published fact as it would be typed."""
    return {
        "label": fact.label,
        "value": fact.value,
        "unit": fact.unit,
        "dated": day_as_typed(fact.dated),
        "source_name": fact.source_name,
        "source_url": fact.source_url,
        "past_value": fact.past_value,
        "past_dated": day_as_typed(fact.past_dated),
        "series": series_as_typed(fact.series),
    }


class Row:
    """The fields of one fact in a form."""

    def __init__(self, form: Any, prefix: str) -> None:
        """Take the fields of a prefix."""
        self.prefix = prefix
        self.fields: dict[str, Field] = {name: form[f"{prefix}_{name}"] for name in NAMES}

    def __getattr__(self, name: str) -> Field:
        """Give a field by its name, for templates."""
        try:
            return self.fields[name]
        except KeyError as unknown:
            raise AttributeError(name) from unknown

    @property
    def typed(self) -> dict[str, str]:
        """Return what was typed, right or wrong."""
        return {name: field.data or "" for name, field in self.fields.items()}

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed."""
        return not any(self.typed.values())

    @property
    def has_more(self) -> bool:
        """Tell whether it says something of its past, or something there is wrong."""
        past = [self.fields[name] for name in ("past_value", "past_dated", "series")]
        return any(field.data or field.errors for field in past)

    def fact(self) -> Fact | None:
        """Return the fact typed, or None with each error at its field."""
        typed = self.typed
        for name, message in NEEDED.items():
            if not typed[name]:
                self._tell(name, message)
        for name, longest in LONGEST.items():
            if len(typed[name]) > longest:
                self._tell(name, f"{longest} caractères au plus.")
        dated = self._read("dated", past_day_of)
        past_dated = self._read("past_dated", past_day_of)
        series = self._read("series", series_of) or ()
        self._read("source_url", check_address)
        self._check_past(typed, dated, past_dated)
        if any(field.errors for field in self.fields.values()):
            return None
        texts = {name: typed[name] for name in (*LONGEST, "source_url")}
        return Fact(**texts, dated=dated, past_dated=past_dated, series=series)

    def _check_past(self, typed: Typed, dated: Any, past_dated: Any) -> None:
        if typed["past_dated"] and not typed["past_value"]:
            self._tell("past_value", "Donnez la valeur de cette date, ou effacez la date.")
        if typed["past_value"] and not typed["past_dated"]:
            self._tell("past_dated", "Datez cette valeur d’autrefois : une année suffit.")
        if dated and past_dated and past_dated >= dated:
            self._tell("past_dated", "Cette date précède celle de la mesure.")

    def _read(self, name: str, read: Callable[[str], Any]) -> Any:
        text = self.fields[name].data
        if not text:
            return None
        try:
            return read(text)
        except ValueError as wrong:
            self._tell(name, str(wrong))
            return None

    def _tell(self, name: str, message: str) -> None:
        self.fields[name].errors = [*self.fields[name].errors, french(message)]
