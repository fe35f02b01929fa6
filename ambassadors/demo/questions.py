"""The demonstration's questions and the answers they got."""

from datetime import timedelta

from ambassadors.access.actor import Role
from ambassadors.accounts.models import Account
from ambassadors.accounts.speaking import mover, speakers_of
from ambassadors.core.clock import standing_at
from ambassadors.core.db import db
from ambassadors.places.models import Level
from ambassadors.questions.closing import close_as_duplicate, close_as_touristic
from ambassadors.questions.models import Answer, Question
from ambassadors.questions.service import mark_helpful

from .cast import OPENING, Cast, place_id
from .life import REVIEW, bring
from .reading import Row, instant


def make_question(cast: Cast, slug: str, row: Row, known: dict[str, Question]) -> Question:
    """Make one question with its answers, in its status."""
    asker = _asker(cast, row)
    asked = instant(row["asked_at"])
    with standing_at(asked):
        question = Question(
            territory_id=cast.territories[slug].id, author_id=asker.id, **mover(asker.name).columns()
        )
        question.write(_words(row))
        db.session.add(question)
        db.session.flush()
    decider = cast.decider(slug, asker)
    if "closed" in row:
        bring(question, {"status": "submitted"}, asked, asker.as_actor(), decider)
        with standing_at(asked + REVIEW):
            reply = row.get("statement", "")
            if row["closed"] == "doublon":
                original = known[row["duplicate_of"]]
                close_as_duplicate(decider, question, original, reply, version=question.version)
            else:
                close_as_touristic(decider, question, reply, version=question.version)
        return question
    steps = 1 if row["status"] in ("published", "rejected", "returned") else 0
    bring(question, row, asked + steps * REVIEW, asker.as_actor(), decider)
    return question


def make_answers(cast: Cast, slug: str, question: Question, row: Row) -> int:
    """Make the answers to a question; return how many."""
    for one in row.get("answers", []):
        author, at = cast.people[one["author"]], instant(one["at"])
        with standing_at(at - timedelta(hours=2)):
            hats = speakers_of(author.as_actor(), question.territory_id)
            hat = next((hat for hat in hats if hat.role != Role.MODERATOR), hats[0])
            answer = Answer(
                territory_id=question.territory_id, author_id=author.id, question=question, **hat.columns()
            )
            answer.write({"text": one["text"].strip()})
            db.session.add(answer)
            db.session.flush()
        bring(answer, one, at, author.as_actor(), cast.decider(slug, author))
        if one.get("helpful") and answer.status == "published":
            asker = db.session.get_one(Account, question.author_id)
            with standing_at(at + timedelta(days=1)):
                mark_helpful(asker.as_actor(), question, answer)
    return len(row.get("answers", []))


def _asker(cast: Cast, row: Row) -> Account:
    """Return who asks: somebody of the cast, or somebody known by an address alone."""
    if "asker" in row:
        return cast.people[row["asker"]]
    email = row["email"].lower()
    known = next((account for account in cast.people.values() if account.email == email), None)
    if known is None:
        known = Account(email=email, name=row["name"], confirmed_at=OPENING)
        db.session.add(known)
        db.session.flush()
        cast.people[email] = known
    return known


def _words(row: Row) -> Row:
    names = ("title", "theme", "segment", "horizon")
    return {name: row[name] for name in names if name in row} | {
        "text": row["text"].strip(),
        "origin_id": place_id(row.get("origin"), Level.DEPARTEMENT),
    }
