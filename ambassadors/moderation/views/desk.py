"""The home of a territory's desk, and the menu that every page of the desk shows."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.accounts.speaking import label_of
from ambassadors.moderation.queue import awaiting, unanswered_in
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.desk_counters import counted
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("desk", __name__)

MENU = (
    ("bureau", "Aujourd’hui", "home", "", Action.DESK_VIEW),
    ("moderation", "Modération", "inbox", "/moderation", Action.QUEUE_VIEW),
    ("marque", "Espace de marque", "landmark", "/marque", Action.BRAND_VIEW),
    ("demandes", "Demandes", "mail", "/demandes", Action.INTRODUCTION_LIST),
    ("dossier", "Dossier", "book-open", "/dossier", Action.DESK_VIEW),
    ("equipe", "Équipe", "users", "/equipe", Action.TEAM_VIEW),
    ("journal", "Journal", "history", "/journal", Action.JOURNAL_VIEW),
)


def desk_menu(territory: Territory) -> list[tuple[str, str, str, str]]:
    """Return the pages of a desk that the visitor may open: (key, label, icon, address)."""
    actor = current_actor()
    return [
        (key, label, icon, territory.desk_path + rest)
        for key, label, icon, rest, action in MENU
        if can(actor, action, territory)
    ]


def desk_counters(territory: Territory, known: Mapping[str, int] | None = None) -> dict[str, int]:
    """Return how much awaits the visitor by section of the menu; what the page has counted is `known`."""
    counts = counted(territory, known or ())
    if known is None and can(current_actor(), Action.QUEUE_VIEW, territory):
        counts["moderation"] = sum(kind.count for kind in awaiting(territory.id))
    return counts | dict(known or {})


@blueprint.app_context_processor
def menu() -> dict[str, Any]:
    """Give the desk's layout its menu."""
    return {
        "desk_menu": desk_menu,
        "desk_counters": desk_counters,
        "may_set_rules": lambda territory: can(current_actor(), Action.TEAM_MANAGE, territory),
        "speaker_label": label_of,
    }


@blueprint.get("/bureau/<territoire>")
@requires(Action.DESK_VIEW, territory_from_path)
def home(territory: Territory) -> ResponseReturnValue:
    """Say what awaits, and what to do next."""
    runs_queue = can(current_actor(), Action.QUEUE_VIEW, territory)
    return render_template(
        "moderation/desk.html",
        territory=territory,
        runs_queue=runs_queue,
        waiting=awaiting(territory.id) if runs_queue else [],
        unanswered=unanswered_in(territory.id),
        may_edit_brand=can(current_actor(), Action.BRAND_EDIT, territory),
        may_manage_team=can(current_actor(), Action.TEAM_MANAGE, territory),
    )
