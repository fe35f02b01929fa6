"""Asking to become an ambassador: three short steps, what was typed travelling from one to the next."""

from collections.abc import Iterator
from typing import Any

from flask import request
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from ambassadors.network.disclosure import compose
from ambassadors.network.models import Application
from ambassadors.places.forms import PlaceField
from ambassadors.web.forms import BaseForm

from .choices import LinksField, SegmentsField, ThemesField, YearField, plain
from .profile import disclosed

SHORTEST, LONGEST, LONGEST_WORDS = 40, 3000, 500
STEPS = (
    ("Vous et le territoire", ("here_since", "from_place")),
    ("Ce dont vous pouvez parler", ("themes", "segments")),
    ("Pourquoi vous", ("motivation", "links", "words")),
)


class WritingForm(BaseForm):
    """An application on one page, for somebody who changes it."""

    here_since = YearField("Depuis quelle année vivez-vous ici ?")
    from_place = PlaceField("D’où venez-vous ?")
    themes = ThemesField(validators=[InputRequired("Choisissez au moins un thème.")])
    segments = SegmentsField()
    motivation = TextAreaField(
        "Pourquoi souhaitez-vous parler de votre territoire ?",
        [
            InputRequired("Dites en quelques phrases ce qui vous donne envie."),
            Length(SHORTEST, LONGEST, message="De 40 à 3 000 caractères."),
        ],
        filters=[plain],
    )
    links = LinksField()
    words = TextAreaField(
        "À préciser pour les lecteurs",
        [Length(max=LONGEST_WORDS, message="500 caractères au plus.")],
        filters=[plain],
    )
    version = HiddenField()

    def content(self) -> dict[str, Any]:
        """Return what an application keeps."""
        return {
            "motivation": self.motivation.data,
            "here_since": self.here_since.year,
            "from_place_id": self.from_place.place.id if self.from_place.place else None,
            "themes": self.themes.data or [],
            "segments": self.segments.data or [],
            "disclosure": compose(self.links.data or [], self.words.data),
        }

    @property
    def seen_version(self) -> int:
        """Return the version this form was opened on; 0 where it is unreadable."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class ApplicationForm(WritingForm):
    """The same questions, a few at a time."""

    step = HiddenField(default="1")

    @property
    def at(self) -> int:
        """Return the step that was shown."""
        text = str(self.step.data or "")
        return int(text) if text in {str(number) for number in range(1, len(STEPS) + 1)} else 1

    @property
    def names(self) -> tuple[str, ...]:
        """Return the fields of the step that was shown."""
        return STEPS[self.at - 1][1]

    def go_to(self, step: int) -> None:
        """Show another step."""
        self.step.data = str(step)

    def faulty_step(self) -> int | None:
        """Return the first step, up to the one shown, where something is to be put right; the rest waits."""
        faulty = None
        for number, (_, names) in enumerate(STEPS, 1):
            wrong = [name for name in names if self[name].errors]
            if number > self.at:
                for name in wrong:
                    self[name].errors = []
            elif wrong and faulty is None:
                faulty = number
        return faulty

    def carried(self) -> Iterator[tuple[str, str]]:
        """Go through what was typed in the other steps, to be sent along."""
        others = [name for _, names in STEPS for name in names if name not in self.names]
        for name in others:
            yield from ((name, value) for value in request.form.getlist(name))


def filled(application: Application) -> dict[str, Any]:
    """Return an application as the fields of its form."""
    fields = ("motivation", "here_since", "from_place", "themes", "segments", "version")
    return {name: getattr(application, name) for name in fields} | disclosed(application.disclosure)
