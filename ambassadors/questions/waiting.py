"""Questions that nobody answers: after a week their moderators hear of it, after three the parent territory's team."""

from datetime import timedelta

from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.mailer import post
from ambassadors.places.queries import ancestors_of
from ambassadors.territories.models import Territory

from . import mails
from .models import Question
from .unanswered import team_of, territories_on, waiting_between

FIRST, SECOND = timedelta(days=7), timedelta(days=21)
LOOKED_BACK = timedelta(days=3)  # a clock that stopped for a week-end forgets nobody


def remind() -> int:
    """Post the reminders that are due; each is posted once, however often this runs."""
    posted = 0
    for age in (FIRST, SECOND):
        newest = now() - age
        for question in waiting_between(newest - LOOKED_BACK, newest):
            territory = question.territory if age == FIRST else parent_of(question.territory)
            posted += _remind(question, territory, age.days) if territory else 0
    return posted


def _remind(question: Question, territory: Territory, days: int) -> int:
    told = {account.id: account for _, account in team_of([territory.id]) if account.id != question.author_id}
    for account in told.values():
        post(
            mails.waiting(question, account, territory, days),
            key=f"question.waiting:{question.id}:{days}:{account.id}",
        )
    return len(told)


def parent_of(territory: Territory) -> Territory | None:
    """Return the nearest territory that contains another one."""
    around = [place.id for place in ancestors_of(db.session, territory.place)]
    found = territories_on(around)
    return next((found[place_id] for place_id in around if place_id in found), None)
