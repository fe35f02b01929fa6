"""The page behind the mailed link: the question as it was typed, and one button."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from ambassadors.core.db import db
from ambassadors.core.text import to_html
from ambassadors.questions.confirming import questions
from ambassadors.territories.confirming import AlreadyUsed
from ambassadors.web.access import public
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.signin import current_actor, sign_in_account

from .blueprint import blueprint


@blueprint.route("/questions/confirmer/<token>", methods=["GET", "POST"])
@public
def confirm_question(token: str) -> ResponseReturnValue:
    """Show a question asked with an e-mail address and, on its button, send it in its author's name."""
    behind = questions.behind(token)
    if behind is None:
        return _used(token)
    link, kept = behind
    if not kept.territory.takes_questions:
        return render_template("questions/not_now.html", territory=kept.territory, kept=kept), 403
    form = ConfirmForm()
    if not form.validate_on_submit():
        text = to_html(kept.content["text"])
        return page_with(
            form, "questions/confirm.html", kept=kept, territory=kept.territory, text=text, token=token
        )
    try:
        account, question = questions.confirm(link, kept)
    except AlreadyUsed:
        db.session.rollback()
        return _used(token)
    sign_in_account(account)
    db.session.commit()
    return redirect(f"{question.path}/suite", 303)


def _used(token: str) -> ResponseReturnValue:
    """Tell a link that was followed already from one that leads nowhere any more."""
    question = questions.confirmed_by(token)
    if question and question.author_id == current_actor().account_id:
        return redirect(f"{question.path}/suite", 303)
    return render_template("questions/link_used.html", question=question), 200 if question else 410
