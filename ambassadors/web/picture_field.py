"""Fields that take pictures: checked and re-encoded when the form is validated, stored only once all of it is right."""

from typing import Any

from flask import request
from flask_wtf.file import FileField, MultipleFileField
from wtforms import ValidationError
from wtforms.widgets import FileInput

from ambassadors.core.picture import Picture, PictureRefused, StoredPicture
from ambassadors.core.pictures import ACCEPT, LONGEST_SIDE, read_picture

from .forms import BaseForm

HINT = "JPEG, PNG, WebP ou AVIF, 20 Mo au plus."


class PictureInput(FileInput):
    """A file input that offers pictures; the server decides by what they hold."""

    def __call__(self, field: Any, **attributes: Any) -> Any:
        """Render the input."""
        return super().__call__(field, **({"accept": ACCEPT} | attributes))


class PictureField(FileField):
    """One picture, optional unless a validator says otherwise; `picture` holds it once the form is valid.

    `store(folder)` writes it and returns its key and size, or None where no file was sent.
    """

    widget = PictureInput()

    def __init__(self, *arguments: Any, longest: int = LONGEST_SIDE, **options: Any) -> None:
        """Bound the longest side."""
        super().__init__(*arguments, **options)
        self.longest = longest
        self.picture: Picture | None = None
        self.too_heavy = False

    def pre_validate(self, form: BaseForm) -> None:
        """Read the file, or say at the field why it is refused."""
        if not self.data:
            return
        try:
            self.picture = read_picture(self.data, longest=self.longest)
        except PictureRefused as refusal:
            self.too_heavy = refusal.too_heavy
            raise ValidationError(refusal.message) from refusal

    def store(self, folder: str) -> StoredPicture | None:
        """Write the picture that was sent."""
        return self.picture.store(folder) if self.picture else None


class PicturesField(MultipleFileField):
    """Several pictures at once. Good ones are kept in `pictures` even when others, in `errors`, are refused."""

    widget = PictureInput(multiple=True)

    def __init__(self, *arguments: Any, most: int = 12, longest: int = LONGEST_SIDE, **options: Any) -> None:
        """Bound the longest side of each, and how many are read at once: each costs a second or more."""
        super().__init__(*arguments, **options)
        self.longest, self.most = longest, most
        self.pictures: list[Picture] = []
        self.too_heavy = False

    def pre_validate(self, form: BaseForm) -> None:
        """Read each file, and name those refused."""
        refused = []
        if len(self.data or ()) > self.most:
            raise ValidationError(f"{self.most} fichiers au plus par envoi : choisissez-en moins.")
        for sent in self.data or ():
            try:
                self.pictures.append(read_picture(sent, longest=self.longest))
            except PictureRefused as refusal:
                self.too_heavy = self.too_heavy or refusal.too_heavy
                refused.append(f"« {_shown(sent.filename)} » : {refusal.message}")
        if refused:
            raise ValidationError(" ".join(refused))

    def store(self, folder: str) -> list[StoredPicture]:
        """Write the pictures that were accepted."""
        return [picture.store(folder) for picture in self.pictures]


class PictureForm(BaseForm):
    """A form with pictures: it answers 413 where a file is too heavy, and is shown again."""

    @property
    def status(self) -> int:
        """Return the HTTP status of a page that shows this form again."""
        if request.method == "POST" and any(getattr(field, "too_heavy", False) for field in self):
            return 413
        return super().status


def _shown(filename: str | None) -> str:
    """Return a file's name as it may be repeated on a page."""
    name = (filename or "fichier").replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in name if character.isprintable())[:60] or "fichier"
