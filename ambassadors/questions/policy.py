"""Who answers, marks and moves. The object is the question."""

from ambassadors.access.actions import Action
from ambassadors.access.actor import Role
from ambassadors.access.policy import rule
from ambassadors.access.rules import Rule, has_role, in_status, is_author
from ambassadors.moderation.policy import decider, territory_goes_on

speaks = has_role(*Role)
not_closed = Rule(
    "question ouverte",
    lambda actor, obj: obj.closed_reason is None,
    lambda actor, model: model.closed_reason.is_(None),
)

rule(
    Action.ANSWER_CREATE,
    speaks & in_status("published") & not_closed & territory_goes_on,
    seen=Action.SUBMISSION_VIEW,
)
rule(Action.QUESTION_MARK_HELPFUL, is_author & in_status("published"), seen=Action.SUBMISSION_VIEW)
rule(Action.QUESTION_MOVE, decider, seen=Action.SUBMISSION_VIEW)
