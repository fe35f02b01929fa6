"""The button that gives an agreement later on."""

from wtforms.validators import DataRequired, Length

from ambassadors.questions.forms.single import SingleForm, one_line

from .asking import PhoneField


class GiveForm(SingleForm):
    """An agreement that needs nothing but a button."""


class GivePhoneForm(GiveForm):
    """The one of the telephone, with the number that is shared."""

    phone = PhoneField(
        "Votre téléphone",
        [
            DataRequired("Donnez le numéro que vous acceptez de partager."),
            Length(max=30, message="30 caractères au plus."),
        ],
        filters=[one_line],
        render_kw={"autocomplete": "tel", "type": "tel"},
    )
