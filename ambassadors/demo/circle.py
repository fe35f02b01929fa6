"""The demonstration's applications, and the changes its authors propose to what they published."""

from datetime import timedelta

from ambassadors.accounts.speaking import mover
from ambassadors.core.clock import standing_at
from ambassadors.core.db import db
from ambassadors.moderation.editing import propose_edit
from ambassadors.moderation.engine import transition
from ambassadors.network.models import Application
from ambassadors.questions.models import Answer
from ambassadors.testimonials.models import Testimonial

from .cast import Cast
from .life import REVIEW, bring
from .queries import answer_of, testimonial_titled
from .reading import Row, instant

WORDS = ("motivation", "here_since", "themes", "segments", "disclosure")


def make_application(cast: Cast, row: Row) -> Application:
    """Make one application, in its status; an accepted one makes an ambassador."""
    territory, applicant = cast.territories[row["territory"]], cast.people[row["applicant"]]
    last = instant(row["last"])
    with standing_at(last - timedelta(days=1)):
        application = Application(
            territory_id=territory.id, author_id=applicant.id, **mover(applicant.name).columns()
        )
        application.write({name: row[name] for name in WORDS if name in row})
        db.session.add(application)
        db.session.flush()
    bring(application, row, last, applicant.as_actor(), cast.decider(row["territory"], applicant))
    return application


def make_edit(cast: Cast, row: Row) -> None:
    """Propose one change of a published text, and accept it where the row says so."""
    target = _changed(cast, row)
    author = target.author
    last = instant(row["last"])
    accepted = row["status"] == "published"
    with standing_at(last - REVIEW if accepted else last):
        text = row["text"].strip()
        content = (
            {"parts": {**target.parts, row["part"]: text}}
            if isinstance(target, Testimonial)
            else {"text": text}
        )
        edit = propose_edit(author.as_actor(), target, content, row["note"])
    if accepted:
        slug = next(key for key, territory in cast.territories.items() if territory.id == target.territory_id)
        with standing_at(last):
            transition(cast.decider(slug, author), edit, "approve", version=edit.version)


def _changed(cast: Cast, row: Row) -> Testimonial | Answer:
    if "question" in row:
        return answer_of(cast.people[row["author"]].id, row["question"])
    return testimonial_titled(row["testimonial"])
