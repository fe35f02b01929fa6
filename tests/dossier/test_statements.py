"""What each page of a dossier asks of the database: as much for a full territory as for an empty one."""

from collections.abc import Callable

from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.dossier.cell import Pin
from ambassadors.dossier.service.publishing import publish_cell
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member
from tests.factories.dossier import a_fact, an_edition, an_open_edition, fill
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory

HOME, DESK = "/territoires/bassin-de-brive", "/bureau/bassin-de-brive/dossier"
READ = (f"{HOME}/dossier/logement", f"{HOME}/dossier/temps-forts", f"{HOME}/editions/entreprendre")
WRITTEN = (
    f"{DESK}/logement",
    f"{DESK}/editions/entreprendre/logement",
    f"{DESK}/editions/entreprendre/logement/historique",
    f"{DESK}/logement/voix",
    f"{DESK}/temps-forts/agenda",
    f"{DESK}/connexions/trajets",
    f"{DESK}/interlocuteurs",
)


def test_no_page_asks_for_more_where_there_is_more(
    client: PageClient, signed_in: Callable[[Account], PageClient]
) -> None:
    here = a_territory()
    edition = an_edition("entreprendre", themes=["logement", "emploi"])
    an_open_edition(here, edition)
    manager = a_member(here, "manager")
    publish(here, edition.id, manager, 0)
    browser = signed_in(manager)

    def counts() -> dict[str, int]:
        """Count the statements of each page."""
        pages = {**dict.fromkeys(READ, client), **dict.fromkeys(WRITTEN, browser)}
        return {page: int(by.get(page).headers["X-Query-Count"]) for page, by in pages.items()}

    before = counts()
    fill(here)
    for version in range(1, 4):
        publish(here, edition.id, a_member(here, "manager", f"Responsable {version}"), version)
    ambassador = a_member(here, "ambassador", "Luc")
    for place in range(3):
        told = a_testimonial(here, ambassador)
        said = an_answer(a_question(here, ambassador, theme="logement"), a_member(here, "ambassador"))
        for number in (told.id, said.id):
            db.session.add(Pin(territory_id=here.id, theme="logement", submission_id=number, position=place))
    db.session.flush()
    assert counts() == before
    assert max(before[page] for page in READ) <= 8


def publish(here: Territory, edition_id: int, manager: Account, version: int) -> None:
    """Publish the edition's cell once more."""
    facts = [a_fact(value=str(version))]
    publish_cell(
        manager.as_actor(),
        here,
        "logement",
        edition_id,
        {"text": f"Version {version}.", "facts": facts},
        version,
    )
