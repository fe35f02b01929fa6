"""The reminders that are due: each is mailed once, in the morning, to who asked for it and may still read the request."""

from datetime import timedelta

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.core.clock import in_paris, now, today
from ambassadors.core.mailer import post
from ambassadors.introductions import mails
from ambassadors.introductions.queries.desk import reminders_due

MORNING = 7  # o'clock in Paris
A_BATCH = 200


def remind() -> int:
    """Post the mails of the reminders that are due; return how many."""
    day = today() if in_paris(now()).hour >= MORNING else today() - timedelta(days=1)
    posted = 0
    for reminder, introduction in reminders_due(day, A_BATCH):
        account = reminder.account
        if account.email and can(account.as_actor(), Action.INTRODUCTION_FOLLOW, introduction):
            post(mails.reminder(reminder, introduction), key=f"introduction.reminder:{reminder.id}")
            posted += 1
        reminder.sent_at = now()
    return posted
