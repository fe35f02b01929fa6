"""Answering a question: in the name one has in the territory, at once or as a draft."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.accounts.speaking import speakers_of
from ambassadors.core.text import to_html
from ambassadors.questions.conversation import own_answers
from ambassadors.questions.forms.answer import LONGEST_ANSWER, AnswerForm
from ambassadors.questions.models import Question
from ambassadors.questions.queries import organisations_named
from ambassadors.questions.service import answer
from ambassadors.web.access import public, requires
from ambassadors.web.forms import page_with
from ambassadors.web.limits import ANSWER, acted, limiter
from ambassadors.web.promise import charter_first
from ambassadors.web.signin import current_actor

from .blueprint import blueprint
from .loading import question_to_answer

UNFINISHED = ("draft", "returned")


@blueprint.route("/questions/<id_slug:question>/reponses/nouvelle", methods=["GET", "POST"])
@requires(Action.ANSWER_CREATE, question_to_answer)
@limiter.limit(ANSWER, methods=["POST"], deduct_when=acted)
def new(question: Question) -> ResponseReturnValue:
    """Answer a question."""
    actor = current_actor()
    own = own_answers(actor, question)
    unfinished = next((one for one in own if one.status in UNFINISHED), None)
    if unfinished and request.method == "GET":
        return redirect(f"/compte/contributions/{unfinished.id}/modifier", 303)
    if request.method == "GET" and (charter := charter_first(question.territory)):
        return charter
    form = AnswerForm()
    offer_hats(form, question.territory_id)
    if not form.validate_on_submit():
        return page_with(
            form, "questions/answer.html", question=question, territory=question.territory, own=own
        )
    if charter := charter_first(question.territory):
        return charter
    if (earlier := form.earlier_result()) is not None:
        return earlier
    send = wants_to_send()
    written = answer(actor, question, form.text.data or "", form.role.data, send=send)
    return form.done(told(written.id, send=send))


def offer_hats(form: AnswerForm, territory_id: int) -> None:
    """Offer the names in which the visitor may answer in a territory."""
    hats = speakers_of(current_actor(), territory_id)
    ids = [hat.organisation_id for hat in hats if hat.organisation_id]
    form.offer(hats, organisations_named(ids) if ids else {})


def wants_to_send() -> bool:
    """Tell the button that sends from the one that keeps a draft."""
    return request.form.get("act") != "draft"


def told(item_id: int, *, send: bool) -> str:
    """Say what became of a text and return where its author goes next."""
    if send:
        flash(_("Merci ! Votre texte est parti en modération."), "success")
        return f"/compte/contributions/{item_id}"
    flash(_("Brouillon enregistré. Personne d’autre ne le voit."), "success")
    return f"/compte/contributions/{item_id}/modifier"


@blueprint.post("/questions/mise-en-forme")
@public
@limiter.limit("120 per minute")
def rendered() -> ResponseReturnValue:
    """Return a text in Markdown as it would be shown, for the preview of the editor."""
    return to_html(request.form.get("text", "")[:LONGEST_ANSWER])
