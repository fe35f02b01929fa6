"""From an address to a question that the visitor may see."""

from flask import abort, make_response, redirect, render_template, request

from ambassadors.access.actions import Action
from ambassadors.access.policy import authorize, can
from ambassadors.questions.conversation import question_with_all
from ambassadors.questions.models import Question
from ambassadors.territories.models import Territory
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path


def question_from_path(question: tuple[int, str]) -> Question:
    """Load a question; any other slug than its own leads to its address (301), without the query."""
    row_id, slug = question
    found = or_404(question_with_all(row_id))
    authorize(current_actor(), Action.SUBMISSION_VIEW, found)
    if slug != found.slug:
        tail = request.path.partition(f"/questions/{row_id}-{slug}" if slug else f"/questions/{row_id}")[2]
        abort(
            redirect(found.path + tail.removeprefix("-"), 301 if request.method in ("GET", "HEAD") else 308)
        )
    return found


def question_to_answer(question: tuple[int, str]) -> Question:
    """Load a question that the visitor may answer; one that takes no answers says so kindly."""
    found = question_from_path(question)
    if found.is_closed or found.territory.state == "closed":
        abort(
            make_response(
                render_template("questions/no_answer.html", question=found, territory=found.territory), 403
            )
        )
    return found


def territory_to_ask(territoire: str) -> Territory:
    """Load a territory that takes questions; one that is paused or closed says so kindly."""
    territory = territory_from_path(territoire)
    if not can(current_actor(), Action.QUESTION_ASK, territory):
        abort(make_response(render_template("questions/not_now.html", territory=territory), 403))
    return territory


def question_of_desk(territoire: str, item: int) -> Question:
    """Load a question of a territory's desk; whoever has no desk there learns nothing."""
    territory = territory_from_path(territoire)
    authorize(current_actor(), Action.DESK_VIEW, territory)
    found = or_404(question_with_all(item))
    if found.territory_id != territory.id:
        abort(404)
    return found
