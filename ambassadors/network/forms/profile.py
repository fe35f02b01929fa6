"""A profile as its person writes it, and what they can speak of in each role."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from wtforms import BooleanField, Field, TextAreaField
from wtforms.validators import Length

from ambassadors.network.disclosure import compose, parse
from ambassadors.network.service.profiles import Speaking
from ambassadors.places.forms import PlaceField
from ambassadors.web.forms import BaseForm
from ambassadors.web.picture_field import PictureField, PictureForm

from .choices import LinksField, SegmentsField, ThemesField, YearField, plain

LONGEST_BIO, LONGEST_WORDS = 2000, 500


class ProfileForm(PictureForm):
    """Who somebody is, whatever the territory."""

    portrait = PictureField("Portrait", longest=1200)
    remove_portrait = BooleanField("Retirer mon portrait")
    bio = TextAreaField(
        "En quelques lignes", [Length(max=LONGEST_BIO, message="2 000 caractères au plus.")], filters=[plain]
    )
    from_place = PlaceField("D’où venez-vous ?")
    here_since = YearField("Ici depuis")


class SpeakingForm(BaseForm):
    """What somebody can speak of in one role; it travels inside the profile's form."""

    class Meta(BaseForm.Meta):
        """The profile's token serves for all."""

        csrf = False

    themes = ThemesField()
    segments = SegmentsField()
    links = LinksField()
    words = TextAreaField(
        "À préciser pour les lecteurs",
        [Length(max=LONGEST_WORDS, message="500 caractères au plus.")],
        filters=[plain],
    )
    takes_calls = BooleanField("Recevoir un courriel quand l’équipe cherche des voix sur mes thèmes")

    def said(self) -> Speaking:
        """Return what was chosen."""
        return Speaking(
            self.themes.data or [],
            self.segments.data or [],
            compose(self.links.data or [], self.words.data),
            takes_calls=bool(self.takes_calls.data) if "takes_calls" in self else True,
        )


def disclosed(disclosure: str) -> dict[str, Any]:
    """Return a disclosure as the fields that compose it."""
    links, words = parse(disclosure)
    return {"links": links, "words": words}


class Together:
    """Several forms on one page, for one summary of what is to be put right."""

    def __init__(self, *forms: BaseForm) -> None:
        self.forms = forms

    def __iter__(self) -> Iterator[Field]:
        return chain.from_iterable(self.forms)

    @property
    def errors(self) -> dict[str, Any]:
        """Return the errors of all."""
        return {name: found for form in self.forms for name, found in form.errors.items()}

    @property
    def form_errors(self) -> list[str]:
        """Return the errors that belong to no field."""
        return [problem for form in self.forms for problem in form.form_errors]
