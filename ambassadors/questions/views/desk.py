"""What a territory's moderators do to a question beside deciding on it."""

import re

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.questions.closing import (
    CannotClose,
    CannotMove,
    close_as_duplicate,
    close_as_touristic,
    movable,
    move,
    reopen,
)
from ambassadors.questions.conversation import question_with_all
from ambassadors.questions.forms.desk import CloseForm, MoveForm
from ambassadors.questions.forms.single import choices
from ambassadors.questions.models import DUPLICATE, TOURISTIC, Question
from ambassadors.questions.similar import similar_to
from ambassadors.territories.models import Territory
from ambassadors.territories.order import of_the_day
from ambassadors.territories.queries import open_for_questions
from ambassadors.web.access import requires
from ambassadors.web.contribution_screens import register_panel
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.loading import LARGEST_ID
from ambassadors.web.signin import current_actor

from .blueprint import blueprint
from .loading import question_of_desk
from .rewriting import version_in

_NUMBER = re.compile(r"(?:.*/questions/)?0*([1-9]\d{0,9})(?:[-/?#].*)?")


def panel(item: Question) -> dict[str, object]:
    """Return what the panel of acts shows under a question of the queue."""
    return {"movable": movable(item), "base": f"{item.territory.desk_path}/questions/{item.id}"}


register_panel("question", "moderation/card/question_more.html", panel)


@blueprint.route("/bureau/<territoire>/questions/<id:item>/deplacer", methods=["GET", "POST"])
@requires(Action.QUESTION_MOVE, question_of_desk)
def hand_over(question: Question) -> ResponseReturnValue:
    """Hand a question over to another territory."""
    form = MoveForm(data={"version": question.version})
    lines = [one for one in open_for_questions(current_actor()) if one.id != question.territory_id]
    form.territory.choices = choices(
        [
            ("", _("Choisissez un territoire")),
            *(
                (str(one.id), f"{one.name} ({one.region})" if one.region else one.name)
                for one in of_the_day(lines, today(), lambda one: one.id)
            ),
        ]
    )
    context = {"question": question, "territory": question.territory, "movable": movable(question)}
    if not form.validate_on_submit():
        return page_with(form, "questions/move.html", **context)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    former, chosen = question.territory, db.session.get_one(Territory, int(form.territory.data))
    try:
        move(current_actor(), question, chosen, version=version_in(form.version.data))
    except CannotMove:
        form.territory.errors = [_("Cette question ne peut pas être transmise à ce territoire.")]
        return page_with(form, "questions/move.html", **context)
    flash(_("La question est transmise à %(name)s.", name=chosen.name), "success")
    return form.done(_queue(former))


@blueprint.route("/bureau/<territoire>/questions/<id:item>/clore", methods=["GET", "POST"])
@requires(Action.QUESTION_MOVE, question_of_desk)
def close(question: Question) -> ResponseReturnValue:
    """Close a question as a duplicate or as touristic."""
    wanted = request.args.get("motif")
    reason = wanted if wanted in (DUPLICATE, TOURISTIC) else None
    form = CloseForm(data={"version": question.version, "reason": reason})
    context = {"question": question, "territory": question.territory}
    if not form.validate_on_submit():
        found = similar_to(current_actor(), question.title, question.territory_id, but=question.id)
        return page_with(form, "questions/close.html", found=found, **context)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        _close(form, question)
    except CannotClose:
        form.original.errors = [_("Indiquez une autre question, publiée et toujours ouverte aux lecteurs.")]
        return page_with(form, "questions/close.html", found=[], **context)
    flash(_("La question est close, et la personne en est prévenue."), "success")
    return form.done(_queue(question.territory))


def _close(form: CloseForm, question: Question) -> None:
    actor, version, reply = current_actor(), version_in(form.version.data), form.reply.data or ""
    if form.reason.data == TOURISTIC:
        return close_as_touristic(actor, question, reply, version=version)
    original = question_named(form.original.data or "")
    if original is None:
        raise CannotClose(form.original.data)
    return close_as_duplicate(actor, question, original, reply, version=version)


def question_named(text: str) -> Question | None:
    """Return the question whose number or address this is."""
    named = _NUMBER.fullmatch(text)
    number = int(named[1]) if named else 0
    return question_with_all(number) if 0 < number <= LARGEST_ID else None


@blueprint.route("/bureau/<territoire>/questions/<id:item>/rouvrir", methods=["GET", "POST"])
@requires(Action.QUESTION_MOVE, question_of_desk)
def open_again(question: Question) -> ResponseReturnValue:
    """Let a closed question take answers again."""
    form = ConfirmForm()
    if not form.validate_on_submit() or not question.is_closed:
        return page_with(form, "questions/reopen.html", question=question, territory=question.territory)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    reopen(current_actor(), question, version=question.version)
    flash(_("La question prend de nouveau des réponses."), "success")
    return form.done(question.path)


def _queue(territory: Territory) -> str:
    return f"{territory.desk_path}/moderation"
