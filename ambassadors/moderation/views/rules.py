"""How a territory moderates: before or after publication, by kind."""

from flask import Blueprint, flash
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.moderation.forms import SettingsForm
from ambassadors.moderation.queries import moderation_of
from ambassadors.moderation.settings import set_moderation
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.forms import page_with
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("rules", __name__)

KINDS = ("testimonial", "question", "answer")


@blueprint.route("/bureau/<territoire>/moderation/reglages", methods=["GET", "POST"])
@requires(Action.TEAM_MANAGE, territory_from_path)
def rules(territory: Territory) -> ResponseReturnValue:
    """Show and change when each kind is reviewed."""
    form = SettingsForm(data={kind: _present(territory, kind) for kind in KINDS})
    if not form.validate_on_submit():
        return page_with(form, "moderation/rules.html", territory=territory)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    for kind in KINDS:
        chosen = form[kind].form
        set_moderation(
            current_actor(),
            territory,
            kind,
            a_posteriori=chosen.when.data == "apres",
            trusted_after=chosen.trusted_after.data,
        )
    flash("Les règles de relecture sont enregistrées.", "success")
    return form.done(f"{territory.desk_path}/moderation/reglages")


def _present(territory: Territory, kind: str) -> dict[str, object]:
    setting = moderation_of(territory.id, kind)
    if setting is None:
        return {"when": "avant", "trusted_after": None}
    return {"when": "apres" if setting.a_posteriori else "avant", "trusted_after": setting.trusted_after}
