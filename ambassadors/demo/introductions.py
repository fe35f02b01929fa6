"""The demonstration's requests to be put in touch, each brought where it stands by the road that people take."""

from datetime import date

from ambassadors.core.clock import now, standing_at, today
from ambassadors.core.db import db
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.service import following, proposing, sharing
from ambassadors.introductions.service.asking import ask
from ambassadors.places.models import Level

from .cast import Cast, place_id
from .reading import Row, instant

WORDS = ("theme", "phone", "project", "household", "jobs")


def make_introduction(cast: Cast, slug: str, row: Row) -> Introduction:
    """Make one request, follow it, give what was given later and take back what its mover took back."""
    mover = cast.people[row["person"]]
    with standing_at(instant(row["asked_at"])):
        made = ask(mover.as_actor(), cast.territories[slug], _content(row))
        db.session.flush()
    for step in row.get("steps", []):
        with standing_at(instant(step["at"])):
            actor = cast.people[step["by"]].as_actor()
            following.take_step(actor, made, step["step"], version=made.version)
            db.session.flush()
    for note in row.get("notes", []):
        with standing_at(instant(note["at"])):
            following.write_note(cast.people[note["by"]].as_actor(), made, note["text"].strip())
            db.session.flush()
    for asked in row.get("reminders", []):
        _remind(cast, made, asked)
    for given in row.get("given", []):
        with standing_at(instant(given["at"])):
            sharing.give(mover.as_actor(), made, given["what"])
    for proposed in row.get("proposals", []):
        _propose(cast, made, proposed)
    for taken_back in row.get("revoked", []):
        with standing_at(instant(taken_back["at"])):
            sharing.revoke(mover.as_actor(), made, taken_back["what"])
    if "withdrawn_at" in row:
        with standing_at(instant(row["withdrawn_at"])):
            sharing.withdraw(mover.as_actor(), made)
    return made


def _content(row: Row) -> Row:
    return {name: row.get(name, "").strip() for name in WORDS} | {
        "horizon": row.get("horizon"),
        "origin_id": place_id(row.get("origin"), Level.DEPARTEMENT),
        "consents": row["consents"],
    }


def _propose(cast: Cast, made: Introduction, row: Row) -> None:
    ambassador = cast.people[row["to"]]
    with standing_at(instant(row["at"])):
        proposal = proposing.propose(cast.people[row["by"]].as_actor(), made, ambassador.id)
    if "written_at" in row:
        with standing_at(instant(row["written_at"])):
            proposing.write(ambassador.as_actor(), proposal, row["message"].strip())


def _remind(cast: Cast, made: Introduction, asked: Row) -> None:
    due_on = date.fromisoformat(asked["on"])
    with standing_at(instant(asked["at"])):
        actor = cast.people[asked["by"]].as_actor()
        reminder = following.set_reminder(actor, made, due_on, asked["words"])
        db.session.flush()
    if due_on <= today():  # the worker sends nobody the reminders of an invented past
        reminder.sent_at = now()
