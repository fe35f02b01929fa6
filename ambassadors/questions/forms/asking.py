"""The form of a question being asked: the look-alikes seen, and who asks."""

from wtforms import HiddenField

from .newcomer import NewcomerForm
from .question import QuestionForm


class AskForm(QuestionForm):
    """A question being asked; the look-alikes that were shown are remembered."""

    seen = HiddenField()


class AnonymousAskForm(NewcomerForm, AskForm):
    """A question asked with a name and an e-mail address."""

    too_quick = "Votre question est arrivée très vite : relisez-la, puis envoyez-la à nouveau."
    robot = "Un champ réservé aux robots était rempli. Nous l’avons vidé : envoyez à nouveau votre question."
