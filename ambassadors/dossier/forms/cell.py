"""A cell as it is typed: a draft keeps it as it stands, only a publication is held to the rules."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from ambassadors.dossier.cell import MOST_PICTURES, Cell
from ambassadors.dossier.fact import MOST_FACTS, Fact, facts_of
from ambassadors.dossier.picture import LONGEST_ALT, LONGEST_CREDIT, CellPicture, pictures_of
from ambassadors.web.forms import BaseForm
from ambassadors.web.picture_field import PictureForm, PicturesField

from .facts import NAMES, Row, as_typed, fields_of
from .typed import one_line, plain

LONGEST_TEXT = 12_000
LONGEST_DRAFT = 40_000  # characters of one field that a draft keeps
MOST_ROWS = 20  # in a page; eight can be published
NOTHING = "Écrivez quelques mots, ajoutez un fait ou une image : la case serait vide."

_ROW = re.compile(r"f([1-9]\d?)_label")
_PICTURE = re.compile(r"p([1-9]\d?)_key")

Content = dict[str, Any]  # text; facts, each a mapping of what was typed; pictures, as a cell stores them


class CellForm(PictureForm):
    """Text, new pictures, and the rows that `of` adds for each fact and each picture."""

    version = HiddenField()  # of the draft
    base = HiddenField()  # of the cell when the writing began
    text = TextAreaField("Le texte du territoire", filters=[plain])
    files = PicturesField("Ajouter des images", most=MOST_PICTURES)

    known: Mapping[str, CellPicture]

    @classmethod
    def of(
        cls,
        content: Content,
        version: int,
        base: int,
        known: Mapping[str, CellPicture],
        *,
        sent: bool = True,
    ) -> "CellForm":
        """Return the form of a content, unless a sending fills it; `known`: the pictures that may stand in it."""
        is_sent = sent and request.method == "POST"
        facts = _sent(_ROW) if is_sent else range(1, len(content["facts"]) + 1)
        pictures = _sent(_PICTURE) if is_sent else range(1, len(content["pictures"]) + 1)
        fields: dict[str, Any] = {"known": known}
        for rank, number in enumerate(facts, 1):
            fields |= fields_of(f"f{number}", rank)
        for rank, number in enumerate(pictures, 1):
            fields |= _picture_fields(number, rank)
        options: dict[str, Any] = {} if sent else {"formdata": None}
        values = _values(content) | {"version": str(version), "base": str(base)}
        form: CellForm = type("CellForm", (cls,), fields)(data=values, **options)
        form.rows = [Row(form, f"f{number}") for number in facts]
        form.numbers = list(pictures)
        return form

    @classmethod
    def model(cls) -> Row:
        """Return the row that the script copies: its number, 0, is none that is ever sent."""
        return Row(type("ModelForm", (BaseForm,), fields_of("f0", 0))(formdata=None), "f0")

    rows: Sequence[Row] = ()
    numbers: Sequence[int] = ()  # of the pictures, as their fields are named

    def validate(self, extra_validators: Any = None) -> bool:
        """Hold every field to what a draft can keep."""
        valid = super().validate(extra_validators)
        for field in self:
            if isinstance(field, StringField) and len(field.data or "") > LONGEST_DRAFT:
                field.errors = [*field.errors, "Ce texte est trop long pour être gardé."]
                valid = False
        return valid

    @property
    def can_be_kept(self) -> bool:
        """Tell whether a draft can be made of what was typed: refused files do not prevent it."""
        return not any(field.errors for field in self if field.name != "files")

    @property
    def opened_on(self) -> tuple[int, int]:
        """Return the versions of the draft and of the cell; -1, which never is, where illegible."""
        return _number(self.version.data), _number(self.base.data)

    def content(self) -> Content:
        """Return what was typed, in the shape of a draft, the pictures in the order asked for."""
        shown = [picture for number in self.numbers if (picture := self._picture(number))]
        pictures = [picture.stored() for _, _, picture in sorted(shown, key=lambda one: one[:2])]
        return {"text": self.text.data or "", "facts": [row.typed for row in self.rows], "pictures": pictures}

    def _picture(self, number: int) -> tuple[int, int, CellPicture] | None:
        """Return a picture with its words and its place; a key that is none of ours shows nothing."""
        known = self.known.get(self[f"p{number}_key"].data or "")
        if known is None:
            return None
        place = _number(self[f"p{number}_position"].data)
        words = {name: self[f"p{number}_{name}"].data or "" for name in ("alt", "credit")}
        decorative = bool(self[f"p{number}_decorative"].data)
        return (
            place if place > 0 else number,
            number,
            CellPicture(known.key, known.width, known.height, words["alt"], decorative, words["credit"]),
        )

    def said(self) -> Content | None:
        """Return what is to be published, or None with each error at its field."""
        facts = [row.fact() for row in self.rows if not row.is_blank]
        if len(self.text.data or "") > LONGEST_TEXT:
            self.text.errors = [*self.text.errors, f"{LONGEST_TEXT:,} caractères au plus.".replace(",", " ")]
        if len(facts) > MOST_FACTS:
            self.form_errors.append(f"{MOST_FACTS} faits au plus par thème : retirez-en.")
        for number in self.numbers:
            self._check_picture(number)
        if self.errors or self.form_errors:
            return None
        content = self.content()
        return content | {"facts": [fact for fact in facts if isinstance(fact, Fact)]}

    def _check_picture(self, number: int) -> None:
        alt, credit = self[f"p{number}_alt"], self[f"p{number}_credit"]
        if not alt.data and not self[f"p{number}_decorative"].data:
            alt.errors = ["Dites en une phrase ce qu’on y voit, ou cochez « décorative »."]
        if not credit.data:
            credit.errors = ["Dites qui l’a faite, ou à qui elle appartient."]
        for field, longest in ((alt, LONGEST_ALT), (credit, LONGEST_CREDIT)):
            if len(field.data or "") > longest:
                field.errors = [*field.errors, f"{longest} caractères au plus."]


def content_of(cell: Cell | None) -> Content:
    """Return what is published in the shape of a draft."""
    if cell is None:
        return {"text": "", "facts": [], "pictures": []}
    return {
        "text": cell.text,
        "facts": [as_typed(fact) for fact in facts_of(cell.facts)],
        "pictures": [picture.stored() for picture in pictures_of(cell.pictures)],
    }


def known_in(*contents: Content) -> dict[str, CellPicture]:
    """Return the pictures of some contents by key."""
    return {picture.key: picture for content in contents for picture in pictures_of(content["pictures"])}


def _sent(pattern: re.Pattern[str]) -> list[int]:
    found = {int(match[1]) for name in request.form if (match := pattern.fullmatch(name))}
    return sorted(found)[:MOST_ROWS]


def _values(content: Content) -> dict[str, Any]:
    values: dict[str, Any] = {"text": content["text"]}
    for number, fact in enumerate(content["facts"], 1):
        values |= {f"f{number}_{name}": fact.get(name, "") for name in NAMES}
    for number, picture in enumerate(content["pictures"], 1):
        said = {name: picture[name] for name in ("key", "alt", "decorative", "credit")}
        values |= {f"p{number}_{name}": value for name, value in said.items()}
        values[f"p{number}_position"] = str(number)
    return values


def _picture_fields(number: int, rank: int) -> dict[str, Any]:
    return {
        f"p{number}_key": HiddenField(),
        f"p{number}_alt": StringField(f"Image {rank} : ce qu’on y voit", filters=[one_line]),
        f"p{number}_decorative": BooleanField(f"Image {rank} : décorative"),
        f"p{number}_credit": StringField(f"Image {rank} : crédit", filters=[one_line]),
        f"p{number}_position": StringField(f"Image {rank} : place", filters=[one_line]),
    }


def _number(text: Any) -> int:
    told = str("" if text is None else text)
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else -1
