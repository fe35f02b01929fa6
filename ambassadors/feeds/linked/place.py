"""A territory, as a place."""

from markupsafe import Markup

from ambassadors.core.addresses import absolute, whole
from ambassadors.core.storage import media_path
from ambassadors.territories.models import Territory

from .node import Node, block, node, words


def named(territory: Territory) -> Node:
    """Return a territory as other things name it."""
    return node("AdministrativeArea", name=words(territory.name), url=absolute(territory.path))


def of_territory(territory: Territory) -> Markup:
    """Tell what a territory is and where, on its own page."""
    region = territory.region if territory.region_id != territory.place_id else None
    place = node(
        "AdministrativeArea",
        name=words(territory.name),
        url=absolute(territory.path),
        description=words(territory.tagline),
        slogan=words(territory.signature),
        image=whole(media_path(territory.cover_key)) if territory.cover_key else None,
        logo=whole(media_path(territory.logo_key)) if territory.logo_key else None,
        containedInPlace=node("AdministrativeArea", name=region.name) if region else None,
    )
    return block(place)
