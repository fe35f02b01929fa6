"""One's own questions and answers, written again: drafts, changes asked for, changes proposed once published."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.accounts.speaking import label_of
from ambassadors.core.db import db
from ambassadors.moderation.editing import NothingChanged, propose_edit
from ambassadors.moderation.engine import Stale, transition
from ambassadors.moderation.queries import open_edit_of
from ambassadors.questions.conversation import answer_with_question, question_with_all
from ambassadors.questions.forms.answer import AnswerForm
from ambassadors.questions.forms.question import RewriteForm
from ambassadors.questions.models import Answer, Question
from ambassadors.questions.queries import organisation_name
from ambassadors.questions.service import rewrite
from ambassadors.web.contribution_screens import register_editor, register_preview, register_sender
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.loading import LARGEST_ID, or_404
from ambassadors.web.promise import charter_first
from ambassadors.web.signin import current_actor

from .answering import offer_hats, told, wants_to_send

Form = AnswerForm | RewriteForm


def version_in(held: str | int | None) -> int:
    """Read the version that a form was made from; what is no version is never the present one."""
    text = str(held or "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0
    return number if number <= LARGEST_ID else 0


def edit_answer(item: Any) -> ResponseReturnValue:
    """Show an answer of one's own in its form, and keep or send what was changed."""
    found = or_404(answer_with_question(item.id))
    open_edit = open_edit_of(found) if found.status == "published" else None
    text = open_edit.content.get("text", found.text) if open_edit else found.text
    form = AnswerForm(data={"text": text, "version": found.version, "role": found.speaker_role})
    offer_hats(form, found.territory_id)
    return _edited(form, found, "questions/rewrite_answer.html")


def edit_question(item: Any) -> ResponseReturnValue:
    """Show a question of one's own in its form, and keep or send what was changed."""
    found = or_404(question_with_all(item.id))
    open_edit = open_edit_of(found) if found.status == "published" else None
    form = RewriteForm.of(found, open_edit.content if open_edit else {})
    return _edited(form, found, "questions/rewrite_question.html")


def _edited(form: Form, item: Question | Answer, template: str) -> ResponseReturnValue:
    context = {"item": item, "territory": item.territory, "published": item.status == "published"}
    if not form.validate_on_submit():
        return page_with(form, template, **context)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    version = version_in(form.version.data)
    if version != item.version:
        return _stale(form, template, context)
    try:
        location = _written(form, item, version)
    except Stale:
        return _stale(form, template, context)
    except NothingChanged as nothing:
        db.session.rollback()
        form.form_errors.append(str(nothing))
        return render_template(template, form=form, **context), 422
    return form.done(location)


def _written(form: Form, item: Question | Answer, version: int) -> str:
    actor, send = current_actor(), wants_to_send()
    if item.status == "published":
        edit = propose_edit(actor, item, form.content())
        flash(_("Votre modification est partie en modération. Le texte actuel reste en ligne."), "success")
        return f"/compte/contributions/{edit.id}"
    role = form.role.data if isinstance(form, AnswerForm) else None
    charter = charter_first(item.territory, _home(item)) if send and isinstance(item, Answer) else None
    rewrite(actor, item, form.content(), version=version, send=send and charter is None, role=role)
    return charter.location if charter else told(item.id, send=send)


def _home(item: Question | Answer) -> str:
    return f"/compte/contributions/{item.id}"


def _stale(form: Form, template: str, context: dict[str, Any]) -> ResponseReturnValue:
    """Show the form again with what was typed beside what was saved elsewhere meanwhile."""
    db.session.rollback()
    item = context["item"]
    db.session.refresh(item)
    form.version.data = item.version
    return render_template(template, form=form, stale=True, **context), 409


def send_answer(item: Any) -> ResponseReturnValue:
    """Send the draft of an answer, unless its question takes none any more."""
    form, actor = ConfirmForm(), current_actor()
    found = or_404(answer_with_question(item.id))
    home = _home(found)
    if not form.validate_on_submit():
        return redirect(home, 303)
    if not can(actor, Action.ANSWER_CREATE, found.question):
        flash(_("Cette question ne prend plus de réponse. Votre texte reste dans vos brouillons."), "warning")
        return redirect(home, 303)
    if charter := charter_first(found.territory, home):
        return charter
    if (earlier := form.earlier_result()) is not None:
        return earlier
    transition(actor, found, "submit", version=found.version)
    return form.done(told(found.id, send=True))


def preview_answer(item: Any) -> ResponseReturnValue:
    """Show an answer as its readers would see it."""
    found = or_404(answer_with_question(item.id))
    organisation = organisation_name(found.organisation_id)
    return render_template(
        "questions/preview_answer.html",
        item=found,
        territory=found.territory,
        name=organisation or found.speaker_name,
        role=label_of(found.speaker_role),
    )


def preview_question(item: Any) -> ResponseReturnValue:
    """Show a question as its readers would see it."""
    found = or_404(question_with_all(item.id))
    return render_template("questions/preview_question.html", question=found, territory=found.territory)


register_editor("answer", edit_answer)
register_editor("question", edit_question)
register_sender("answer", send_answer)
register_preview("answer", preview_answer)
register_preview("question", preview_question)
