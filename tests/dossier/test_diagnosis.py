"""The diagnosis of a dossier: what each theme holds and lacks, what readers ask of it, for managers alone."""

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import pytest
from flask import Flask

from ambassadors.accounts.models import Account
from ambassadors.core.clock import today
from ambassadors.dossier.queries.diagnosis import diagnosis_of
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import a_cell, a_connection, a_fact, a_highlight, an_owner
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron

SignIn = Callable[[Account], PageClient]
DESK = "/bureau/bassin-de-brive/dossier"
PAGE = f"{DESK}/diagnostic"
CRECHE = ("Trouve-t-on une place en crèche municipale ?", "Une place en crèche municipale, est-ce possible ?")


class Table(HTMLParser):
    """Reads the rows of the page's table by their first cell, and the scopes of its headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: dict[str, list[str]] = {}
        self.scopes: list[str] = []
        self._row: list[str] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._row = []
        if tag in ("th", "td"):
            self._row.append("")
            self._inside = True
            self.scopes += [value or "" for name, value in attrs if name == "scope"]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._inside = False
        if tag == "tr" and len(self._row) > 1:
            self.rows[self._row[0]] = self._row[1:]

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._row[-1] = " ".join(f"{self._row[-1]} {data}".split())


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory()


@pytest.fixture
def manager(signed_in: SignIn, territory: Territory) -> PageClient:
    return signed_in(a_member(territory, "manager"))


def section(page: str, name: str) -> str:
    """Return the part of a page under a heading."""
    found = re.search(rf'<section[^>]*aria-labelledby="{name}">(.*?)</section>', page, re.S)
    assert found, name
    return re.sub(r"[\u00a0\u202f]", " ", found[1])


def test_the_grid_says_what_each_theme_holds(
    signed_in: SignIn, territory: Territory, manager: PageClient
) -> None:
    partner, ambassador = a_member(territory, "partner", "Paul Vialle"), a_member(territory, "ambassador")
    old = a_fact("Loyer d’avant", dated=date(2019, 5, 31))
    a_cell(territory, "logement", "On trouve.", a_fact(), old)
    an_owner(territory, "logement", partner)
    a_testimonial(territory, ambassador, themes=["logement"])
    an_answer(a_question(territory, an_account(), theme="logement"), ambassador)
    a_question(territory, an_account(), theme="logement", title="Combien coûte un garage fermé ?")
    a_highlight(territory)
    a_connection(territory)
    a_cell(aveyron(), "climat", "Ailleurs.")
    table = Table(manager.get(PAGE).text)
    assert len(table.rows) == 1 + 14
    assert {"col", "row", "rowgroup"} == set(table.scopes)
    text, facts, voices, answers, owner = table.rows["Logement"]
    assert text == "en ligne" and owner == "Paul Vialle"
    assert facts == "2 faits depuis mai 2019 1 ancien"
    assert (voices, answers) == ("1", "1 sur 2")
    assert table.rows["Temps forts de l’année"][1] == "1 date"
    assert table.rows["Connexions (voisins, capitale, mer, montagne)"][1] == "1 trajet"
    assert table.rows["Climat"][:3] == ["manque", "manquent", "aucun"]
    assert "à choisir" in table.rows["Climat"][4]


def test_questions_the_dossier_does_not_answer_come_by_theme_the_most_asked_first(
    territory: Territory, manager: PageClient
) -> None:
    asker = an_account("Nora")
    a_cell(territory, "logement", "On trouve.", a_fact())
    answered = a_question(territory, asker, theme="logement", title="Faut-il un garant pour louer ?")
    an_answer(answered, a_member(territory, "ambassador"))
    a_question(territory, asker, theme="logement", title="Combien coûte un garage fermé ?")
    for title in (*CRECHE, "Quels médecins prennent de nouveaux patients ?"):
        a_question(territory, asker, theme="qualite-de-vie", title=title)
    visit = a_question(territory, asker, theme="nature", title="Où planter sa tente un week-end ?")
    visit.closed_reason = "touristique"
    a_question(territory, asker, "submitted", theme="climat", title="Neige-t-il souvent en hiver ?")
    a_question(aveyron(), asker, theme="ville", title="Y a-t-il des pistes cyclables ?")
    shown = section(manager.get(PAGE).text, "questions")
    assert shown.index("Qualité de vie") < shown.index("Logement")
    assert "3 questions" in shown and "et 1 autre qui lui ressemble" in shown
    assert sum(title in shown for title in CRECHE) == 1
    assert shown.index("crèche") < shown.index("médecins")
    assert "garage fermé" in shown and "garant" not in shown
    assert not any(words in shown for words in ("sa tente", "Neige", "pistes"))
    assert "/questions?theme=logement&amp;etat=en-attente" in shown
    assert '/questions?theme=qualite-de-vie"' in shown


def test_a_duplicate_counts_with_the_question_it_leads_to(territory: Territory) -> None:
    asker = an_account("Nora")
    first = a_question(territory, asker, theme="climat", title="Neige-t-il souvent en hiver ?")
    other = a_question(territory, asker, theme="climat", title="Faut-il des pneus spéciaux ?")
    other.closed_reason, other.duplicate_of = "doublon", first
    (gap,) = diagnosis_of(territory, today()).gaps
    assert [(thing.question.id, thing.others) for thing in gap.things] == [(first.id, 1)]
    assert (gap.theme.asked, gap.number) == (2, 2)


def test_a_duplicate_of_what_is_answered_is_left_open_by_nothing(territory: Territory) -> None:
    asker = an_account("Nora")
    a_cell(territory, "climat", "Il neige.")
    first = a_question(territory, asker, theme="climat", title="Neige-t-il souvent en hiver ?")
    an_answer(first, a_member(territory, "ambassador"))
    other = a_question(territory, asker, theme="climat", title="Faut-il des pneus spéciaux ?")
    other.closed_reason, other.duplicate_of = "doublon", first
    assert diagnosis_of(territory, today()).gaps == []


def test_what_to_document_comes_in_the_order_of_what_readers_ask(
    territory: Territory, manager: PageClient
) -> None:
    a_cell(territory, "logement", "On trouve.", a_fact())
    a_cell(territory, "ville", "La place, le marché.")
    for number in range(3):
        a_question(territory, an_account(), theme="ville", title=f"Que devient la rue numéro {number} ?")
    a_question(territory, an_account(), theme="climat", title="Neige-t-il souvent en hiver ?")
    page = section(manager.get(PAGE).text, "a-documenter")
    assert page.index("Milieu urbain") < page.index("Climat") < page.index("Qualité de vie")
    assert "Logement" not in page
    assert page.count("sans texte</span>") == 12 and page.count("sans fait</span>") == 11
    assert page.count("sans date</span>") == page.count("sans trajet</span>") == 1
    assert f'href="{DESK}/climat"' in page


def test_a_whole_dossier_has_nothing_left_to_document(territory: Territory, manager: PageClient) -> None:
    a_connection(territory, "Limoges", to_paris=False)
    a_cell(territory, "connexions", "Trois trains.")
    assert "connexions" in {one.at.theme for one in diagnosis_of(territory, today()).to_document}
    assert "Paris manque" in section(manager.get(PAGE).text, "a-documenter")
    a_connection(territory)
    assert "connexions" not in {one.at.theme for one in diagnosis_of(territory, today()).to_document}


def test_it_costs_the_same_whatever_is_written(territory: Territory, manager: PageClient) -> None:
    before = int(manager.get(PAGE).headers["X-Query-Count"])
    ambassador = a_member(territory, "ambassador", themes=["climat", "logement"])
    for theme in ("logement", "climat", "ville"):
        a_cell(territory, theme, "Un texte.", a_fact(), a_fact("Autre"))
        a_testimonial(territory, ambassador, themes=[theme])
        for title in CRECHE:
            a_question(territory, an_account(), theme=theme, title=title)
    a_question(territory, an_account(), theme="nature")
    assert int(manager.get(PAGE).headers["X-Query-Count"]) == before


def test_it_gives_no_score_and_names_no_other_territory(territory: Territory, manager: PageClient) -> None:
    aveyron()
    page = manager.get(PAGE).text
    assert "%" not in section(page, "grille") and "Aveyron" not in page
    assert not re.search(r"\bscore\b|\bnote\b|\brang\b", page)


@pytest.mark.parametrize(("role", "status"), [("partner", 403), ("moderator", 403), ("ambassador", 404)])
def test_only_managers_read_it(signed_in: SignIn, territory: Territory, role: str, status: int) -> None:
    browser = signed_in(a_member(territory, role))
    assert browser.get(PAGE).status_code == status
    if status == 403:
        assert PAGE not in browser.get(DESK).text


def test_the_desk_leads_to_it(manager: PageClient) -> None:
    for page in (DESK, f"{DESK}/interlocuteurs"):
        assert f'href="{PAGE}"' in manager.get(page).text
