"""The charter of a territory comes before an ambassador's first contribution there; what was typed goes along."""

from urllib.parse import quote

from flask import redirect, request
from werkzeug.wrappers import Response

from ambassadors.access.actor import Role
from ambassadors.charter.queries import promised_nothing
from ambassadors.core.db import db
from ambassadors.territories.models import Territory

from .late_form import keep_this_form
from .signin import current_actor


def charter_first(territory: Territory, then: str = "") -> Response | None:
    """Return the way to the charter for an ambassador who never accepted one here, and from there to `then`.

    Without `then`, the way leads back here, with the form that was sent, its text kept.
    """
    actor = current_actor()
    if Role.AMBASSADOR not in actor.roles_in(territory.id):
        return None
    if not promised_nothing(actor.account_id or 0, territory.id):
        return None
    return redirect(
        f"/compte/charte/{territory.slug}?suite={quote(then or _back(actor.account_id or 0))}", 303
    )


def _back(account_id: int) -> str:
    if request.method != "POST":
        return request.path
    page = keep_this_form(account_id)
    db.session.commit()
    return page or request.path
