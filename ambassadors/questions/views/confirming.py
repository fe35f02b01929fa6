"""The page behind the mailed link: the question as it was typed, and one button."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from ambassadors.accounts.links import QUESTION, open_link, used_link
from ambassadors.accounts.models import MailedLink
from ambassadors.core.db import db
from ambassadors.core.text import to_html
from ambassadors.questions.confirming import AlreadyUsed, confirm, kept_behind
from ambassadors.questions.models import Question
from ambassadors.questions.unconfirmed import UnconfirmedQuestion
from ambassadors.web.access import public
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.signin import current_actor, sign_in_account

from .blueprint import blueprint


@blueprint.route("/questions/confirmer/<token>", methods=["GET", "POST"])
@public
def confirm_question(token: str) -> ResponseReturnValue:
    """Show a question asked with an e-mail address and, on its button, send it in its author's name."""
    link = open_link(token, QUESTION)
    kept = kept_behind(link) if link else None
    if link is None or kept is None:
        return _used(token)
    if not kept.territory.takes_questions:
        return render_template("questions/not_now.html", territory=kept.territory, kept=kept), 403
    form = ConfirmForm()
    if not form.validate_on_submit():
        text = to_html(kept.content["text"])
        return page_with(
            form, "questions/confirm.html", kept=kept, territory=kept.territory, text=text, token=token
        )
    return _confirm(token, link, kept)


def _confirm(token: str, link: MailedLink, kept: UnconfirmedQuestion) -> ResponseReturnValue:
    try:
        account, question = confirm(link, kept)
    except AlreadyUsed:
        db.session.rollback()
        return _used(token)
    sign_in_account(account)
    db.session.commit()
    return redirect(f"{question.path}/suite", 303)


def _used(token: str) -> ResponseReturnValue:
    """Tell a link that was followed already from one that leads nowhere any more."""
    link = used_link(token, QUESTION)
    kept = kept_behind(link) if link else None
    question = db.session.get(Question, kept.question_id) if kept and kept.question_id else None
    if question and question.author_id == current_actor().account_id:
        return redirect(f"{question.path}/suite", 303)
    status = 410 if question is None else 200
    return render_template("questions/link_used.html", question=question), status
