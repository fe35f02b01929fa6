"""What an author does of a testimonial that is published."""

from flask import Blueprint, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.moderation.engine import NotPossible
from ambassadors.testimonials.models import Testimonial
from ambassadors.testimonials.service import confirm
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.signin import current_actor

from .writing import home, own_testimonial

blueprint = Blueprint("life", __name__)


@blueprint.route("/compte/contributions/<id:number>/toujours-vrai", methods=["GET", "POST"])
@requires(Action.SUBMISSION_TRACK, own_testimonial)
def still_true(item: Testimonial) -> ResponseReturnValue:
    """Ask whether what was told still holds, and write down that it does."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        if item.status != "published":
            raise NotPossible("confirm")
        return page_with(
            form, "testimonials/still_true.html", item=item, territory=item.territory, home=home(item)
        )
    if (earlier := form.earlier_result()) is not None:
        return earlier
    if item.status != "published":
        raise NotPossible("confirm")
    confirm(current_actor(), item)
    flash(_("Merci ! La page dit maintenant que c’est toujours vrai."), "success")
    return form.done(home(item))
