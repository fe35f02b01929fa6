"""Every field of every form of a page, ticked or not, files included, and something likely to put in each."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

LIKELY = {
    "email": "quelquun@demo.example",
    "original": "1",
    "people": "Léa <lea@demo.example>",
    "title": "Une place en crèche, est-ce possible ici ?",
    "lead": "Nous avons tout quitté pour une maison, et le travail a suivi plus tard que prévu.",
    "text": "Nous arrivons en août avec un bébé de dix mois, sans famille sur place.",
    "reply": "Bonjour, cette question porte sur une visite : l’office de tourisme vous répondra.",
    "statement": "Merci, mais votre texte ne porte pas sur la vie quotidienne dans ce territoire.",
    "motivation": "Je vis ici depuis cinq ans et j’aurais aimé qu’on me parle de l’hiver avant d’arriver.",
    "name": "Camille Durand",
    "here_since": "2019",
    "move_year": "2019",
    "slug": "un-autre-nom",
    "colour": "#2f6f62",
    "number": "1",
    "origin": "Corrèze",
    "destination": "Brive-la-Gaillarde",
    "from_place": "Brive-la-Gaillarde",
    "place": "Tulle",
    "trusted_after": "3",
    "phone": "06 12 34 56 78",
    "project": "Nous cherchons une maison avec un jardin, et un poste pour chacun.",
    "due_on": "06/11/2027",
    "website": "",
}
TEXTS = ("text", "search", "email", "url", "tel", "number", "textarea")


@dataclass
class Field:
    """A field: its name, its kind, what it holds."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)

    @property
    def likely(self) -> str:
        """Return what a person might leave or type in it."""
        if self.value.strip() or self.kind in ("hidden", "file", "button"):
            return self.value
        if self.kind == "password":
            return "quatre mots choisis au hasard"
        if self.choices:
            return next((choice for choice in self.choices if choice), "")
        return LIKELY.get(self.name.rpartition("-")[2], "Quelques mots, simplement.")


@dataclass
class Form:
    """A form of a page."""

    action: str
    method: str
    is_multipart: bool
    fields: list[Field] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of its fields, each once."""
        return tuple(dict.fromkeys(one.name for one in self.fields))

    def filled(self) -> list[tuple[str, str]]:
        """Return what a person would send."""
        return [(one.name, one.likely) for one in self.fields if one.kind != "file"]

    def typed(self) -> list[tuple[str, str]]:
        """Return what a person would type, and would not like to lose."""
        return [
            (one.name, one.likely)
            for one in self.fields
            if one.kind in TEXTS and one.likely and not one.choices and one.name != "website"
        ]


class FieldReader(HTMLParser):
    """Collects the forms and the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._open: Form | None = None
        self._field: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, forms and fields."""
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and values.get("href", "").startswith("/"):
            self.links.append(values["href"])
        if tag == "form":
            multipart = values.get("enctype", "").startswith("multipart")
            self._open = Form(values.get("action", ""), values.get("method", "get").lower(), multipart)
            self.forms.append(self._open)
        elif self._open is not None:
            self._read(self._open, tag, values)

    def _read(self, form: Form, tag: str, values: dict[str, str]) -> None:
        name, kind = values.get("name", ""), values.get("type", "text")
        if tag == "option" and self._field is not None:
            self._field.choices.append(values.get("value", ""))
            if "selected" in values:
                self._field.value = values.get("value", "")
        elif not name:
            return
        elif tag in ("select", "textarea"):
            self._field = Field(name, tag)
            form.fields.append(self._field)
        elif tag == "button" or kind in ("submit", "button"):
            _add_choice(form, Field(name, "button", values.get("value", "")))
        elif kind in ("radio", "checkbox"):
            _add_choice(form, Field(name, kind, values.get("value", "y")))
        elif tag == "input":
            form.fields.append(Field(name, kind, values.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        """Close what was open."""
        if tag == "form":
            self._open = None
        if tag in ("select", "textarea"):
            self._field = None

    def handle_data(self, data: str) -> None:
        """Collect what a text area holds."""
        if self._field is not None and self._field.kind == "textarea":
            self._field.value += data


def _add_choice(form: Form, found: Field) -> None:
    """Keep the buttons or boxes of one name together: a person presses one, at least."""
    known = next((one for one in form.fields if one.name == found.name), None)
    if known is None:
        form.fields.append(found)
        known = found
    known.choices.append(found.value)


def read_fields(html: str) -> FieldReader:
    """Read a page."""
    reader = FieldReader()
    reader.feed(html)
    return reader
