"""Reading a dossier: always the fourteen themes, sourced facts, voices at the relevant passage, few statements."""

import re
from datetime import date

import pytest
import time_machine
from sqlalchemy import select

from ambassadors.core.db import db
from ambassadors.dossier.cell import Pin
from ambassadors.dossier.fact import Fact, Point
from ambassadors.dossier.queries import voices
from ambassadors.places.models import Place
from ambassadors.territories.grid import GUIDING_QUESTIONS, THEMES
from ambassadors.territories.models import TerritoryPlace
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import (
    a_cell,
    a_connection,
    a_fact,
    a_highlight,
    an_edition,
    an_open_edition,
    an_owner,
    fill,
)
from tests.factories.network import an_organisation
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import AVEYRON, a_territory, aveyron

DOSSIER = "/territoires/bassin-de-brive/dossier"

SQUARE = {
    "key": "cells/ab/place.jpg",
    "width": 1600,
    "height": 900,
    "alt": "La place du marché",
    "credit": "Nora",
}


def statements(page: object) -> int:
    return int(page.headers["X-Query-Count"])  # type: ignore[attr-defined]  # a response


def test_an_empty_dossier_has_every_theme_in_order_and_says_what_to_do(client: PageClient) -> None:
    a_territory()
    page = client.get(DOSSIER)
    assert page.status_code == 200
    read = [page.text.index(f'id="{theme}"') for theme in THEMES]
    assert read == sorted(read)
    for question in GUIDING_QUESTIONS:
        assert f'id="{question.slug}"' in page.text
    assert page.text.count("Le territoire n’a encore rien écrit sur ce thème.") == len(THEMES)
    assert page.text.count("Personne ne répond encore de ce thème") == len(THEMES)
    assert "/questions/nouvelle?theme=climat" in page.text
    assert "Set-Cookie" not in page.headers


def test_the_question_form_keeps_the_theme_one_comes_from(client: PageClient) -> None:
    a_territory()
    page = client.get("/territoires/bassin-de-brive/questions/nouvelle?theme=climat")
    assert re.search(
        r"<option[^>]*selected[^>]*value=\"climat\"|value=\"climat\"[^>]*(selected|checked)", page.text
    )


def test_a_theme_brings_everything_together(client: PageClient) -> None:
    here = a_territory()
    house = an_organisation(here, "Maison du logement")
    paul = a_member(here, "partner", "Paul Arnal", organisation_id=house.id)
    an_owner(here, "logement", paul, house)
    a_cell(here, "logement", "Les murs sont **épais**.", a_fact("Loyer médian", "9,20"))
    told = "Nous avons acheté une maison avec un jardin. Le vendredi, on chante."
    parts = {"partir": "Le bruit.", "ici": "Les amis. " * 30, "quotidien": told, "moins-facile": "Le train."}
    a_testimonial(here, an_account("Nora"), parts=parts)
    an_answer(a_question(here, an_account("Inès"), theme="logement"), a_member(here, "ambassador"))
    page = client.get(f"{DOSSIER}/logement")
    assert page.status_code == 200 and statements(page) <= 8
    for words in ("<strong>épais</strong>", "9,20", "Observatoire local", "acheté une maison", "Maison du logement",
                  "Paul Arnal", "On l’a demandé, on a répondu"):  # fmt: skip  # a list of words
        assert words in page.text, words
    assert "Les amis. Les amis." not in page.text


def test_what_is_missing_is_said(client: PageClient) -> None:
    here = a_territory()
    a_cell(here, "climat", "Il pleut.")
    page = client.get(f"{DOSSIER}/climat").text
    assert "Il manque encore ici" in page and "la voix de quelqu’un qui y vit" in page
    assert "un texte du territoire" not in page
    assert "/questions/nouvelle?theme=ville" in client.get(f"{DOSSIER}/ville").text
    assert "racontez</a>" in client.get(f"{DOSSIER}/ville").text


def test_missing_dates_and_the_way_to_paris_are_said(client: PageClient) -> None:
    here = a_territory()
    assert "les dates de l’année" in client.get(f"{DOSSIER}/temps-forts").text
    assert "des trajets" in client.get(f"{DOSSIER}/connexions").text
    a_highlight(here)
    a_connection(here, "Limoges", to_paris=False)
    assert "les dates de l’année" not in client.get(f"{DOSSIER}/temps-forts").text
    page = client.get(f"{DOSSIER}/connexions").text
    assert "le temps de trajet jusqu’à Paris" in page and "des trajets" not in page
    a_connection(here)
    assert "jusqu’à Paris" not in client.get(f"{DOSSIER}/connexions").text


@time_machine.travel("2026-11-26T12:00:00+01:00")
def test_an_old_fact_says_so(client: PageClient) -> None:
    here = a_territory()
    a_cell(
        here,
        "logement",
        "",
        a_fact("Jeune", dated=date(2024, 11, 26)),
        a_fact("Vieux", dated=date(2024, 11, 25)),
    )
    page = client.get(f"{DOSSIER}/logement").text
    assert page.count("Plus de deux ans : à vérifier".replace(" :", "\u00a0:")) == 1
    assert page.index("Vieux") < page.index("Plus de deux ans")


def test_a_series_is_drawn_and_told_in_a_table(client: PageClient) -> None:
    a_cell(a_territory(), "logement", "", a_fact(series=(Point(2019, 7.5), Point(2024, 9.2))))
    page = client.get(f"{DOSSIER}/logement").text
    assert "<polyline" in page and 'role="img"' in page
    assert '<th scope="row">2019</th><td>7,5</td>' in page
    assert "style=" not in page


def test_official_facts_are_never_typed(client: PageClient) -> None:
    here = a_territory()
    page = client.get(DOSSIER).text
    official = page[page.index("En chiffres officiels") :][:1500]
    population = f"{here.place.population:,}".replace(",", "\u202f")
    assert population in official and "Corrèze" in official and "Nouvelle-Aquitaine" in official
    assert "INSEE" in official
    density = round(here.place.population * 100 / 80_872)
    assert f"{density:,} habitants au km²".replace(",", "\u202f") in official
    assert "superficie\u00a0: DGCL (critères de répartition), 2022" in official


def test_a_density_is_told_only_where_every_area_is_known(client: PageClient) -> None:
    here = a_territory()
    further = db.session.scalars(select(Place).where(Place.code == AVEYRON)).one()
    db.session.add(TerritoryPlace(territory_id=here.id, place_id=further.id))
    db.session.flush()
    together = round((here.place.population + further.population) * 100 / (80_872 + 873_512))
    assert f"{together} habitants au km²" in client.get(DOSSIER).text
    further.area = None
    db.session.flush()
    page = client.get(DOSSIER).text
    assert "au km²" not in page and "critères de répartition" not in page


@time_machine.travel("2026-11-26T12:00:00+01:00")
def test_a_yearly_highlight_shows_its_next_date(client: PageClient) -> None:
    here = a_territory()
    a_highlight(here, "Foire du livre", starts_on=date(2025, 11, 7), ends_on=date(2025, 11, 9))
    a_highlight(here, "Une seule fois", starts_on=date(2025, 3, 1), ends_on=date(2025, 3, 1), yearly=False)
    page = client.get(f"{DOSSIER}/temps-forts").text
    assert "2027-11-07" in page and page.index("Foire du livre") < page.index("Une seule fois")
    assert "passé" in page[page.index("2025-03-01") :]


def test_paris_comes_first_among_the_links(client: PageClient) -> None:
    here = a_territory()
    a_connection(here, "Limoges", mode="voiture", minutes=65, to_paris=False)
    a_connection(here, "Paris-Austerlitz", minutes=270)
    page = client.get(f"{DOSSIER}/connexions").text
    assert page.index("Paris-Austerlitz") < page.index("Limoges")
    assert "4 h 30" in page and "1 h 05" in page


def test_pinned_words_come_first(client: PageClient) -> None:
    here, nora = a_territory(), an_account("Nora")
    old = a_testimonial(here, nora, title="Le plus ancien de tous ici")
    for number in range(3):
        a_testimonial(here, nora, title=f"Un témoignage plus récent {number}")
    page = client.get(DOSSIER).text
    assert "Le plus ancien de tous ici" not in page[page.index('id="logement"') : page.index('id="emploi"')]
    db.session.add(Pin(territory_id=here.id, theme="logement", submission_id=old.id))
    db.session.flush()
    page = client.get(DOSSIER).text
    chapter = page[
        page.index('<h3 class="cell__title" id="logement"') : page.index(
            '<h3 class="cell__title" id="emploi"'
        )
    ]
    assert "Le plus ancien de tous ici" in chapter and "choisi par le territoire" in chapter


def test_a_pinned_answer_speaks_for_its_question(client: PageClient) -> None:
    here = a_territory()
    question = a_question(here, an_account("Inès"), theme="climat")
    an_answer(question, a_member(here, "ambassador"), text="La première réponse donnée.")
    second = an_answer(question, a_member(here, "ambassador", "Luc"), text="La réponse choisie.")
    assert "La première réponse donnée." in client.get(f"{DOSSIER}/climat").text
    db.session.add(Pin(territory_id=here.id, theme="climat", submission_id=second.id))
    db.session.flush()
    page = client.get(f"{DOSSIER}/climat").text
    assert "La réponse choisie." in page and "La première réponse donnée." not in page


def test_a_public_brings_first_what_speaks_to_it(client: PageClient) -> None:
    here, nora = a_territory(), an_account("Nora")
    a_testimonial(here, nora, title="Pour les familles surtout", segments=["familles"])
    for number in range(2):
        a_testimonial(here, nora, title=f"Pour les soignants {number} plutôt", segments=["soignants"])
    plain, chosen = client.get(DOSSIER), client.get(f"{DOSSIER}?public=familles")
    assert "Pour les familles surtout" not in plain.text and "Pour les familles surtout" in chosen.text
    assert chosen.text == client.get(f"{DOSSIER}?public=familles").text
    assert "Set-Cookie" not in chosen.headers
    assert client.get(f"{DOSSIER}?public=personne").status_code == 200


def test_what_speaks_to_a_public_comes_before_what_is_pinned(client: PageClient) -> None:
    here, nora = a_territory(), an_account("Nora")
    meant, loved, pinned = (
        a_testimonial(here, nora, title=title, segments=segments)
        for title, segments in (
            ("Les familles, en passant", ["familles"]),
            ("Les familles, mis en avant", ["familles"]),
            ("Mis en avant pour chacun", []),
        )
    )
    asked = [a_question(here, nora, theme="logement", segment=segment) for segment in (None, "familles")]
    answers = [an_answer(question, a_member(here, "ambassador")) for question in asked]
    for place, number in enumerate((pinned.id, loved.id, answers[0].id)):
        db.session.add(Pin(territory_id=here.id, theme="logement", submission_id=number, position=place))
    db.session.flush()
    orders = {None: [pinned, loved, meant], "familles": [loved, meant, pinned]}
    for segment, order in orders.items():
        told = voices.testimonials_under(here.id, ["logement"], 9, segment)["logement"]
        assert [one.id for one in told] == [one.id for one in order], segment
        said = voices.questions_under(here.id, ["logement"], 9, segment)["logement"]
        assert [one.id for one in said] == [one.id for one in (asked[::-1] if segment else asked)], segment


def test_a_public_once_chosen_is_kept_from_page_to_page(client: PageClient) -> None:
    here, home = a_territory(), "/territoires/bassin-de-brive"
    for slug, segment in (("trouver-un-emploi", "salaries"), ("entreprendre", "entrepreneurs")):
        an_open_edition(here, an_edition(slug, slug, segment=segment, themes=["logement"]))
    a_highlight(here)
    for page in (home, DOSSIER, f"{DOSSIER}/logement", f"{home}/editions/entreprendre"):
        assert "public=" not in client.get(page).text, page
        read = client.get(f"{page}?public=entrepreneurs").text
        led = re.findall(rf'<a [^>]*href="({home}(?:/dossier|/editions)[^".]*)"', read)
        assert led and all("?public=entrepreneurs" in one for one in led), (page, led)
    chosen = client.get(f"{DOSSIER}?public=entrepreneurs").text
    assert chosen.index("/editions/entreprendre?") < chosen.index("/editions/trouver-un-emploi?")
    theme = client.get(f"{DOSSIER}/logement?public=entrepreneurs").text
    assert "Ce qui parle à ce public vient en premier" in theme
    for kind in ("questions", "temoignages"):
        assert f'href="{home}/{kind}?theme=logement&amp;public=entrepreneurs"' in theme
    assert f'href="{DOSSIER}?public=entrepreneurs#logement"' in theme


def test_only_this_territory_speaks(client: PageClient) -> None:
    here, elsewhere = a_territory(), aveyron()
    a_cell(elsewhere, "logement", "Texte du voisin.")
    a_testimonial(elsewhere, an_account("Nora"), title="Un récit du voisin")
    a_testimonial(here, an_account("Luc"), "submitted", title="Un récit pas encore relu")
    page = client.get(DOSSIER).text
    assert "du voisin" not in page and "pas encore relu" not in page


def test_a_whole_dossier_takes_eight_statements_whatever_it_holds(client: PageClient) -> None:
    here = a_territory()
    empty = statements(client.get(DOSSIER))
    fill(here)
    full = client.get(DOSSIER)
    assert statements(full) == empty <= 8
    assert full.text.count('class="fact"') == len(THEMES) * 8


def test_an_unknown_theme_is_not_found(client: PageClient) -> None:
    a_territory()
    assert client.get(f"{DOSSIER}/gastronomie").status_code == 404


def test_a_territory_in_preparation_shows_no_dossier(client: PageClient) -> None:
    a_territory(state="preparing")
    assert client.get(DOSSIER).status_code == client.get(f"{DOSSIER}/climat").status_code == 404


def test_contacts_tell_who_answers_for_each_theme(client: PageClient) -> None:
    here = a_territory()
    an_owner(here, "emploi", organisation=an_organisation(here, "Chambre économique"))
    page = client.get("/territoires/bassin-de-brive/contacts")
    assert page.text.count("Personne n’en répond encore.") == len(THEMES) - 1
    assert "Chambre économique" in page.text and statements(page) <= 4
    assert "Personne n’y répond encore en ligne." in page.text and "contacts/demande?theme=" not in page.text
    an_owner(here, "climat", a_member(here, "partner"))
    page = client.get("/territoires/bassin-de-brive/contacts")
    assert 'contacts/demande?theme=climat"' in page.text and statements(page) <= 4
    here.state = "paused"
    db.session.commit()
    resting = client.get("/territoires/bassin-de-brive/contacts").text
    assert "bassin-de-brive/questions/nouvelle" not in resting and "contacts/demande" not in resting


@pytest.mark.parametrize(
    ("dated", "old"), [(date(2024, 11, 25), True), (date(2024, 11, 26), False), (None, False)]
)
def test_the_age_of_a_fact(dated: date | None, old: bool) -> None:
    fact = a_fact(dated=dated, series=(Point(2019, 7.5),), past_value="8", past_dated=date(2015, 1, 1))
    assert fact.is_old(date(2026, 11, 26)) is old
    assert Fact.of(fact.stored()) == fact


def test_an_edition_shows_its_themes_in_its_order_and_its_own_words_first(client: PageClient) -> None:
    here = a_territory()
    edition = an_edition(themes=["logement", "emploi"])
    address = "/territoires/bassin-de-brive/editions/trouver-un-emploi"
    assert client.get(address).status_code == 302, "closed there: to the dossier"
    an_open_edition(here, edition, intro_html="<p>Par où commencer.</p>")
    a_cell(here, "emploi", "Pour tout le monde.", a_fact("Salaire médian"))
    a_cell(here, "logement", "Le logement en général.", a_fact("Loyer médian"), pictures=[SQUARE])
    a_cell(here, "emploi", "Pour qui cherche un poste.", a_fact("Postes ouverts"), edition_id=edition.id)
    a_cell(here, "logement", "", edition_id=edition.id)
    page = client.get(address)
    assert page.status_code == 200 and statements(page) <= 8
    assert f"Trouver un emploi {here.at_name}" in page.text and "Par où commencer." in page.text
    assert (
        page.text.index('id="logement"') < page.text.index('id="emploi"') and 'id="climat"' not in page.text
    )
    assert "Pour qui cherche un poste." in page.text and "Pour tout le monde." not in page.text
    assert "Postes ouverts" in page.text and "Salaire médian" not in page.text
    lent = page.text[page.text.index('id="logement"') : page.text.index('id="emploi"')]
    for words in ("Le logement en général.", "Loyer médian", 'alt="La place du marché"'):
        assert words in lent, words
    assert "un texte du territoire" not in page.text and "des faits datés" not in page.text
    assert address in client.get(DOSSIER).text
