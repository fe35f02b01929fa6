"""The form of a testimonial's photos: new files, and a caption for each that is there."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import Length, NumberRange, Optional

from ambassadors.web.picture_field import PictureForm, PicturesField

from .forms import one_line
from .models import Testimonial
from .photo import LONGEST_ALT, LONGEST_CREDIT, MOST, Photo
from .photos import Caption


class PhotosForm(PictureForm):
    """New photos; the fields of those that are there are added by `photos_form`."""

    files = PicturesField(_("Ajouter des photos"))
    rights = BooleanField(
        _(
            "Les personnes reconnaissables sur ces photos sont d’accord pour y paraître, et j’ai le droit de les publier."
        )
    )

    def names(self, photo: Photo) -> list[str]:
        """Return the names of the fields of a photo, in the order they are shown."""
        return [f"p{photo.id}_{name}" for name in ("alt", "decorative", "credit", "rights", "position")]

    def captions(self, item: Testimonial) -> list[Caption]:
        """Return what the form says of the photos it shows and says rightly; it may know less than there are."""
        return [caption for photo in item.photos if (caption := self._caption(photo))]

    def _caption(self, photo: Photo) -> Caption | None:
        alt, decorative, credit, rights, position = (self[name] for name in self.names(photo))
        if not alt.raw_data or any(field.errors for field in (alt, credit, position)):
            return None
        place = photo.position if position.data is None else position.data - 1
        return Caption(photo, alt.data or "", credit.data or "", decorative.data, rights.data, place)


def photos_form(item: Testimonial) -> PhotosForm:
    """Return the form with the fields of the photos that a testimonial has now."""
    fields: dict[str, Any] = {}
    values: dict[str, Any] = {}
    for number, photo in enumerate(item.photos, 1):
        fields |= _fields(number, photo)
        values |= {
            f"p{photo.id}_alt": photo.alt,
            f"p{photo.id}_decorative": photo.decorative,
            f"p{photo.id}_credit": photo.credit,
            f"p{photo.id}_rights": photo.rights_at is not None,
            f"p{photo.id}_position": number,
        }
    form: PhotosForm = type("PhotosForm", (PhotosForm,), fields)(data=values)
    return form


def _fields(number: int, photo: Photo) -> dict[str, Any]:
    alt = Length(max=LONGEST_ALT, message=f"{LONGEST_ALT} caractères au plus.")
    credit = Length(max=LONGEST_CREDIT, message=f"{LONGEST_CREDIT} caractères au plus.")
    place = NumberRange(1, MOST, f"Un nombre de 1 à {MOST}.")
    return {
        f"p{photo.id}_alt": StringField(
            f"Photo {number} : ce qu’on y voit", [Optional(), alt], filters=[one_line]
        ),
        f"p{photo.id}_decorative": BooleanField(f"Photo {number} : décorative"),
        f"p{photo.id}_credit": StringField(
            f"Photo {number} : crédit", [Optional(), credit], filters=[one_line]
        ),
        f"p{photo.id}_rights": BooleanField(f"Photo {number} : accord des personnes"),
        f"p{photo.id}_position": IntegerField(f"Photo {number} : place", [Optional(), place]),
    }
