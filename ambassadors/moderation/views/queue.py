"""A territory's moderation queue: the list, one item, the decision, what was decided."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.core.db import db
from ambassadors.core.pages import Cursor
from ambassadors.core.typography import french
from ambassadors.moderation.engine import NotPossible, Stale, available, transition
from ambassadors.moderation.forms import DecisionForm, form_for
from ambassadors.moderation.history import last_decision
from ambassadors.moderation.models import Submission
from ambassadors.moderation.queue import Filters, awaiting, decided_in, next_for, queue_for
from ambassadors.moderation.reasons import WORDINGS, suggestion
from ambassadors.moderation.sheet import rows_of, sheet_of
from ambassadors.moderation.transitions import KINDS, STATUS_LABELS, TRANSITIONS
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.contribution_screens import panel_of
from ambassadors.web.deciding import who_decided
from ambassadors.web.loading import get_or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("queue", __name__)

ACTS = {
    "approve": "Accepté",
    "return": "Changements demandés",
    "reject": "Refusé",
    "unpublish": "Dépublié",
    "restore": "Remis en ligne",
}


def item_of_desk(territoire: str, number: int) -> Submission:
    """Load a contribution of this very territory; drafts are their authors' alone."""
    territory = territory_from_path(territoire)
    item = get_or_404(Submission, number)
    if item.territory_id != territory.id or item.status == "draft":
        abort(404)
    return item


def _filters() -> Filters:
    asked = request.args
    status = asked.get("etat", "")
    return Filters(
        kind=asked.get("type", "") if asked.get("type") in KINDS else "",
        status=status if status in STATUS_LABELS else "",
        not_mine=asked.get("sans-les-miennes") == "1",
    )


def _queue(territory: Territory, filters: Filters) -> dict[str, Any]:
    """Return what the list beside an item needs."""
    place = request.args.get("page")
    page = queue_for(territory.id, current_actor(), filters, Cursor.decode(place))
    kept = filters.query() | ({"page": place} if place else {})
    return {
        "territory": territory,
        "filters": filters,
        "waiting": awaiting(territory.id),
        "page": page,
        "rows": rows_of(page.items, current_actor()),
        "kept": urlencode(kept),
        "KINDS": KINDS,
    }


@blueprint.get("/bureau/<territoire>/moderation")
@requires(Action.QUEUE_VIEW, territory_from_path)
def index(territory: Territory) -> ResponseReturnValue:
    """List everything that awaits review in a territory, oldest first."""
    return render_template("moderation/queue.html", **_queue(territory, _filters()))


@blueprint.get("/bureau/<territoire>/moderation/traites")
@requires(Action.QUEUE_VIEW, territory_from_path)
def decided(territory: Territory) -> ResponseReturnValue:
    """List what was decided in a territory, newest first."""
    filters = _filters()
    page = decided_in(territory.id, current_actor(), filters, Cursor.decode(request.args.get("page")))
    return render_template(
        "moderation/decided.html",
        territory=territory,
        filters=filters,
        page=page,
        rows=rows_of(page.items, current_actor()),
        KINDS=KINDS,
        STATUS_LABELS=STATUS_LABELS,
    )


@blueprint.route("/bureau/<territoire>/moderation/<id:number>", methods=["GET", "POST"])
@requires(Action.QUEUE_VIEW, item_of_desk)
def item(item: Submission) -> ResponseReturnValue:
    """Show an item, or decide on it; the next one comes up."""
    name = request.form.get("decision") or request.args.get("decision", "")
    step = TRANSITIONS.get(name)
    if step is None or not step.decides:
        return abort(400) if request.method == "POST" else _page(item, None)
    form = form_for(name, version=item.version)
    form.decision.data = name
    if request.method == "GET":
        return _page(item, form if step in available(current_actor(), item) and step.needs_reason else None)
    if form.validate_on_submit():
        return _decide(item, name, form)
    if form.status != 400 and form.version.data != item.version:
        return _too_late(item)
    return _page(item, form)


def _decide(item: Submission, name: str, form: DecisionForm) -> ResponseReturnValue:
    if (earlier := form.earlier_result()) is not None:
        return earlier
    awaited, territory = item.review == "pending", item.territory
    try:
        transition(current_actor(), item, name, reason=form.reason, version=form.version.data)
    except (Stale, NotPossible):
        return _too_late(item)
    flash(french(f"{ACTS[name]} : « {item.heading} »."), "success")
    return form.done(_next(territory, item) if awaited else _address(territory, item.id, Filters()))


def _next(territory: Territory, item: Submission) -> str:
    filters = _filters()
    found = next_for(territory.id, current_actor(), filters, (item.submitted_at, item.id))
    return _address(territory, found, filters)


def _address(territory: Territory, number: int | None, filters: Filters) -> str:
    path = f"{territory.desk_path}/moderation" + (f"/{number}" if number else "")
    query = urlencode(filters.query())
    return f"{path}?{query}" if query else path


def _too_late(item: Submission) -> ResponseReturnValue:
    """Say who was quicker, and where to go on."""
    number, territory = item.id, item.territory
    db.session.rollback()
    here = _address(territory, number, _filters())
    said = who_decided(last_decision(item))
    following = _next(territory, item)
    page = render_template(
        "moderation/stale.html", territory=territory, said=said, here=here, following=following
    )
    return page, 409


def _page(item: Submission, form: DecisionForm | None) -> ResponseReturnValue:
    actor = current_actor()
    if form is not None and form.errors:
        db.session.rollback()
    steps = [step for step in available(actor, item) if step.decides]
    steps.sort(key=lambda step: (step.needs_reason, step.name == "reject"))
    panel = panel_of(item.kind)
    following = next_for(item.territory_id, actor, _filters(), (item.submitted_at, item.id))
    page = render_template(
        "moderation/item.html",
        **_queue(item.territory, _filters()),
        item=item,
        sheet=sheet_of(item, actor),
        steps=steps,
        plain={step.name: form_for(step.name, version=item.version) for step in steps},
        form=form,
        chosen=TRANSITIONS[form.decision.data] if form else None,
        meanings={code: wording.meaning for code, wording in WORDINGS.items()},
        suggestion=suggestion,
        following=following,
        panel_template=panel.template if panel else None,
        panel=panel.context(item) if panel else {},
    )
    return page, form.status if form else 200
