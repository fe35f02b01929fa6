"""Writing a testimonial, over several sessions and devices, until it is sent."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.core.db import db
from ambassadors.moderation.editing import NothingChanged
from ambassadors.moderation.queries import open_edit_of
from ambassadors.territories.models import Territory
from ambassadors.testimonials.figures import thumbnail
from ambassadors.testimonials.forms import TestimonialForm, content_of, differing, shown
from ambassadors.testimonials.models import Testimonial
from ambassadors.testimonials.photo import MOST
from ambassadors.testimonials.prompts import DIFFICULT, PROMPTS
from ambassadors.testimonials.queries import drafts_of, is_outside
from ambassadors.testimonials.saving import SavedElsewhere, save, start
from ambassadors.testimonials.submitting import Incomplete, propose, submit
from ambassadors.web.access import requires
from ambassadors.web.contribution_screens import register_editor, register_sender
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.loading import get_or_404
from ambassadors.web.promise import charter_first
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("writing", __name__)


def home(item: Testimonial, rest: str = "") -> str:
    """Return the address of an author's page about a testimonial."""
    return f"/compte/contributions/{item.id}{rest}"


def own_testimonial(number: int) -> Testimonial:
    """Load a testimonial; the rule keeps everybody but its author out."""
    return get_or_404(Testimonial, number)


@blueprint.route("/territoires/<territoire>/temoignages/nouveau", methods=["GET", "POST"])
@requires(Action.TESTIMONIAL_CREATE, territory_from_path)
def begin(territory: Territory) -> ResponseReturnValue:
    """Explain how a portrait is told, and open a draft."""
    if charter := charter_first(territory, request.path):
        return charter
    form = ConfirmForm()
    if not form.validate_on_submit():
        drafts = drafts_of(current_actor(), territory.id)
        return page_with(form, "testimonials/begin.html", territory=territory, drafts=drafts)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    return form.done(home(start(current_actor(), territory), "/modifier"))


def edit(item: Testimonial) -> ResponseReturnValue:
    """Show the editor; keep what is typed as a draft, send it, or propose it in place of what is published."""
    proposal = open_edit_of(item) if item.status == "published" else None
    form = TestimonialForm.of(item.snapshot() | (proposal.content if proposal else {}), item.version)
    if not form.validate_on_submit():
        return _page(form, item, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    return _proposed(form, item) if item.status == "published" else _kept(form, item)


def _kept(form: TestimonialForm, item: Testimonial) -> ResponseReturnValue:
    act = request.form.get("act", "")
    try:
        save(current_actor(), item, content_of(form, item), form.opened_on)
    except SavedElsewhere:
        if differing(form, _standing(item)):
            return _side_by_side(form, item)
    if is_outside(item):
        flash(
            _("Le lieu où vous vivez est hors du territoire : vérifiez-le. Ce n’est pas un empêchement."),
            "warning",
        )
    if act == "submit":
        return _sent(form, item)
    if act == "":
        flash(_("Brouillon enregistré. Vous pouvez y revenir quand vous voulez."), "success")
    return form.done(home(item, {"preview": "/apercu", "photos": "/photos"}.get(act, "/modifier")))


def _sent(form: TestimonialForm | ConfirmForm, item: Testimonial) -> ResponseReturnValue:
    """Send what was saved; where something is missing, it stays saved and the editor says what."""
    if charter := charter_first(item.territory, home(item)):
        flash(_("Votre texte est enregistré. Lisez la charte, puis envoyez-le."), "success")
        form.done(charter.location)
        return charter
    try:
        submit(current_actor(), item)
    except Incomplete as incomplete:
        form.done(home(item, "/modifier"))
        again = form if isinstance(form, TestimonialForm) else _standing(item)
        again.version.data = item.version
        again.tell(incomplete.lacks)
        return _page(again, item, 422)
    if item.status == "published":
        flash(_("Votre témoignage est en ligne. Merci !"), "success")
    else:
        flash(_("Votre témoignage est parti. L’équipe du territoire va le relire."), "success")
    return form.done(home(item))


def send(item: Testimonial) -> ResponseReturnValue:
    """Send a draft from its page, or open the editor where something is missing."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return redirect(home(item), 303)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    return _sent(form, item)


def _proposed(form: TestimonialForm, item: Testimonial) -> ResponseReturnValue:
    if form.opened_on != item.version:
        return _side_by_side(form, item)
    try:
        propose(current_actor(), item, content_of(form, item), form.note.data or "")
    except Incomplete as incomplete:
        form.tell(incomplete.lacks)
    except NothingChanged as nothing:
        form.form_errors.append(str(nothing))
    if form.errors:
        db.session.rollback()
        return _page(form, item, 422)
    flash(_("Votre modification est partie. Le texte actuel reste en ligne jusqu’à sa relecture."), "success")
    return form.done(home(item))


def _standing(item: Testimonial) -> TestimonialForm:
    return TestimonialForm.of(item.snapshot(), item.version, formdata=None)


def _side_by_side(form: TestimonialForm, item: Testimonial) -> ResponseReturnValue:
    """Show what was typed here and what was saved elsewhere: nothing is lost, the author chooses."""
    db.session.rollback()
    theirs = _standing(item)
    other = {name: shown(theirs[name]) for name in differing(form, theirs)}
    form.version.data = item.version
    return _page(form, item, 409, other=other)


def _page(form: TestimonialForm, item: Testimonial, status: int, **more: Any) -> ResponseReturnValue:
    if status == 400:
        db.session.rollback()
    context = {
        "item": item,
        "territory": item.territory,
        "published": item.status == "published",
        "prompts": PROMPTS,
        "difficult": DIFFICULT,
        "thumbnail": thumbnail,
        "most": MOST,
        "home": home(item),
        "other": None,
    }
    return render_template("testimonials/edit.html", form=form, **(context | more)), status


@blueprint.post("/compte/contributions/<id:number>/enregistrement")
@requires(Action.SUBMISSION_TRACK, own_testimonial)
def autosave(item: Testimonial) -> ResponseReturnValue:
    """Keep a draft as it is typed: what is right is saved, the rest is named; a conflict shows both versions."""
    form = TestimonialForm.of(item.snapshot(), item.version)
    form.validate()
    if form.csrf_token.errors:
        return jsonify(message=" ".join(form.csrf_token.errors)), 400
    if not can(current_actor(), Action.SUBMISSION_EDIT, item):
        return jsonify(
            message=_("Ce témoignage a déjà été envoyé : votre dernier texte n’est pas enregistré.")
        ), 409
    try:
        save(current_actor(), item, content_of(form, item), form.opened_on)
    except SavedElsewhere:
        return _conflict(form, item)
    db.session.commit()
    return jsonify(version=item.version, unsaved=[str(field.label.text) for field in form if field.errors])


def _conflict(form: TestimonialForm, item: Testimonial) -> ResponseReturnValue:
    db.session.rollback()
    theirs = _standing(item)
    fields = [
        {
            "name": name,
            "label": str(theirs[name].label.text),
            "text": shown(theirs[name]),
            "values": theirs[name].data if isinstance(theirs[name].data, list) else [shown(theirs[name])],
        }
        for name in differing(form, theirs)
    ]
    if not fields:  # this very page saved it, and the answer was lost on its way
        return jsonify(version=item.version, unsaved=[])
    return jsonify(version=item.version, fields=fields), 409


register_editor("testimonial", edit)
register_sender("testimonial", send)
