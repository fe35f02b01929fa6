"""Every action of the site, `<noun>.<verb>`, in alphabetical order, each with what it means."""

from enum import StrEnum


class Action(StrEnum):
    """What somebody may be allowed to do."""

    ACCOUNT_USE = "account.use"  # Use one's own account: contributions, sessions, data.
    ADMIN_USE = "admin.use"  # Open the platform's administration.
    ANSWER_CREATE = "answer.create"  # Answer a published question.
    APPLICATION_CREATE = "application.create"  # Ask to become an ambassador of a territory.
    BRAND_EDIT = "brand.edit"  # Edit a territory's brand space.
    BRAND_VIEW = "brand.view"  # Open the brand editor of a territory.
    CELL_EDIT = "cell.edit"  # Write what a territory says on one theme of its dossier.
    CHARTER_ACCEPT = "charter.accept"  # Accept the charter of a territory's ambassadors.
    CHARTER_EDIT = "charter.edit"  # Write the charter of a territory's ambassadors.
    DESK_VIEW = "desk.view"  # See that a territory has a desk, and open it.
    DOSSIER_STEER = "dossier.steer"  # See the diagnosis; choose owners, editions and positioning.
    INTRODUCTION_ASK = "introduction.ask"  # Ask to be put in touch with a territory.
    INTRODUCTION_FOLLOW = "introduction.follow"  # Open a mover's request: its theme, its state, its dates.
    INTRODUCTION_LIST = "introduction.list"  # Open the requests of a territory.
    INTRODUCTION_OWN = "introduction.own"  # Follow one's own request, take back what one shares.
    INTRODUCTION_PROPOSE = "introduction.propose"  # Propose a mover's request to an ambassador.
    INTRODUCTION_READ = "introduction.read"  # Read what a mover shares, and accompany them.
    JOURNAL_VIEW = "journal.view"  # Read who published what in a territory, and when.
    PROFILE_EDIT = "profile.edit"  # Edit a profile.
    PROFILE_VIEW = "profile.view"  # Read a profile.
    PROPOSAL_ANSWER = "proposal.answer"  # Read a request proposed to oneself, write to its mover or decline.
    QUESTION_ASK = "question.ask"  # Ask a question to a territory.
    QUESTION_MARK_HELPFUL = "question.mark_helpful"  # Say which answers to one's own question helped.
    QUESTION_MOVE = (
        "question.move"  # Move a question to another territory, or close it as duplicate or touristic.
    )
    QUEUE_VIEW = "queue.view"  # Work on a territory's moderation queue.
    SUBMISSION_APPROVE = "submission.approve"  # Accept a contribution of the queue.
    SUBMISSION_DELETE = "submission.delete"  # Delete one's own draft.
    SUBMISSION_EDIT = "submission.edit"  # Change the text of a draft or of a returned contribution.
    SUBMISSION_PROPOSE_EDIT = "submission.propose_edit"  # Propose a change to one's own published text.
    SUBMISSION_REJECT = "submission.reject"  # Refuse a contribution of the queue, with a reason.
    SUBMISSION_RESTORE = "submission.restore"  # Publish again what had been unpublished or refused.
    SUBMISSION_RETIRE = "submission.retire"  # Withdraw one's own published text from the public.
    SUBMISSION_RETURN = "submission.return"  # Ask the author for changes, with a reason.
    SUBMISSION_SUBMIT = "submission.submit"  # Send one's own draft to the moderation queue.
    SUBMISSION_TRACK = "submission.track"  # Follow one's own contribution: status, reasons, history.
    SUBMISSION_UNPUBLISH = "submission.unpublish"  # Withdraw a published contribution, with a reason.
    SUBMISSION_VIEW = "submission.view"  # Read a contribution.
    SUBMISSION_WITHDRAW = "submission.withdraw"  # Take one's own contribution back from the queue.
    TEAM_MANAGE = "team.manage"  # Invite, change and end the roles of a territory.
    TEAM_VIEW = "team.view"  # See the team of a territory.
    TERRITORY_CREATE = "territory.create"  # Create a territory and name its managers.
    TERRITORY_VIEW = "territory.view"  # Read a territory's public pages.
    TESTIMONIAL_CREATE = "testimonial.create"  # Start a testimonial about a territory.
    TOOLBOX_EDIT = "toolbox.edit"  # Fill the toolbox of those who speak of a territory.
    TOOLBOX_VIEW = "toolbox.view"  # Open the toolbox of a territory's members.
