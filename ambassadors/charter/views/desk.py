"""Writing a territory's charter: a text, its preview, its versions."""

from dataclasses import dataclass
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.charter.forms import LONGEST, CharterForm
from ambassadors.charter.models import CharterVersion
from ambassadors.charter.proposed import proposed_charter
from ambassadors.charter.queries import accepted_in, charter_of, versions_before
from ambassadors.charter.service import NothingChanged, Overtaken, publish_charter
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.text import to_html
from ambassadors.moderation.differences import Difference, differences
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.forms import page_with
from ambassadors.web.loading import LARGEST_ID, asked_number
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .blueprint import blueprint

SIZE = 10  # versions a page: each is compared with the one before


@dataclass(frozen=True)
class Told:
    """A version, and what it changed."""

    version: CharterVersion
    changes: list[Difference]


@blueprint.route("/bureau/<territoire>/charte", methods=["GET", "POST"])
@requires(Action.CHARTER_EDIT, territory_from_path)
def edit(territory: Territory) -> ResponseReturnValue:
    """Write the charter; publishing it asks the ambassadors to accept it."""
    standing = charter_of(territory.id)
    form = CharterForm(data=_opened(territory, standing))
    if not form.validate_on_submit():
        return page_with(form, "charter/desk/edit.html", **_around(territory, standing))
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        version = publish_charter(
            current_actor(), territory, form.text.data, form.note.data, seen=form.seen_number
        )
    except Overtaken:
        return _overtaken(form, territory)
    except NothingChanged:
        db.session.rollback()
        form.text.errors = [_("C’est le texte qui est en ligne : rien n’a changé.")]
        return render_template("charter/desk/edit.html", form=form, **_around(territory, standing)), 422
    flash(
        _("La version %(number)s est en ligne. Chacun et chacune en est averti.", number=version.number),
        "success",
    )
    return form.done(f"{territory.desk_path}/charte")


def _opened(territory: Territory, standing: CharterVersion | None) -> dict[str, Any]:
    if standing is not None:
        return {"text": standing.text, "seen": standing.number}
    return {"text": proposed_charter(territory.name, territory.at_name, territory.of_name), "seen": 0}


def _around(territory: Territory, standing: CharterVersion | None) -> dict[str, Any]:
    accepted = accepted_in(territory.id) if standing else {}
    return {
        "territory": territory,
        "standing": standing,
        "accepted": sum(one.number == standing.number for one in accepted.values()) if standing else 0,
    }


def _overtaken(form: CharterForm, territory: Territory) -> ResponseReturnValue:
    """Keep what was typed on screen when somebody published meanwhile, and show what they published."""
    db.session.rollback()
    standing = charter_of(territory.id)
    form.seen.data = str(standing.number if standing else 0)
    page = render_template(
        "charter/desk/edit.html", form=form, overtaken=True, **_around(territory, standing)
    )
    return page, 409


@blueprint.post("/bureau/<territoire>/charte/apercu")
@requires(Action.CHARTER_EDIT, territory_from_path)
def preview(territory: Territory) -> ResponseReturnValue:
    """Show the public page as it would be; nothing is written."""
    standing = charter_of(territory.id)
    form = CharterForm()
    if not form.validate():
        return page_with(form, "charter/desk/edit.html", **_around(territory, standing))
    typed = str(form.text.data)[:LONGEST]
    shown = CharterVersion(
        number=(standing.number if standing else 0) + 1, text_html=to_html(typed), published_at=now()
    )
    return render_template("charter/read.html", territory=territory, charter=shown, previewed=True)


@blueprint.get("/bureau/<territoire>/charte/versions")
@requires(Action.CHARTER_EDIT, territory_from_path)
def versions(territory: Territory) -> ResponseReturnValue:
    """Show what was published, by whom and when, and what each version changed."""
    rows = versions_before(territory.id, asked_number("avant", LARGEST_ID), SIZE + 1)
    former = [*rows[1:], None]
    told = [
        Told(row, differences(before.parts if before else [], row.parts))
        for row, before in zip(rows[:SIZE], former, strict=False)
    ]
    older = told[-1].version.number if len(rows) > SIZE else None
    return render_template("charter/desk/versions.html", territory=territory, versions=told, older=older)
