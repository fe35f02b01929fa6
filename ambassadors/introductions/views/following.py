"""One request on its desk: what it says, steps, notes, reminders."""

from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.introductions.consent import AGREEMENTS
from ambassadors.introductions.forms.desk import DropForm, NoteForm, ReminderForm, StepForm
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.queries.desk import events_of, introduction_in, notes_of, reminders_of
from ambassadors.introductions.queries.following import readers_of
from ambassadors.introductions.service.following import (
    Overtaken,
    available,
    drop_reminder,
    set_reminder,
    take_step,
    write_note,
)
from ambassadors.introductions.service.proposing import Unproposable, propose
from ambassadors.introductions.sight import sight_of
from ambassadors.introductions.states import STATES, STEPS, TOLD
from ambassadors.questions.views.rewriting import version_in
from ambassadors.web.access import requires
from ambassadors.web.forms import BaseForm
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .blueprint import blueprint
from .proposing import form_for, panel_of

ITEM = "/bureau/<territoire>/demandes/<id:item>"


def introduction_of_desk(territoire: str, item: int) -> Introduction:
    """Load a request of a territory's desk; whoever has no desk there learns nothing."""
    territory = territory_from_path(territoire)
    authorize(current_actor(), Action.DESK_VIEW, territory)
    return or_404(introduction_in(territory.id, item))


@blueprint.get(ITEM)
@requires(Action.INTRODUCTION_FOLLOW, introduction_of_desk)
def item(introduction: Introduction) -> ResponseReturnValue:
    """Show a request and what may be done now."""
    return _page(introduction)


def _page(introduction: Introduction, status: int = 200, **forms: BaseForm) -> ResponseReturnValue:
    if any(form.errors for form in forms.values()):
        db.session.rollback()
    actor = current_actor()
    sight = sight_of(actor, introduction)
    shown: dict[str, Any] = {
        "step_form": StepForm(formdata=None, data={"version": introduction.version}),
        "note_form": forms.get("note") or NoteForm(formdata=None),
        "reminder_form": forms.get("reminder") or ReminderForm(formdata=None),
        "drop_form": DropForm(formdata=None),
    }
    return render_template(
        "introductions/item.html",
        **shown,
        wrong=next((form for form in forms.values() if form.errors), None),
        introduction=introduction,
        territory=introduction.territory,
        sight=sight,
        panel=panel_of(actor, introduction, forms.get("proposal")),
        readers=readers_of(introduction) if not sight.is_shared else frozenset(),
        account_id=actor.account_id,
        steps=available(introduction, actor),
        events=events_of(introduction.id),
        notes=notes_of(introduction.id) if sight.is_shared else [],
        reminders=reminders_of(introduction.id) if sight.is_shared else [],
        AGREEMENTS=AGREEMENTS,
        STATES=STATES,
        TOLD=TOLD,
    ), status


def _overtaken(introduction: Introduction) -> ResponseReturnValue:
    """Say that somebody was quicker, and what the request has become."""
    db.session.rollback()
    return render_template(
        "introductions/stale.html",
        introduction=introduction,
        territory=introduction.territory,
        events=events_of(introduction.id)[-1:],
        STATES=STATES,
        TOLD=TOLD,
    ), 409


@blueprint.post(f"{ITEM}/etapes")
@requires(Action.INTRODUCTION_FOLLOW, introduction_of_desk)
def step(introduction: Introduction) -> ResponseReturnValue:
    """Take a step."""
    form = StepForm()
    if not form.validate_on_submit() or form.step.data not in STEPS:
        return _page(introduction, form.status if form.errors else 422, step=form)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        take_step(current_actor(), introduction, form.step.data or "", version=version_in(form.version.data))
    except Overtaken:
        return _overtaken(introduction)
    flash(_("C’est noté : %(done)s.", done=STEPS[form.step.data or ""].done), "success")
    return form.done(introduction.desk_path)


@blueprint.post(f"{ITEM}/notes")
@requires(Action.INTRODUCTION_FOLLOW, introduction_of_desk)
def annotate(introduction: Introduction) -> ResponseReturnValue:
    """Add a note."""
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(introduction, form.status, note=form)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        write_note(current_actor(), introduction, form.text.data or "")
    except Overtaken:
        return _overtaken(introduction)
    flash(_("Note gardée. Seules les personnes qui suivent cette demande la lisent."), "success")
    return form.done(f"{introduction.desk_path}#notes")


@blueprint.post(f"{ITEM}/rappels")
@requires(Action.INTRODUCTION_FOLLOW, introduction_of_desk)
def plan(introduction: Introduction) -> ResponseReturnValue:
    """Ask to be reminded."""
    form = ReminderForm()
    if not form.validate_on_submit() or form.due_on.meaning is None:
        return _page(introduction, form.status, reminder=form)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        set_reminder(current_actor(), introduction, form.due_on.meaning, form.words.data or "")
    except Overtaken:
        return _overtaken(introduction)
    flash(_("Rappel posé : un courriel vous parviendra ce jour-là."), "success")
    return form.done(f"{introduction.desk_path}#rappels")


@blueprint.post(f"{ITEM}/rappels/retirer")
@requires(Action.INTRODUCTION_FOLLOW, introduction_of_desk)
def forget(introduction: Introduction) -> ResponseReturnValue:
    """Forget a reminder."""
    form = DropForm()
    if not form.validate_on_submit():
        return _page(introduction, form.status, drop=form)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    drop_reminder(current_actor(), introduction, version_in(form.rappel.data))
    flash(_("Rappel oublié."), "success")
    return form.done(f"{introduction.desk_path}#rappels")


@blueprint.post(f"{ITEM}/ambassadeurs")
@requires(Action.INTRODUCTION_PROPOSE, introduction_of_desk)
def suggest(introduction: Introduction) -> ResponseReturnValue:
    """Propose a request to an ambassador."""
    form = form_for(introduction)
    if not form.validate_on_submit():
        return _page(introduction, form.status, proposal=form)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        propose(current_actor(), introduction, int(form.ambassador.data))
    except Overtaken:
        return _overtaken(introduction)
    except Unproposable as refusal:
        form.ambassador.errors = [*form.ambassador.errors, str(refusal)]
        return _page(introduction, form.status, proposal=form)
    flash(_("C’est proposé : un courriel est parti, sans rien dire de la personne."), "success")
    return form.done(f"{introduction.desk_path}#ambassadeurs")
