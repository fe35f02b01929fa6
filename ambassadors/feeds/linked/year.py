"""The highlights of a territory's year, as events: the next time of each."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from ambassadors.core.addresses import absolute
from ambassadors.dossier.highlight import THEME
from ambassadors.dossier.queries.year import Occurrence
from ambassadors.territories.models import Territory

from .node import Node, block, node, words
from .place import named


def of_year(territory: Territory, occurrences: Iterable[Occurrence], day: date) -> Markup:
    """Tell what is to come; what is over for good is no event any more."""
    return block(*(_event(territory, one) for one in occurrences if not one.is_past(day)))


def _event(territory: Territory, one: Occurrence) -> Node:
    area = named(territory)
    return node(
        "Event",
        name=words(one.title),
        description=words(one.text),
        startDate=one.starts_on.isoformat(),
        endDate=one.ends_on.isoformat(),
        location=node("Place", name=words(one.place), containedInPlace=area) if one.place else area,
        url=one.url or absolute(f"{territory.path}/dossier/{THEME}"),
    )
