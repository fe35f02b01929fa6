"""The list of a territory's questions: filters, pages, empty states."""

from sqlalchemy import select

from ambassadors.core.db import db
from ambassadors.moderation.engine import Reason, transition
from ambassadors.places.models import Level, Place
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.submissions import a_question, an_answer
from tests.factories.territories import a_territory, aveyron

HERE = "/territoires/bassin-de-brive/questions"


def departement(code: str) -> Place:
    return db.session.scalars(select(Place).where(Place.code == code, Place.level == Level.DEPARTEMENT)).one()


def three_questions() -> Territory:
    territory = a_territory(name="Bassin de Brive", at_name="à Brive")
    asker = an_account("Inès")
    answered = a_question(
        territory, asker, title="Peut-on vivre sans voiture ici ?", theme="ville", segment="familles"
    )
    an_answer(answered, a_member(territory, "ambassador"))
    a_question(
        territory,
        asker,
        title="Le climat est-il humide en hiver ?",
        theme="climat",
        origin_id=departement("93").id,
    )
    a_question(territory, asker, "submitted", title="Question encore en modération ?", theme="climat")
    a_question(aveyron(), asker, title="Une question posée en Aveyron ?", theme="climat")
    return territory


def titles(client: PageClient, query: str = "") -> set[str]:
    page = client.get(HERE + query)
    assert page.status_code == 200 and int(page.headers["X-Query-Count"]) <= 4
    known = ("voiture", "climat est-il", "modération ?", "posée en Aveyron")
    return {word for word in known if word in page.text}


def test_each_filter_keeps_what_it_says(client: PageClient) -> None:
    three_questions()
    assert titles(client) == {"voiture", "climat est-il"}
    assert titles(client, "?theme=ville") == {"voiture"}
    assert titles(client, "?public=familles") == {"voiture"}
    assert titles(client, "?etat=repondue") == {"voiture"}
    assert titles(client, "?etat=en-attente") == {"climat est-il"}
    assert titles(client, "?origine=93") == titles(client, "?origine=seine+saint+denis") == {"climat est-il"}
    assert titles(client, "?theme=climat&etat=en-attente&origine=93") == {"climat est-il"}
    assert titles(client, "?theme=climat&etat=repondue") == set()


def test_values_of_no_list_choose_nothing(client: PageClient) -> None:
    three_questions()
    assert titles(client, "?theme=tourisme&public=riches&etat=peut-etre&page=pas-une-page") == {
        "voiture",
        "climat est-il",
    }
    page = client.get(HERE + "?origine=Atlantide")
    assert "Nous ne reconnaissons pas" in page.text and 'value="Atlantide"' in page.text
    assert client.get(HERE + "?origine=%3Cscript%3E").text.count("<script>") == 0


def test_pages_follow_each_other(client: PageClient) -> None:
    territory, asker = a_territory(), an_account()
    for number in range(30):
        a_question(territory, asker, title=f"Question numéro {number:02} sur la vie ici ?")
    seen: list[str] = []
    address: str | None = HERE
    while address:
        page = client.get(address)
        assert int(page.headers["X-Query-Count"]) <= 4
        seen += [f"{number:02}" for number in range(29, -1, -1) if f"numéro {number:02} " in page.text]
        older = page.text.partition('rel="next" href="')[2].partition('"')[0]
        address = older.replace("&amp;", "&") or None
    assert seen == [f"{number:02}" for number in range(29, -1, -1)]


def test_empty_lists_invite(client: PageClient) -> None:
    territory = a_territory()
    assert "La première question sera peut-être la vôtre" in client.get(HERE).text
    a_question(territory, an_account(), theme="ville")
    assert "Personne n’a demandé cela" in client.get(HERE + "?theme=climat").text


def test_an_answer_moves_the_question_out_of_those_that_wait(client: PageClient) -> None:
    territory = a_territory()
    question = a_question(territory, an_account(), title="Peut-on vivre sans voiture ?")
    assert titles(client, "?etat=en-attente") == {"voiture"}
    answer = an_answer(question, a_member(territory, "ambassador"), "submitted")
    assert titles(client, "?etat=en-attente") == {"voiture"}
    moderator = a_member(territory, "moderator").as_actor()
    transition(moderator, answer, "approve", version=answer.version)
    assert titles(client, "?etat=en-attente") == set() and titles(client, "?etat=repondue") == {"voiture"}
    why = Reason("hors-sujet", "Cette réponse ne parle pas de la question posée.")
    transition(moderator, answer, "unpublish", reason=why, version=answer.version)
    assert titles(client, "?etat=en-attente") == {"voiture"}


def test_a_former_address_leads_here(client: PageClient) -> None:
    a_territory()
    assert client.get("/territoires/inconnu/questions").status_code == 404
