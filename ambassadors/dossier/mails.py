"""The mails of the dossier: a call to ambassadors, old facts told to whoever answers for them."""

from collections.abc import Sequence

from babel.dates import format_date

from ambassadors.core.addresses import absolute
from ambassadors.core.events import subscribe
from ambassadors.core.mailer import Mail, post
from ambassadors.territories.grid import THEMES
from ambassadors.territories.letterhead import letterhead
from ambassadors.territories.models import Territory

from .events import Reachable, ThemeCalled
from .queries.ageing import AgedFact, DeskPerson
from .queries.asked import unanswered_by

MOST_QUESTIONS = 3


@subscribe(ThemeCalled)
def call(event: ThemeCalled) -> None:
    """Send a call to everybody it is for, with what readers ask of the theme."""
    at = event.at
    asked = unanswered_by(at.territory_id, [], [at.theme])[at.theme]
    questions = [
        {"title": thing.question.title, "link": absolute(thing.question.path)}
        for thing in asked[:MOST_QUESTIONS]
    ]
    for person in event.people:
        post(_called(event, person, questions), key=f"theme-call:{event.call.id}:{person.account_id}")


def _called(event: ThemeCalled, person: Reachable, questions: list[dict[str, str]]) -> Mail:
    territory, theme = event.at.territory, event.at.label
    context = letterhead(territory) | {
        "name": person.name,
        "caller": event.actor.name,
        "theme": theme,
        "message": event.call.message,
        "questions": questions,
        "link": absolute(f"{territory.path}/temoignages/nouveau"),
        "page": absolute(event.at.path),
        "profile": absolute("/compte/profil"),
    }
    return Mail(
        person.email,
        f"« {theme} » {territory.at_name} : que pourriez-vous en dire ?",
        "dossier/call",
        context,
    )


def newer_facts(territory: Territory, person: DeskPerson, facts: Sequence[AgedFact]) -> Mail:
    """Ask somebody for newer facts in place of those that are older than two years."""
    count = len(facts)
    told = "1 fait du dossier a" if count == 1 else f"{count} faits du dossier ont"
    context = letterhead(territory) | {
        "name": person.name,
        "facts": [_told(territory, one) for one in facts],
        "count": count,
        "link": absolute(f"{territory.desk_path}/dossier"),
    }
    return Mail(person.email, f"{told} plus de deux ans {territory.at_name}", "dossier/newer_facts", context)


def _told(territory: Territory, one: AgedFact) -> dict[str, str]:
    fact, middle = one.fact, f"editions/{one.edition}/" if one.edition else ""
    return {
        "theme": THEMES[one.theme],
        "label": fact.label,
        "value": f"{fact.value} {fact.unit}".strip(),
        "dated": format_date(fact.dated, "MMMM y", locale="fr"),
        "link": absolute(f"{territory.desk_path}/dossier/{middle}{one.theme}#faits"),
    }
