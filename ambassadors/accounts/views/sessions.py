"""Where one is signed in, and how to end it."""

from typing import Any

from flask import Blueprint, abort, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.accounts.agents import agent_in_words
from ambassadors.accounts.models import AccountSession
from ambassadors.accounts.queries import sessions_of
from ambassadors.accounts.sessions import end_session, end_sessions
from ambassadors.core.clock import now
from ambassadors.web.access import Nothing, requires
from ambassadors.web.forms import ConfirmForm
from ambassadors.web.signin import current_sign_in

blueprint = Blueprint("sessions", __name__)

HERE = "/compte/sessions"


@blueprint.get(HERE)
@requires(Action.ACCOUNT_USE)
def listed(nothing: Nothing) -> ResponseReturnValue:
    """List the browsers in which the account is signed in."""
    return render_template("accounts/sessions.html", sessions=_lines(), form=ConfirmForm())


def _lines() -> list[dict[str, Any]]:
    present = current_sign_in()
    rows = sessions_of(present.account.id, now() - present.longest_idle)
    return [_line(row, here=row.id == present.session.id) for row in rows]


def _line(row: AccountSession, *, here: bool) -> dict[str, Any]:
    return {
        "mark": row.mark,
        "agent": agent_in_words(row.agent),
        "since": row.created_at,
        "seen": row.seen_at,
        "here": here,
    }


@blueprint.post(f"{HERE}/<mark>/fermer")
@requires(Action.ACCOUNT_USE, lambda mark: mark)
def end(mark: str) -> ResponseReturnValue:
    """End one session."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _refused(form)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    present = current_sign_in()
    rows = sessions_of(present.account.id, now() - present.longest_idle)
    row = next((row for row in rows if row.mark == mark), None)
    if row is None or row.id == present.session.id:
        abort(404)
    end_session(present.account.id, row.id)
    flash(_("La session est fermée."), "success")
    return form.done(HERE)


@blueprint.post(f"{HERE}/fermer-les-autres")
@requires(Action.ACCOUNT_USE)
def end_others(nothing: Nothing) -> ResponseReturnValue:
    """End every session but this one."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _refused(form)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    present = current_sign_in()
    end_sessions(present.account.id, but=present.session.id)
    flash(_("Vos autres sessions sont fermées."), "success")
    return form.done(HERE)


def _refused(form: ConfirmForm) -> ResponseReturnValue:
    return render_template("accounts/sessions.html", sessions=_lines(), form=form), form.status
