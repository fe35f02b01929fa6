"""The forms of the desk: a step, a note, a reminder."""

from datetime import date, timedelta

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from ambassadors.core.clock import today
from ambassadors.dossier.forms.checked import ReadField
from ambassadors.dossier.forms.typed import exact_day_of
from ambassadors.questions.forms.single import SingleForm, one_line, plain

FARTHEST = timedelta(days=730)


def day_to_come(text: str) -> date:
    """Return a day from tomorrow on, within two years. Raise ValueError, in French."""
    day = exact_day_of(text)
    if not today() < day <= today() + FARTHEST:
        raise ValueError("Un jour à venir, dans les deux ans.")
    return day


class StepForm(SingleForm):
    """The buttons under a request."""

    step = StringField(validators=[InputRequired()])
    version = HiddenField()


class NoteForm(SingleForm):
    """A note among those who follow a request."""

    text = TextAreaField(
        "Une note, entre vous",
        [DataRequired("Écrivez votre note."), Length(max=4000, message="4 000 caractères au plus.")],
        filters=[plain],
        render_kw={"rows": 3},
    )


class ReminderForm(SingleForm):
    """What to be reminded of, and when."""

    due_on = ReadField[date]("Jour du rappel", day_to_come, needed="Donnez le jour du rappel.")
    words = StringField(
        "De quoi vous souvenir",
        [
            DataRequired("Écrivez de quoi vous souvenir."),
            Length(max=300, message="300 caractères au plus."),
        ],
        filters=[one_line],
    )


class DropForm(SingleForm):
    """The button that forgets a reminder."""

    rappel = StringField()
