"""The reminders that are due: each is mailed once, in the morning, to who asked for it and may still read the request."""

from datetime import timedelta

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.core.clock import in_paris, now, today
from ambassadors.core.db import db
from ambassadors.core.mailer import post
from ambassadors.introductions import mails
from ambassadors.introductions.queries.desk import reminders_due

MORNING = 7  # o'clock in Paris
A_BATCH = 200


def remind() -> int:
    """Post the mails of the reminders that are due, and forget those that nobody may be sent; return how many left."""
    day = today() if in_paris(now()).hour >= MORNING else today() - timedelta(days=1)
    posted = 0
    for reminder, introduction in reminders_due(day, A_BATCH):
        account = reminder.account
        if not account.email or not can(account.as_actor(), Action.INTRODUCTION_READ, introduction):
            db.session.delete(reminder)
            continue
        post(mails.reminder(reminder, introduction), key=f"introduction.reminder:{reminder.id}")
        reminder.sent_at = now()
        posted += 1
    db.session.flush()
    return posted
