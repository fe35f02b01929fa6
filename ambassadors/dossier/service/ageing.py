"""Facts older than two years ask whoever answers for them for a newer one: each once, as long as it keeps its date."""

from collections import defaultdict

from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.core.mailer import post
from ambassadors.dossier.ageing import AskedFact
from ambassadors.dossier.mails import newer_facts
from ambassadors.dossier.queries.ageing import (
    AgedFact,
    DeskPerson,
    aged_facts,
    answering,
    desks_of,
    theme_owners_in,
)
from ambassadors.territories.models import Territory


def ask_for_newer_facts() -> int:
    """Write one mail to each person of each territory about the facts that have grown old; return how many mails."""
    aged = aged_facts(today())
    letters = _letters(aged)
    for (territory_id, _account_id), (person, facts) in letters.items():
        territory = db.session.get_one(Territory, territory_id)
        post(newer_facts(territory, person, facts))
    told = {fact.key for _person, facts in letters.values() for fact in facts}
    db.session.add_all(
        AskedFact(cell_id=number, label=label, dated=dated) for number, label, dated in sorted(told) if dated
    )
    db.session.flush()
    return len(letters)


def _letters(aged: list[AgedFact]) -> dict[tuple[int, int], tuple[DeskPerson, list[AgedFact]]]:
    """Gather the facts by territory and by who answers for them; what nobody answers for waits for somebody."""
    places = {one.territory_id for one in aged}
    owners, desks = theme_owners_in(places), defaultdict[int, list[DeskPerson]](list)
    for person in desks_of(places):
        desks[person.territory_id].append(person)
    found: dict[tuple[int, int], tuple[DeskPerson, list[AgedFact]]] = {}
    for fact in aged:
        owner = owners.get((fact.territory_id, fact.theme))
        for person in answering(desks[fact.territory_id], owner):
            facts = found.setdefault((fact.territory_id, person.account_id), (person, []))[1]
            if fact not in facts:  # whoever holds two roles is one person
                facts.append(fact)
    return found
