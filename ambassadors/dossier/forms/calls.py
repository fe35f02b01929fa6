"""A call to ambassadors as it is typed: nothing but a sentence, if one likes."""

from wtforms import TextAreaField
from wtforms.validators import Length

from ambassadors.dossier.call import LONGEST_MESSAGE
from ambassadors.web.forms import BaseForm

from .typed import plain


class CallForm(BaseForm):
    """A sentence of the manager's own."""

    message = TextAreaField(
        "Une phrase de votre main",
        [Length(max=LONGEST_MESSAGE, message=f"{LONGEST_MESSAGE} caractères au plus.")],
        filters=[plain],
    )
