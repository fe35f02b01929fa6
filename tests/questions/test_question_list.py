"""The list of a territory's questions: filters, pages, empty states."""

import re
from html import unescape

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
    assert titles(client, "?etat=repondue") == {"voiture"}
    assert titles(client, "?etat=en-attente") == {"climat est-il"}
    assert titles(client, "?origine=93") == titles(client, "?origine=seine+saint+denis") == {"climat est-il"}
    assert titles(client, "?theme=climat&etat=en-attente&origine=93") == {"climat est-il"}
    assert titles(client, "?theme=climat&etat=repondue") == set()


def test_a_public_puts_first_and_hides_nothing(client: PageClient) -> None:
    three_questions()
    for query, order in (("", "climat voiture"), ("?public=familles", "voiture climat")):
        words = re.findall(r"climat est-il|sans voiture", client.get(HERE + query).text)
        assert [word.split()[0] if "climat" in word else "voiture" for word in words] == order.split()
    page = client.get(f"{HERE}?public=familles").text
    assert "vient en premier" in page and page.index("voiture") < page.index('id="les-autres"')
    assert "Aucune de ces questions ne parle encore" in client.get(f"{HERE}?public=soignants").text
    assert titles(client, "?public=familles&theme=climat&origine=93&etat=en-attente") == {"climat est-il"}
    assert titles(client, "?public=familles&theme=climat&etat=repondue") == set()


def test_values_of_no_list_choose_nothing(client: PageClient) -> None:
    three_questions()
    assert titles(client, "?theme=tourisme&public=riches&etat=peut-etre&page=pas-une-page") == {
        "voiture",
        "climat est-il",
    }
    page = client.get(HERE + "?origine=Atlantide")
    assert "Nous ne reconnaissons pas" in page.text and 'value="Atlantide"' in page.text
    assert client.get(HERE + "?origine=%3Cscript%3E").text.count("<script>") == 0


def pages_from(client: PageClient, address: str, way: str) -> tuple[list[list[int]], str]:
    """Return the numbers of the questions of each page from an address on, in their order, and the last address."""
    pages: list[list[int]] = []
    while True:
        page = client.get(address)
        assert int(page.headers["X-Query-Count"]) <= 4
        pages.append([int(number) for number in re.findall(r">Question numéro (\d\d) ", page.text)])
        following = unescape(page.text.partition(f'rel="{way}" href="')[2].partition('"')[0])
        if not following:
            return pages, address
        address = following


def test_pages_follow_each_other_both_ways(client: PageClient) -> None:
    territory, asker = a_territory(), an_account()
    spoken = {n: "soignants" if n < 12 else "familles" if n % 3 == 0 else None for n in range(30)}
    for number, segment in spoken.items():
        title = f"Question numéro {number:02} sur la vie ici ?"
        a_question(territory, asker, title=title, segment=segment, theme="ville" if number % 2 else "climat")
    for query in (
        "",
        "?public=familles",
        "?public=soignants",
        "?public=paris",
        "?public=familles&theme=ville",
    ):
        wanted = query.partition("=")[2].partition("&")[0]
        order = sorted(spoken, key=lambda n: (spoken[n] != wanted, -n))
        order = [n for n in order if n % 2 or "theme" not in query]
        pages = [order[start : start + 12] for start in range(0, len(order), 12)]
        seen, last = pages_from(client, HERE + query, "next")
        assert seen == pages, query
        assert pages_from(client, last, "prev")[0] == pages[::-1], query


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
