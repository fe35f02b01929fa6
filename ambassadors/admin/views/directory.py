"""Finding an account and seeing its roles."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.accounts.speaking import label_of
from ambassadors.admin.queries import MOST_ACCOUNTS, accounts_like
from ambassadors.network.queries.people import profile_path
from ambassadors.web.access import Nothing, requires

blueprint = Blueprint("directory", __name__)

LONGEST_TEXT = 120


@blueprint.get("/administration/comptes")
@requires(Action.ADMIN_USE)
def index(nothing: Nothing) -> ResponseReturnValue:
    """Search the accounts by name or address."""
    text = request.args.get("q", "")[:LONGEST_TEXT].strip()
    found = accounts_like(text) if text else []
    return render_template(
        "admin/accounts.html",
        text=text,
        found=found,
        most=MOST_ACCOUNTS,
        label_of=label_of,
        profile_path=profile_path,
    )
