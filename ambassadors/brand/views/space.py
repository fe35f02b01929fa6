"""A territory's public pages: its space, its contacts."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.access.actor import Role
from ambassadors.brand.cards import partner_cards, territory_card, where_of
from ambassadors.brand.composition import in_rows, parted, shown_in
from ambassadors.core.clock import today
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

from .blocks import Cover, Pictures, cover_of, fill, pictures_of

blueprint = Blueprint("space", __name__)

MOST_RELATED = 6


@blueprint.get("/territoires/<territoire>")
@requires(Action.TERRITORY_VIEW, territory_from_path)
def show(territory: Territory) -> ResponseReturnValue:
    """Show a territory block by block, as its managers composed it."""
    return render_template("brand/space.html", **space_context(territory, asked_segment()))


def space_context(
    territory: Territory, segment: str | None = None, *, pictures: Pictures | None = None
) -> dict[str, object]:
    """Return all that the page of a territory shows; the previews of the desk show the same."""
    logo, photo = pictures or pictures_of(territory)
    kinds = shown_in(territory)
    content = fill(territory, today(), segment, kinds, photo)
    head, rest = parted(kind for kind in kinds if content[kind])
    around = of_the_day(
        related(current_actor(), territory, linked_with(territory.id)), today(), lambda one: one.id
    )
    return {
        "territory": territory,
        "where": where_of(territory),
        "segment": segment,
        "logo_href": logo,
        "signature": territory.signature if "signature" in head else "",
        "opening": _opening(territory, kinds, content["cover"], head),
        "rows": in_rows(rest),
        "content": content,
        "around": [territory_card(line) for line in around[:MOST_RELATED]],
    }


def _opening(territory: Territory, kinds: list[str], cover: Cover, head: list[str]) -> Cover | None:
    """Return the picture that opens the page; a photo put aside leaves it to the landscape, one moved to nobody."""
    if "cover" not in kinds:
        return cover_of(territory, None)
    return cover if "cover" in head else None


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
