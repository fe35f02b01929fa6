"""The forms of accounts, and the fields that other forms share: a name shown, an address, a new password."""

import re
from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import EmailField as PlainEmailField
from wtforms import HiddenField, PasswordField, RadioField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from ambassadors.web.forms import BaseForm

from .names import LONGEST as LONGEST_NAME
from .names import name_problem
from .passwords import LONGEST, password_problem

LONGEST_EMAIL = 254
EMAIL_WRONG = "Cette adresse ne semble pas complète : vérifiez-la (par exemple prenom@domaine.fr)."
EMAIL_PLAIN = "Avant le «\u00a0@\u00a0», écrivez l’adresse sans accent."
EMAIL_NEEDED = "Indiquez votre adresse électronique."
PASSWORD_NEEDED = "Indiquez votre mot de passe."
_SPACES = re.compile(r"\s+")


def name_shown(form: Any, field: Any) -> None:
    """Refuse a name that may not be shown (WTForms validator, also for other domains' forms)."""
    problem = name_problem(field.data or "")
    if problem:
        raise ValidationError(problem)


def email_address(form: Any, field: Any) -> None:
    """Refuse what is no e-mail address, and write the others in one way (WTForms validator)."""
    try:
        found = validate_email(field.data or "", check_deliverability=False)
    except EmailNotValidError as wrong:
        raise ValidationError(EMAIL_WRONG) from wrong
    if not found.local_part.isascii():  # most servers take none such, and a person meant none
        raise ValidationError(EMAIL_PLAIN)
    field.data = found.normalized.lower()
    if len(field.data) > LONGEST_EMAIL:
        raise ValidationError(f"Cette adresse dépasse {LONGEST_EMAIL} caractères.")


def one_spelling(typed: str) -> str:
    """Return an address as it is compared: a domain may be spelt in many ways that all lead to one account."""
    trimmed = _trimmed(typed) or ""
    try:
        return str(validate_email(trimmed, check_deliverability=False).normalized.lower())
    except EmailNotValidError:
        return trimmed.lower()


def new_password(form: Any, field: Any) -> None:
    """Refuse a password too short, too long or too common (WTForms validator)."""
    problem = password_problem(field.data or "")
    if problem:
        raise ValidationError(problem)


def _trimmed(text: str | None) -> str | None:
    return _SPACES.sub(" ", text).strip() if text else text


class NameField(StringField):
    """The name that people show."""

    def __init__(self, label: str = "Nom affiché", validators: Any = None, **options: Any) -> None:
        checks = validators or [InputRequired("Indiquez le nom à afficher."), name_shown]
        attributes = {"autocomplete": "name", "maxlength": LONGEST_NAME}
        super().__init__(label, checks, filters=[_trimmed], render_kw=attributes, **options)


class EmailField(PlainEmailField):
    """An e-mail address, lower-cased."""

    def __init__(self, label: str = "Adresse électronique", validators: Any = None, **options: Any) -> None:
        checks = validators or [InputRequired(EMAIL_NEEDED), email_address]
        attributes = {"autocomplete": "email", "maxlength": LONGEST_EMAIL, "spellcheck": "false"}
        super().__init__(label, checks, filters=[_trimmed], render_kw=attributes, **options)


class NewPasswordField(PasswordField):
    """A password being chosen."""

    def __init__(self, label: str = "Mot de passe", **options: Any) -> None:
        checks = [InputRequired("Choisissez un mot de passe."), new_password]
        super().__init__(label, checks, render_kw={"autocomplete": "new-password"}, **options)


class PresentPasswordField(PasswordField):
    """The password one already has."""

    def __init__(self, label: str = "Mot de passe", validators: Any = None, **options: Any) -> None:
        checks = validators or [
            InputRequired(PASSWORD_NEEDED),
            Length(max=LONGEST, message=f"Un mot de passe compte au plus {LONGEST} caractères."),
        ]
        super().__init__(label, checks, render_kw={"autocomplete": "current-password"}, **options)


class RegistrationForm(BaseForm):
    """Make an account."""

    name = NameField()
    email = EmailField()
    password = NewPasswordField()
    next = HiddenField()


class SignInForm(BaseForm):
    """Sign in with a password."""

    email = EmailField()
    password = PresentPasswordField()
    next = HiddenField()


class AddressForm(BaseForm):
    """Ask for a mail: sign-in link, new password."""

    email = EmailField()
    next = HiddenField()


class NewPasswordForm(BaseForm):
    """Choose a password, from a mailed link or for an account that has none."""

    password = NewPasswordField("Nouveau mot de passe")


class NameForm(BaseForm):
    """Change the name shown."""

    name = NameField()


class CheckedForm(BaseForm):
    """A change that asks for the password, where the account has one."""

    present = PresentPasswordField("Mot de passe actuel")

    def __init__(self, *args: Any, has_password: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_password:
            del self.present


class EmailForm(CheckedForm):
    """Change the address."""

    email = EmailField("Nouvelle adresse électronique")


class PasswordForm(CheckedForm):
    """Change the password."""

    password = NewPasswordField("Nouveau mot de passe")


class ClosingForm(CheckedForm):
    """Close the account, its texts staying or going."""

    texts = RadioField(
        "Que deviennent vos textes publiés ?",
        [InputRequired("Choisissez ce que deviennent vos textes.")],
        choices=[("keep", "Ils restent en ligne, sans mon nom"), ("go", "Ils sont retirés du site")],
    )
