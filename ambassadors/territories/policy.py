"""Who may see and run a territory. The objects are territories."""

from ambassadors.access.actions import Action
from ambassadors.access.actor import Role
from ambassadors.access.policy import rule
from ambassadors.access.rules import anyone, has_role, in_state, is_admin

manager = has_role(Role.MANAGER) | is_admin
team = has_role(Role.MODERATOR, Role.MANAGER) | is_admin
desk = has_role(Role.MODERATOR, Role.MANAGER, Role.PARTNER) | is_admin
circle = has_role(*Role) | is_admin

rule(Action.TERRITORY_VIEW, in_state("open", "paused", "closed") | circle)
rule(Action.TERRITORY_CREATE, is_admin, seen=Action.ADMIN_USE)
rule(Action.DESK_VIEW, desk)
rule(Action.QUEUE_VIEW, team, seen=Action.DESK_VIEW)
rule(Action.BRAND_VIEW, manager, seen=Action.DESK_VIEW)
rule(Action.BRAND_EDIT, manager, seen=Action.DESK_VIEW)
rule(Action.TEAM_VIEW, team, seen=Action.DESK_VIEW)
rule(Action.TEAM_MANAGE, manager, seen=Action.DESK_VIEW)
rule(Action.ADMIN_USE, is_admin, seen=Action.ADMIN_USE)
rule(Action.QUESTION_ASK, in_state("open") & anyone, seen=Action.TERRITORY_VIEW)
rule(
    Action.TESTIMONIAL_CREATE,
    has_role(Role.AMBASSADOR) & in_state("open", "preparing"),
    seen=Action.TERRITORY_VIEW,
)
