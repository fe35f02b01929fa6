"""What the team fills in: a decision with its reason, and how a territory moderates."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Form, FormField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from ambassadors.web.forms import BaseForm

from .engine import LONGEST_STATEMENT, SHORTEST_STATEMENT, Reason
from .transitions import TRANSITIONS, reasons_for

LARGEST_VERSION = 2**31 - 1


class DecisionForm(BaseForm):
    """A decision that needs no reason: the button is the whole of it."""

    decision = HiddenField()
    version = IntegerField(widget=HiddenInput(), validators=[NumberRange(1, LARGEST_VERSION)])

    @property
    def reason(self) -> Reason | None:
        """Return why, where a reason was asked for."""
        return None


class ReasonedForm(DecisionForm):
    """A decision that its author is told the reason of."""

    code = RadioField(
        _("Motif"), validators=[InputRequired(_("Choisissez le motif de la charte qui s’applique."))]
    )
    law = StringField(
        _("Texte de loi"), validators=[Length(max=200, message=_("200 caractères au plus suffisent."))]
    )
    statement = TextAreaField(
        _("Message à la personne"),
        validators=[
            InputRequired(_("Expliquez la décision à la personne, en 20 caractères au moins.")),
            Length(
                SHORTEST_STATEMENT,
                LONGEST_STATEMENT,
                _("Écrivez entre 20 et 4 000 caractères, sans donnée personnelle d’autres personnes."),
            ),
        ],
    )

    def validate_statement(self, field: Any) -> None:
        """Refuse spaces in place of an explanation."""
        if field.data and len(field.data.strip()) < SHORTEST_STATEMENT:
            raise ValidationError(_("Expliquez la décision à la personne, en 20 caractères au moins."))

    def validate_law(self, field: Any) -> None:
        """Ask for the law where the reason is that one is broken."""
        if self.code.data == "illegal" and not (field.data or "").strip():
            raise ValidationError(_("Citez le texte de loi : code, numéro d’article."))

    @property
    def reason(self) -> Reason:
        """Return why."""
        law = self.law.data if self.code.data == "illegal" else ""
        return Reason(self.code.data, self.statement.data, law or "")


def form_for(decision: str, **values: Any) -> DecisionForm:
    """Return the form of a decision, with the reasons that may justify it."""
    if not TRANSITIONS[decision].needs_reason:
        return DecisionForm(decision=decision, **values)
    form = ReasonedForm(decision=decision, **values)
    form.code.choices = [SelectChoice(code, label) for code, label in reasons_for(decision).items()]
    return form


class KindSettings(Form):
    """When a kind is reviewed."""

    class Meta(Form.Meta):
        """The messages of the library, in French."""

        locales = BaseForm.Meta.locales

    when = RadioField(
        _("Relecture"),
        choices=[
            SelectChoice("avant", _("Avant publication")),
            SelectChoice("apres", _("Après publication : en ligne tout de suite, relu ensuite")),
        ],
    )
    trusted_after = IntegerField(
        _("Confiance"),
        validators=[
            Optional(),
            NumberRange(1, 100, _("Un nombre de contributions entre 1 et 100, ou rien.")),
        ],
    )


class SettingsForm(BaseForm):
    """How a territory moderates its three kinds of content."""

    testimonial = FormField(KindSettings, _("Témoignages"))
    question = FormField(KindSettings, _("Questions"))
    answer = FormField(KindSettings, _("Réponses"))
