"""Asking: from the home one chooses the territory first; with an e-mail address, or signed in at once."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.accounts.speaking import team_names
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.questions.confirming import questions
from ambassadors.questions.forms.asking import AnonymousAskForm, AskForm
from ambassadors.questions.models import Question
from ambassadors.questions.queries import QuestionLine
from ambassadors.questions.seals import seal, unseal
from ambassadors.questions.service import ask as ask_now
from ambassadors.questions.similar import similar_to
from ambassadors.questions.unconfirmed import UnconfirmedQuestion
from ambassadors.territories.finding import day_of, named, page_of_the_day
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory
from ambassadors.territories.queries import open_for_questions
from ambassadors.territories.unconfirmed import KEPT
from ambassadors.web.access import public, requires
from ambassadors.web.forms import page_with
from ambassadors.web.limits import ASK, acted, limiter
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor

from .blueprint import blueprint
from .loading import question_from_path, territory_to_ask

LONGEST_TEXT, LAST_PAGE = 80, 500


@blueprint.get("/questions/nouvelle")
@public
def choose() -> ResponseReturnValue:
    """Choose the territory to ask, in the neutral order of the day."""
    args = request.args
    text, day = args.get("q", "")[:LONGEST_TEXT].strip(), day_of(args.get("jour"), today())
    number = int(args["page"]) if args.get("page", "").isdecimal() and len(args["page"]) < 4 else 1
    lines = [line for line in open_for_questions(current_actor()) if named(line, text)]
    found = page_of_the_day(lines, day, max(1, min(number, LAST_PAGE)))
    return render_template("questions/choose.html", found=found, text=text)


@blueprint.route("/territoires/<territoire>/questions/nouvelle", methods=["GET", "POST"])
@requires(Action.QUESTION_ASK, territory_to_ask)
@limiter.limit(ASK, methods=["POST"], deduct_when=acted)
def ask(territory: Territory) -> ResponseReturnValue:
    """Ask a territory a question."""
    actor = current_actor()
    form = AnonymousAskForm(team=team_names(territory.id)) if actor.is_anonymous else AskForm()
    if request.method == "GET" and request.args.get("theme") in THEMES:
        form.theme.data = request.args["theme"]  # the reader comes from a theme of the dossier
    if not form.validate_on_submit():
        return page_with(form, "questions/ask.html", territory=territory, found=[])
    found = look_alikes(form, territory)
    if found:
        form.seen.data = seal("seen", territory.id)
        return render_template("questions/ask.html", form=form, territory=territory, found=found)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    if isinstance(form, AnonymousAskForm):
        kept = questions.keep(territory, form.email.data or "", form.name.data or "", form.content())
        return form.done(f"/questions/envoyee/{seal('kept', kept.id)}")
    question = ask_now(actor, territory, form.content())
    flash(_("Votre question est partie."), "success")
    return form.done(f"{question.path}/suite")


def look_alikes(form: AskForm, territory: Territory) -> list[QuestionLine]:
    """Return the published questions to show before sending, unless the person has seen them."""
    if unseal("seen", form.seen.data, int(KEPT.total_seconds())) == territory.id:
        return []
    return similar_to(current_actor(), form.title.data or "", territory.id)


@blueprint.get("/questions/envoyee/<sealed>")
@public
def sent(sealed: str) -> ResponseReturnValue:
    """Tell somebody who asked with an address that a mail is on its way."""
    row_id = unseal("kept", sealed, int(KEPT.total_seconds()))
    kept = or_404(db.session.get(UnconfirmedQuestion, row_id) if isinstance(row_id, int) else None)
    return render_template("questions/sent.html", kept=kept, territory=kept.territory)


@blueprint.get("/questions/<id_slug:question>/suite")
@requires(Action.SUBMISSION_TRACK, question_from_path)
def after(question: Question) -> ResponseReturnValue:
    """Tell the author of a question what happens now and where to follow it."""
    return render_template("questions/after.html", question=question, territory=question.territory)
