"""Who may join a territory's circle. The object is the territory."""

from ambassadors.access.actions import Action
from ambassadors.access.policy import rule
from ambassadors.access.rules import in_state, signed_in

rule(Action.APPLICATION_CREATE, signed_in & in_state("open", "preparing"), seen=Action.TERRITORY_VIEW)
