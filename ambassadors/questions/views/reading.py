"""The page of a question: a conversation."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.core.pages import Cursor
from ambassadors.questions.conversation import answer_with_question, answers_to
from ambassadors.questions.forms.answer import HelpfulForm
from ambassadors.questions.models import Question
from ambassadors.questions.queries import of_the_same_theme
from ambassadors.questions.service import mark_helpful
from ambassadors.web.access import requires
from ambassadors.web.forms import page_with
from ambassadors.web.loading import LARGEST_ID, or_404
from ambassadors.web.signin import current_actor

from .blueprint import blueprint
from .loading import question_from_path


@blueprint.get("/questions/<id_slug:question>")
@requires(Action.SUBMISSION_VIEW, question_from_path)
def show(question: Question) -> ResponseReturnValue:
    """Show a question, its answers and the others of its theme."""
    return render_template("questions/show.html", **_page(question))


def _page(question: Question) -> dict[str, object]:
    actor = current_actor()
    return {
        "question": question,
        "territory": question.territory,
        "answers": answers_to(actor, question, Cursor.decode(request.args.get("suite"))),
        "related": of_the_same_theme(actor, question),
        "may_answer": can(actor, Action.ANSWER_CREATE, question),
        "may_mark": can(actor, Action.QUESTION_MARK_HELPFUL, question),
        "may_act": can(actor, Action.QUESTION_MOVE, question),
        "helpful_form": HelpfulForm if not actor.is_anonymous else None,
    }


@blueprint.post("/questions/<id_slug:question>/utile")
@requires(Action.QUESTION_MARK_HELPFUL, question_from_path)
def helpful(question: Question) -> ResponseReturnValue:
    """Say that an answer helped, or take it back."""
    form = HelpfulForm()
    if not form.validate_on_submit():
        return page_with(form, "questions/show.html", **_page(question))
    if (earlier := form.earlier_result()) is not None:
        return earlier
    text = form.reponse.data or ""
    row_id = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0
    answer = or_404(answer_with_question(row_id) if 0 < row_id <= LARGEST_ID else None)
    if answer.question_id != question.id or answer.status != "published":
        return or_404(None)
    mark_helpful(current_actor(), question, answer)
    return form.done(answer.path)
