"""Who opens a toolbox, and who fills it. The object is the territory or one of its things."""

from ambassadors.access.actions import Action
from ambassadors.access.actor import Role
from ambassadors.access.policy import rule
from ambassadors.access.rules import has_role, is_admin

rule(Action.TOOLBOX_VIEW, has_role(*Role) | is_admin)
rule(Action.TOOLBOX_EDIT, has_role(Role.MANAGER) | is_admin, seen=Action.DESK_VIEW)
