"""From the slug in an address to a territory."""

from flask import abort, redirect, request

from ambassadors.access.actions import Action
from ambassadors.access.policy import authorize
from ambassadors.territories.models import Territory
from ambassadors.territories.queries import territory_by_slug, territory_formerly

from .signin import current_actor


def territory_from_path(territoire: str) -> Territory:
    """Load a territory the visitor may see; a former slug leads to the present address (301)."""
    territory = territory_by_slug(territoire)
    if territory is None:
        territory = territory_formerly(territoire)
        if territory is None:
            abort(404)
        authorize(current_actor(), Action.TERRITORY_VIEW, territory)
        abort(redirect(_with_slug(territory.slug), 301))
    authorize(current_actor(), Action.TERRITORY_VIEW, territory)
    return territory


def _with_slug(present: str) -> str:
    """Return the address asked for, with the present slug in the place of the former one."""
    values = (request.view_args or {}) | {"territoire": present}
    # The very rule that was asked for: one endpoint may answer at several addresses (.atom, .json).
    built = request.url_rule.build(values) if request.url_rule else None
    path = built[1] if built else f"/territoires/{present}"
    query = request.query_string.decode()
    return path + (f"?{query}" if query else "")
