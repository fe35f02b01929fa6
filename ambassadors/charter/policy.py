"""Who writes a charter, and who is asked to accept it. The object is the territory."""

from ambassadors.access.actions import Action
from ambassadors.access.actor import Role
from ambassadors.access.policy import rule
from ambassadors.access.rules import has_role, is_admin

rule(Action.CHARTER_EDIT, has_role(Role.MANAGER) | is_admin, seen=Action.DESK_VIEW)
rule(Action.CHARTER_ACCEPT, has_role(Role.AMBASSADOR), seen=Action.TERRITORY_VIEW)
