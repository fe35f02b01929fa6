"""An author's own contributions: the list, one of them, and what its author may do to it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.core.pages import Cursor
from ambassadors.moderation.drafts import delete_draft
from ambassadors.moderation.edit import Edit
from ambassadors.moderation.engine import NotPossible, available, transition
from ambassadors.moderation.history import decisions_on
from ambassadors.moderation.models import Submission
from ambassadors.moderation.own import own_counts, own_page, versions_of
from ambassadors.moderation.queries import open_edit_of
from ambassadors.moderation.sheet import Line, changes_of, lines_of
from ambassadors.moderation.transitions import KINDS, STATUS_LABELS
from ambassadors.web.access import requires
from ambassadors.web.contribution_screens import editor_of, preview_of, register_editor, sender_of
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.loading import get_or_404
from ambassadors.web.signin import current_actor

blueprint = Blueprint("contributions", __name__)

HOME = "/compte/contributions"


def address(item: Submission, rest: str = "") -> str:
    """Return the address of an author's page about a contribution."""
    return f"{HOME}/{item.id}{rest}"


def own_item(number: int) -> Submission:
    """Load a contribution; the rule keeps everybody but its author out."""
    return get_or_404(Submission, number)


@blueprint.get("/compte/contributions")
@requires(Action.ACCOUNT_USE)
def index(_: object) -> ResponseReturnValue:
    """List one's own contributions, newest first."""
    status = request.args.get("etat", "")
    status = status if status in STATUS_LABELS else ""
    page = own_page(current_actor(), status, Cursor.decode(request.args.get("page")))
    return render_template(
        "contributions/index.html",
        page=page,
        counts=own_counts(current_actor()),
        status=status,
        KINDS=KINDS,
        STATUS_LABELS=STATUS_LABELS,
    )


@blueprint.get("/compte/contributions/<id:number>")
@requires(Action.SUBMISSION_TRACK, own_item)
def track(item: Submission) -> ResponseReturnValue:
    """Say where one's contribution stands, why, and what one can do."""
    log = decisions_on(item)
    lines = lines_of(log)
    judged = [line for line in lines if line.by_team]
    return render_template(
        "contributions/track.html",
        item=item,
        kind=KINDS[item.kind],
        lines=lines,
        verdict=judged[-1] if judged else None,
        versions=versions_of(item),
        changes=changes_of(item, log) if isinstance(item, Edit) else [],
        open_edit=open_edit_of(item) if item.status == "published" else None,
        form=ConfirmForm(),
        contact=current_app.config["OPERATOR_EMAIL"] or item.territory.contact_email,
        **_acts(item),
    )


@blueprint.app_template_global()
def changes_asked(item: Submission) -> Line | None:
    """Return what the team asks of a returned text, to be read while its author writes it again."""
    if item.status != "returned":
        return None
    return next((line for line in reversed(lines_of(decisions_on(item))) if line.by_team), None)


def _acts(item: Submission) -> dict[str, Any]:
    actor = current_actor()
    return {
        "steps": {step.name for step in available(actor, item) if not step.decides},
        "may_edit": _may_edit(item) and editor_of(item.kind) is not None,
        "may_delete": can(actor, Action.SUBMISSION_DELETE, item),
        "may_preview": preview_of(item.kind) is not None,
    }


def _may_edit(item: Submission) -> bool:
    actor = current_actor()
    return can(actor, Action.SUBMISSION_EDIT, item) or can(actor, Action.SUBMISSION_PROPOSE_EDIT, item)


@blueprint.route("/compte/contributions/<id:number>/modifier", methods=["GET", "POST"])
@requires(Action.SUBMISSION_TRACK, own_item)
def edit(item: Submission) -> ResponseReturnValue:
    """Change a draft, or propose a change of what is published, on the screen of its kind."""
    screen = editor_of(item.kind)
    if screen is None:
        abort(404)
    if _may_edit(item):
        return screen(item)
    if request.method == "GET":
        flash("Cette contribution ne peut pas être modifiée maintenant : voyez ci-dessous où elle en est.")
        return redirect(address(item), 303)
    typed = [
        value for name, value in request.form.items(multi=True) if len(value) > 60 and name != "csrf_token"
    ]
    return render_template(
        "contributions/kept.html", item=item, typed=typed, status=STATUS_LABELS[item.status]
    ), 409


@blueprint.get("/compte/contributions/<id:number>/apercu")
@requires(Action.SUBMISSION_TRACK, own_item)
def preview(item: Submission) -> ResponseReturnValue:
    """Show a contribution as its readers would see it."""
    screen = preview_of(item.kind)
    return screen(item) if screen else redirect(address(item), 303)


def edit_of_edit(item: Any) -> ResponseReturnValue:
    """Write a change again where its target is edited."""
    return redirect(address(item.target, "/modifier"), 303)


register_editor("edit", edit_of_edit)


@blueprint.post("/compte/contributions/<id:number>/envoyer")
@requires(Action.SUBMISSION_TRACK, own_item)
def submit(item: Submission) -> ResponseReturnValue:
    """Send one's contribution to the queue, once its kind finds it complete."""
    screen = sender_of(item.kind)
    if screen is not None and item.status in ("draft", "returned"):
        return screen(item)
    return _confirmed(item, "submit", "Envoyé. L’équipe du territoire va le relire.")


@blueprint.post("/compte/contributions/<id:number>/reprendre")
@requires(Action.SUBMISSION_TRACK, own_item)
def withdraw(item: Submission) -> ResponseReturnValue:
    """Take one's contribution back from the queue."""
    return _confirmed(
        item, "withdraw", "Repris : c’est de nouveau un brouillon, que vous seul ou seule voyez."
    )


@blueprint.route("/compte/contributions/<id:number>/retirer", methods=["GET", "POST"])
@requires(Action.SUBMISSION_TRACK, own_item)
def retire(item: Submission) -> ResponseReturnValue:
    """Withdraw one's published text from the public."""
    return _confirmed(item, "retire", "Retiré : plus personne ne peut le lire sur le site.")


@blueprint.route("/compte/contributions/<id:number>/supprimer", methods=["GET", "POST"])
@requires(Action.SUBMISSION_TRACK, own_item)
def delete(item: Submission) -> ResponseReturnValue:
    """Delete one's own draft."""

    def act() -> str:
        delete_draft(current_actor(), item)
        return HOME

    return _confirm(
        item, "delete", can(current_actor(), Action.SUBMISSION_DELETE, item), act, "Brouillon supprimé."
    )


def _confirmed(item: Submission, name: str, said: str) -> ResponseReturnValue:
    possible = any(step.name == name for step in available(current_actor(), item))

    def act() -> str:
        transition(current_actor(), item, name, version=item.version)
        return address(item)

    return _confirm(item, name, possible, act, said)


def _confirm(
    item: Submission, name: str, possible: bool, act: Callable[[], str], said: str
) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        if not possible:
            raise NotPossible(name)
        return page_with(form, "contributions/confirm.html", item=item, kind=KINDS[item.kind], act=name)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    location = act()
    flash(said, "success")
    return form.done(location)
