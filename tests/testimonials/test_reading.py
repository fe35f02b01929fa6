"""What readers find: the list of a territory and the page of a portrait."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.places.models import Place
from ambassadors.territories.models import Territory
from ambassadors.testimonials.queries import SIZE
from ambassadors.testimonials.quotes import pull_quote
from tests.client import PageClient
from tests.factories.accounts import a_member
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron
from tests.testimonials.conftest import Scene

LIST = "/territoires/bassin-de-brive/temoignages"


def place(name: str) -> int:
    return (
        db.session.scalars(
            select(Place.id).where(Place.name == name).order_by(Place.population.desc())
        ).first()
        or 0
    )


def told(scene: Scene, title: str, **values: Any) -> Any:
    return a_testimonial(scene.territory, scene.author, title=title, **values)


def test_the_list_holds_what_is_published_here_and_nothing_else(scene: Scene, client: PageClient) -> None:
    told(scene, "Un portrait publié ici")
    for status in ("draft", "submitted", "returned", "rejected", "unpublished", "retired"):
        a_testimonial(scene.territory, scene.author, status, title=f"Un portrait {status}")
    a_testimonial(aveyron(state="open"), scene.author, title="Un portrait d’ailleurs")
    db.session.commit()
    page = client.get(LIST).text
    assert "Un portrait publié ici" in page and "d’ailleurs" not in page
    assert not any(
        f"Un portrait {status}" in page for status in ("draft", "submitted", "returned", "rejected")
    )


def test_filters_meet(scene: Scene, client: PageClient) -> None:
    montreuil, le_mans = place("Montreuil"), place("Le Mans")
    told(scene, "Premier portrait complet", themes=["logement"], segments=["familles"], origin_id=montreuil)
    told(scene, "Second portrait complet", themes=["climat"], segments=["paris"], origin_id=le_mans)
    db.session.commit()
    shown = {
        query: ("Premier" in client.get(f"{LIST}?{query}").text, "Second" in client.get(f"{LIST}?{query}").text)
        for query in ("theme=logement", "public=familles", f"origine={place('Seine-Saint-Denis')}",
                      "theme=climat&public=familles", f"theme=logement&origine={place('Sarthe')}", "theme=inconnu&page=%C3%A9",
                      "public=soignants")
    }  # fmt: skip  # a table reads as a table
    assert list(shown.values()) == [
        (True, False),
        (True, True),
        (True, False),
        (False, True),
        (False, False),
        (True, True),
        (True, True),
    ]
    families = client.get(f"{LIST}?public=familles").text
    assert families.index("Premier portrait") < families.index('id="les-autres"')
    assert families.index('id="les-autres"') < families.index("Second portrait")
    assert "Seine-Saint-Denis" in client.get(LIST).text, "the origins offered are those that exist"
    assert "Personne n’a encore raconté cela" in client.get(f"{LIST}?theme=nature").text


@pytest.mark.parametrize("query", ["", "theme=logement", "public=familles", "theme=logement&public=familles"])
def test_pages_follow_each_other_without_hole_or_double(scene: Scene, client: PageClient, query: str) -> None:
    titles = [f"Portrait numéro {number:02d} de la liste" for number in range(SIZE + 3)]
    for number, title in enumerate(titles):
        told(scene, title, segments=["familles"] if number % 2 else ["paris"])
    db.session.commit()
    first = client.get(f"{LIST}?{query}").text
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(older).text
    seen = [title for title in titles if title in first] + [title for title in titles if title in second]
    assert sorted(seen) == titles and 'rel="prev"' in second
    assert ('id="les-autres"' in second) is ("public" in query)
    back = second.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&")
    assert [title for title in titles if title in client.get(back).text] == [
        title for title in titles if title in first
    ]


def test_empty_says_what_will_be_there(scene: Scene, client: PageClient) -> None:
    page = client.get(LIST)
    assert page.status_code == 200 and "Les premiers récits s’écrivent" in page.text


def test_statements_stay_few_however_much_is_shown(scene: Scene, client: PageClient) -> None:
    item = told(
        scene, "Un portrait entouré", origin_id=place("Montreuil"), destination_id=place("Brive-la-Gaillarde")
    )
    db.session.commit()
    alone = {path: int(client.get(path).headers["X-Query-Count"]) for path in (LIST, item.path)}
    for number in range(6):
        told(scene, f"Une autre voix {number} du bassin", origin_id=place("Le Mans"))
        question = a_question(
            scene.territory, scene.moderator, theme="logement", title=f"Une question {number} ?"
        )
        an_answer(question, scene.author)
    db.session.commit()
    crowded = {
        path: int(client.get(path).headers["X-Query-Count"])
        for path in (LIST, f"{LIST}?theme=logement", item.path)
    }
    assert crowded[LIST] == alone[LIST] and crowded[item.path] == alone[item.path]
    assert max(crowded.values()) <= 4, crowded
    page = client.get(item.path).text
    assert "Une question 5" in page and "Une autre voix 5 du bassin" in page


def test_another_slug_leads_to_the_right_address(scene: Scene, client: PageClient) -> None:
    item = told(scene, "Un portrait bien nommé")
    db.session.commit()
    for path in (f"/temoignages/{item.id}", f"/temoignages/{item.id}-autre-chose"):
        answer = client.get(path)
        assert answer.status_code == 301 and answer.location.endswith(item.path)
    assert client.get("/temoignages/999999-rien").status_code == 404
    assert client.get("/temoignages/99999999999-rien").status_code == 404


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "rejected", "unpublished", "retired"])
def test_what_is_not_public_is_not_there(
    scene: Scene, client: PageClient, signed_in: Callable[[Account], PageClient], status: str
) -> None:
    item = a_testimonial(scene.territory, scene.author, status)
    stranger = a_member(aveyron(), "moderator", "Paul")
    db.session.commit()
    assert client.get(item.path).status_code == 404
    assert client.get(f"/temoignages/{item.id}-faux").status_code == 404, "not even its right address is told"
    assert signed_in(stranger).get(item.path).status_code == 404
    own = signed_in(scene.author).get(item.path)
    assert own.status_code == 200 and "n’est pas publique" in own.text
    assert signed_in(scene.moderator).get(item.path).status_code == (404 if status == "draft" else 200)


def test_a_territory_in_preparation_shows_nothing(client: PageClient, app: Any) -> None:
    territory = a_territory(state="preparing")
    item = a_testimonial(territory, a_member(territory, "ambassador"))
    db.session.commit()
    assert client.get(item.path).status_code == 404 and client.get(LIST).status_code == 404


def test_who_left_is_still_named_as_what_they_were(scene: Scene, client: PageClient) -> None:
    item = told(scene, "Un portrait d’une ancienne")
    db.session.commit()
    assert f"/ambassadeurs/{scene.author.id}-" in client.get(item.path).text
    db.session.scalars(
        select(Membership).where(Membership.account_id == scene.author.id)
    ).one().ended_at = now()
    db.session.commit()
    page = client.get(item.path).text
    assert (
        "Ancien ambassadeur ou ancienne ambassadrice" in page
        and f"/ambassadeurs/{scene.author.id}-" not in page
    )


def test_the_difficult_side_and_the_links_are_always_shown(scene: Scene, client: PageClient) -> None:
    item = told(scene, "Un portrait sans fard", links=["elected"], disclosure="")
    bare = told(scene, "Un portrait sans lien", links=[], disclosure="")
    db.session.commit()
    page = client.get(item.path).text
    assert 'class="hard"' in page and "Ce qui est moins facile" in page and "Exerce un mandat électif" in page
    assert "Aucun lien déclaré" in client.get(bare.path).text


def test_an_old_portrait_says_its_age(scene: Scene, client: PageClient) -> None:
    item = told(scene, "Un portrait déjà ancien")
    item.published_at = now() - timedelta(days=600)
    db.session.commit()
    assert "plus de dix-huit mois" in client.get(item.path).text
    item.confirmed_at = now()
    db.session.commit()
    page = client.get(item.path).text
    assert "plus de dix-huit mois" not in page and "Toujours vrai, dit" in page


def test_an_anonymous_page_sets_no_cookie(scene: Scene, client: PageClient) -> None:
    item = told(scene, "Un portrait lu sans trace")
    db.session.commit()
    assert not any("Set-Cookie" in client.get(path).headers for path in (LIST, item.path))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, None),
        ({"jaime": "<p>Court.</p>"}, None),
        ({"moins-facile": "<p>" + "Une phrase longue et belle sur le train du matin qui manque. " + "</p>"}, None),
        (
            {"jaime": "<p>Et puis non, cette phrase commence par un mot qui s’appuie sur la précédente. La rivière, "
             "le soir, quand il n’y a plus que les martinets et nous deux.</p>"},
            ("La rivière, le soir, quand il n’y a plus que les martinets et nous deux", "jaime"),
        ),
    ],
)  # fmt: skip  # the sentences read better whole
def test_a_sentence_worth_lifting(parts: dict[str, str], expected: tuple[str, str] | None) -> None:
    assert pull_quote(parts) == expected


def test_a_former_territory_slug_still_leads_to_the_list(scene: Scene, client: PageClient) -> None:
    assert client.get("/territoires/nulle-part/temoignages").status_code == 404
    assert isinstance(scene.territory, Territory)
