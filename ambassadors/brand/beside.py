"""The neighbours that a territory names, each act in the log: territories themselves know of no log."""

from ambassadors.access.actor import Actor
from ambassadors.moderation.editorial import log_act
from ambassadors.territories.models import Territory
from ambassadors.territories.service import forget_neighbour, name_neighbour


def put_beside(actor: Actor, territory: Territory, neighbour_id: int) -> None:
    """Name a neighbour of a territory; raise NeighbourTaken."""
    name_neighbour(actor, territory, neighbour_id)
    log_act(actor, "neighbour", territory.id, "add", {"territory": neighbour_id})


def take_back(actor: Actor, territory: Territory, neighbour_id: int) -> None:
    """Take a named neighbour back; one that is gone already is no error, and no act."""
    if forget_neighbour(actor, territory, neighbour_id):
        log_act(actor, "neighbour", territory.id, "remove", {"territory": neighbour_id})
