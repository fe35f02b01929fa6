"""Who may do what to a submission, of whatever kind."""

from typing import Any

from sqlalchemy import ColumnElement, select

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor, Role
from ambassadors.access.policy import rule
from ambassadors.access.rules import Rule, has_role, in_status, is_admin, is_author, not_author
from ambassadors.territories.models import Territory

from .models import STATUSES


def _unless_territory_is(state: str, name: str) -> Rule:
    def clause(actor: Actor, model: Any) -> ColumnElement[bool]:
        others = select(Territory.id).where(Territory.state == state)
        found: ColumnElement[bool] = model.territory_id.not_in(others.scalar_subquery())
        return found

    return Rule(name, lambda actor, obj: obj.territory.state != state, clause)


in_public_territory = _unless_territory_is("preparing", "territoire visible")
territory_goes_on = _unless_territory_is("closed", "territoire non fermé")
runs_queue = has_role(Role.MODERATOR, Role.MANAGER)
team = runs_queue | is_admin
# The queue of a closed territory is the administration's.
decider = not_author & (is_admin | (runs_queue & territory_goes_on))
# A draft is its author's alone, be it one that was sent and taken back.
sent = in_status(*(status for status in STATUSES if status != "draft"))

rule(Action.SUBMISSION_VIEW, (in_status("published") & in_public_territory) | is_author | (team & sent))
rule(Action.SUBMISSION_TRACK, is_author, seen=Action.SUBMISSION_TRACK)
rule(Action.SUBMISSION_EDIT, is_author & in_status("draft", "returned"))
rule(Action.SUBMISSION_DELETE, is_author & in_status("draft"))
rule(Action.SUBMISSION_PROPOSE_EDIT, is_author & in_status("published"))
rule(Action.JOURNAL_VIEW, has_role(Role.MANAGER) | is_admin, seen=Action.DESK_VIEW)
for by_author in (Action.SUBMISSION_SUBMIT, Action.SUBMISSION_WITHDRAW, Action.SUBMISSION_RETIRE):
    rule(by_author, is_author)
for by_decider in (
    Action.SUBMISSION_APPROVE,
    Action.SUBMISSION_REJECT,
    Action.SUBMISSION_RETURN,
    Action.SUBMISSION_UNPUBLISH,
    Action.SUBMISSION_RESTORE,
):
    rule(by_decider, decider)
