"""Who writes a dossier. The objects are cells (or anything of one theme in a territory), and territories."""

from ambassadors.access.actions import Action
from ambassadors.access.actor import Role
from ambassadors.access.policy import rule
from ambassadors.access.rules import has_role, is_admin, theme_owner

steers = has_role(Role.MANAGER) | is_admin

rule(Action.CELL_EDIT, theme_owner | steers, seen=Action.DESK_VIEW)
rule(Action.DOSSIER_STEER, steers, seen=Action.DESK_VIEW)
