"""A territory's public pages: its space, its contacts."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.access.actor import Role
from ambassadors.brand.cards import partner_cards, territory_card, where_of
from ambassadors.brand.composition import head_of, in_rows, shown_in
from ambassadors.core.clock import today
from ambassadors.core.storage import media_path
from ambassadors.dossier.queries.links import linked_with
from ambassadors.dossier.queries.owners import owners_in
from ambassadors.network.models import ORGANISATION_KINDS
from ambassadors.network.queries.organisations import organisations_of
from ambassadors.network.queries.people import speakers_in
from ambassadors.network.views.cards import person_card
from ambassadors.territories.models import Territory
from ambassadors.territories.order import of_the_day
from ambassadors.territories.queries import related
from ambassadors.web.access import requires
from ambassadors.web.segment import asked_segment
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .blocks import fill

blueprint = Blueprint("space", __name__)

MOST_RELATED = 6


@blueprint.get("/territoires/<territoire>")
@requires(Action.TERRITORY_VIEW, territory_from_path)
def show(territory: Territory) -> ResponseReturnValue:
    """Show a territory block by block, as its managers composed it."""
    return render_template("brand/space.html", **space_context(territory, asked_segment()))


def space_context(territory: Territory, segment: str | None = None) -> dict[str, object]:
    """Return all that the page of a territory shows; the previews of the desk show the same."""
    kinds = shown_in(territory)
    content = fill(territory, today(), segment, kinds)
    around = of_the_day(
        related(current_actor(), territory, linked_with(territory.id)), today(), lambda one: one.id
    )
    return {
        **faces(territory),
        "territory": territory,
        "where": where_of(territory),
        "segment": segment,
        "rows": in_rows(kind for kind in kinds if content[kind]),
        "content": content,
        "around": [territory_card(line) for line in around[:MOST_RELATED]],
    }


def faces(territory: Territory) -> dict[str, object]:
    """Return the head of a territory's page: logo, cover or the landscape drawn for it, signature."""
    head = head_of(territory)
    cover = territory.cover_key if "cover" in head else None
    return {
        "logo_href": media_path(territory.logo_key) if territory.logo_key else None,
        "cover_href": media_path(cover) if cover else territory.landscape_path,
        "has_cover": bool(cover),
        "signature": territory.signature if "signature" in head else "",
    }


@blueprint.get("/territoires/<territoire>/contacts")
@requires(Action.TERRITORY_VIEW, territory_from_path)
def contacts(territory: Territory) -> ResponseReturnValue:
    """Say who answers for each theme, or that nobody does yet; then the organisations, and who runs the space."""
    speakers, owners = speakers_in(territory.id), owners_in(territory.id)
    return render_template(
        "brand/contacts.html",
        territory=territory,
        owners=owners,
        partners=partner_cards(organisations_of(territory.id), owners.values(), speakers),
        team=[person_card(speaker) for speaker in speakers if speaker.role == Role.MANAGER],
        KINDS=ORGANISATION_KINDS,
    )
