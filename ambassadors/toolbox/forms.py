"""A thing of a toolbox as its managers describe it."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length
from wtforms.widgets import FileInput

from ambassadors.core.documents import Document, DocumentRefused, is_pdf, read_document
from ambassadors.core.picture import Picture, PictureRefused
from ambassadors.core.pictures import read_picture
from ambassadors.core.storage import put
from ambassadors.toolbox.models import FOLDER, PREVIEW_SIDE, PRIVATE
from ambassadors.web.forms import BaseForm
from ambassadors.web.picture_field import PictureForm
from ambassadors.web.versioned import VersionedForm

LONGEST_SIDE = 3000  # pixels
LONGEST_PHRASE, LONGEST_NOTE = 600, 300
ACCEPT = "application/pdf,image/jpeg,image/png,image/webp"
NEEDED = "Choisissez un fichier."


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _plain(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _title(label: str) -> StringField:
    checks = [InputRequired("Donnez un titre."), Length(min=3, max=140, message="De 3 à 140 caractères.")]
    return StringField(label, checks, filters=[_one_line])


class ToolInput(FileInput):
    """A file input that offers what a toolbox takes; the server decides by what the file holds."""

    def __call__(self, field: Any, **attributes: Any) -> Any:
        """Render the input."""
        return super().__call__(field, **({"accept": ACCEPT} | attributes))


class ToolField(FileField):
    """A PDF or a picture; once the form is valid, one of the two holds it."""

    widget = ToolInput()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Begin with neither."""
        super().__init__(*arguments, **options)
        self.document: Document | None = None
        self.picture: Picture | None = None
        self.preview: Picture | None = None
        self.too_heavy = False

    def pre_validate(self, form: BaseForm) -> None:
        """Read the file, or say at the field why it is refused."""
        if not self.data:
            return
        try:
            if is_pdf(self.data):
                self.document = read_document(self.data)
                return
            self.picture = read_picture(self.data, longest=LONGEST_SIDE, portable=True)
            self.preview = read_picture(self.data, longest=PREVIEW_SIDE)
        except (DocumentRefused, PictureRefused) as refusal:
            self.too_heavy = refusal.too_heavy
            raise ValidationError(refusal.message) from refusal

    @property
    def kind(self) -> str | None:
        """Return what was sent: a document, a visual or nothing."""
        return "document" if self.document else "visual" if self.picture else None

    def store(self) -> dict[str, Any]:
        """Write the file and return the columns that say where and what it is; none where none was sent."""
        if self.document:
            key = put(self.document.data, FOLDER, PRIVATE)
            none = {"preview_key": None, "width": 0, "height": 0}
            return none | {"file_key": key, "extension": "pdf", "size": len(self.document.data)}
        if not self.picture or not self.preview:
            return {}
        return {
            "file_key": put(self.picture.data, FOLDER, PRIVATE),
            "preview_key": put(self.preview.data, FOLDER, f"{self.preview.extension}.{PRIVATE}"),
            "extension": self.picture.extension,
            "size": len(self.picture.data),
            "width": self.picture.width,
            "height": self.picture.height,
        }


class FileForm(VersionedForm, PictureForm):
    """A document or a visual. `present`: the kind of the one that is changed, which stays what it is."""

    title = _title("Titre")
    file = ToolField("Fichier")
    text = StringField(
        "Quand s’en servir",
        [Length(max=LONGEST_NOTE, message=f"{LONGEST_NOTE} caractères au plus.")],
        filters=[_one_line],
    )
    alt = StringField(
        "Ce que montre l’image",
        [Length(max=250, message="250 caractères au plus.")],
        filters=[_one_line],
    )
    credit = StringField("Crédit", [Length(max=120, message="120 caractères au plus.")], filters=[_one_line])

    def __init__(self, *arguments: Any, present: str | None = None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.present = present

    @property
    def kind(self) -> str:
        """Return the kind of what is described."""
        return self.present or self.file.kind or "document"

    def validate_file(self, field: ToolField) -> None:
        """Ask for a file where there is none yet; a visual is replaced by a visual."""
        if not field.data and self.present is None:
            raise ValidationError(NEEDED)
        if field.kind and self.present and field.kind != self.present:
            other = "une image" if self.present == "visual" else "un PDF"
            raise ValidationError(f"Remplacez ce fichier par {other}, ou ajoutez l’autre à part.")

    def validate_alt(self, field: StringField) -> None:
        """Ask for words with a visual: they go with it wherever it is published."""
        if self.kind == "visual" and not field.data:
            raise ValidationError("Décrivez l’image : ces mots l’accompagneront partout.")

    def validate_credit(self, field: StringField) -> None:
        """Ask who made a visual."""
        if self.kind == "visual" and not field.data:
            raise ValidationError("Dites qui a fait cette image.")


class PhraseForm(VersionedForm):
    """A ready sentence."""

    title = _title("À quelle occasion")
    text = TextAreaField(
        "La phrase",
        [
            InputRequired("Écrivez la phrase."),
            Length(min=10, max=LONGEST_PHRASE, message=f"De 10 à {LONGEST_PHRASE} caractères."),
        ],
        filters=[_plain],
    )
