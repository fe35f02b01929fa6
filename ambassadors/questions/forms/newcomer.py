"""Who asks without being signed in: a name, an address to confirm, and two quiet traps for robots."""

import time
from typing import Any, ClassVar

from flask import current_app
from wtforms import HiddenField, StringField, ValidationError

from ambassadors.accounts.forms import EmailField, NameField
from ambassadors.accounts.names import name_problem
from ambassadors.questions.seals import seal, unseal

from .single import SingleForm

QUICKEST = 3  # seconds in which nobody fills the form
SLOWEST = 7 * 24 * 3600


class NewcomerForm(SingleForm):
    """What a form asks of somebody who is not signed in, beside what it is about."""

    too_quick: ClassVar[str]
    robot: ClassVar[str]

    name = NameField("Votre prénom, ou le nom à afficher")
    email = EmailField("Votre adresse électronique")
    website = StringField("Ne remplissez pas ce champ", render_kw={"tabindex": "-1", "autocomplete": "off"})
    opened = HiddenField(default=lambda: seal("opened", int(time.time())))

    def __init__(self, *arguments: Any, team: list[str] | None = None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.team = team or []
        for name in ("name", "email", "website", "opened"):  # asked last, and so told last where it is wrong
            self._fields[name] = self._fields.pop(name)

    def validate_name(self, field: NameField) -> None:
        """Refuse the name of somebody of the territory's team."""
        problem = name_problem(field.data or "", *self.team)
        if problem and problem not in field.errors:
            raise ValidationError(problem)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, then that a person filled them; a robot and a hasty person are told the same way."""
        valid = super().validate(extra_validators)
        for wrong, message in ((bool(self.website.data), self.robot), (self._too_quick(), self.too_quick)):
            if wrong:
                self.form_errors.append(message)
                valid = False
        self.website.data = ""
        return valid

    def _too_quick(self) -> bool:
        """Tell whether the page was opened a moment ago, or never; off with the other limits."""
        if not current_app.config["RATELIMIT_ENABLED"]:
            return False
        opened = unseal("opened", self.opened.data, SLOWEST)
        if not isinstance(opened, int):
            self.opened.data = seal("opened", int(time.time()))
            return True
        return time.time() - opened < QUICKEST
