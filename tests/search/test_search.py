"""The contract of search: the same questions, the same answers, on both databases."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import Markup
from sqlalchemy import func, select, text

from ambassadors.access.actor import Actor
from ambassadors.core.db import db
from ambassadors.dossier.service.publishing import publish_cell
from ambassadors.moderation.engine import transition
from ambassadors.search.highlights import marked, passage
from ambassadors.search.models import SearchDocument
from ambassadors.search.service import NEWEST, Wanted, search
from ambassadors.territories.models import Territory
from ambassadors.territories.order import of_the_day
from ambassadors.territories.service import Names, rename, write_space
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.dossier import a_fact, an_edition, an_open_edition
from tests.factories.submissions import REFUSED, a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron

VISITOR = Actor.anonymous()

CORPUS = {
    "creche": ("Trouve-t-on une crèche pour un enfant de deux ans ?", "Nous allons déménager en août."),
    "demenagement": ("Comment avez-vous organisé votre déménagement ?", "Camion, cartons, garde-meubles."),
    "loyer": ("Combien coûte un loyer près de la gare ?", "Un trois-pièces avec un balcon, côté école."),
    "lois": ("Quelles lois protègent le littoral ?", "Une curiosité de juriste."),
    "travail": ("Y a-t-il des travaux sur la ligne de train ?", "Je prends le train chaque lundi."),
    "coeur": ("Vit-on bien au cœur de la ville l’hiver ?", "On nous dit que les rues sont vides."),
    "cheval": ("Où mettre nos chevaux en pension ?", "Deux juments et un âne."),
    "medecin": ("Trouve-t-on un médecin traitant ?", "Pour mes parents âgés de 75 ans."),
}

EXPECTED = [
    ("enfants", {"creche"}),
    ("déménager avec des enfants", {"creche", "demenagement"}),
    ("demenager", {"creche", "demenagement"}),
    ("LOYERS", {"loyer"}),
    ("loi", {"lois"}),
    ("écoles", {"loyer"}),
    ("ecole", {"loyer"}),
    ("l'école", {"loyer"}),
    ("coeur", {"coeur"}),
    ("cœurs", {"coeur"}),
    ("cheval", {"cheval"}),
    ("médecins", {"medecin"}),
    ("trains", {"travail"}),
    ("75", {"medecin"}),
    ("garde meubles", {"demenagement"}),
    ("hélicoptère", set()),
    ("", set()),
    ("avec", {"loyer"}),  # a small word counts when there is nothing else
    ("\"'(* OR - NEAR", set()),
    ("ville:coeur* AND", {"coeur"}),
]


@pytest.fixture
def corpus(app: Flask) -> dict[int, str]:
    """Eight questions of one territory, by id."""
    territory, asker = a_territory(), an_account("Hugo")
    made = {}
    for name, (title, words) in CORPUS.items():
        made[a_question(territory, asker, title=title, text=words).id] = name
    return made


def found(wanted: str | Wanted, corpus: dict[int, str], actor: Actor = VISITOR) -> set[str]:
    """Return the names of the questions found."""
    results = search(actor, wanted if isinstance(wanted, Wanted) else Wanted(wanted))
    ids = [
        row.ref_id
        for row in db.session.scalars(select(SearchDocument))
        if row.id in {h.id for h in results.hits}
    ]
    return {corpus[row_id] for row_id in ids if row_id in corpus}


@pytest.mark.parametrize(("typed", "expected"), EXPECTED)
def test_what_is_typed_finds_what_is_meant(corpus: dict[int, str], typed: str, expected: set[str]) -> None:
    assert found(typed, corpus) == expected


def test_a_word_in_the_title_comes_first(app: Flask) -> None:
    territory, asker = a_territory(), an_account()
    in_title = a_question(territory, asker, title="Une maison avec un jardin, est-ce possible ?")
    a_question(territory, asker, title="Combien coûte une toiture ici ?", text="Nous avons un jardin.")
    first = search(VISITOR, Wanted("jardin")).hits[0]
    assert first.path == in_title.path


def test_only_what_is_published_is_found(app: Flask) -> None:
    territory, asker = a_territory(), an_account()
    moderator = a_member(territory, "moderator").as_actor()
    question = a_question(territory, asker, "submitted", title="Y a-t-il une fanfare municipale ?")
    assert search(VISITOR, Wanted("fanfare")).total == 0
    transition(moderator, question, "approve", version=question.version)
    answer = an_answer(
        question, a_member(territory, "ambassador"), text="Oui, elle répète le jeudi au kiosque."
    )
    assert [hit.kind for hit in search(VISITOR, Wanted("kiosque")).hits] == ["answer"]
    transition(moderator, question, "unpublish", reason=REFUSED, version=question.version)
    assert search(VISITOR, Wanted("fanfare")).total == 0
    assert search(VISITOR, Wanted("kiosque")).total == 0, "an answer shows no more than its question"
    assert answer.status == "published"


def test_a_territory_in_preparation_is_found_by_its_team_alone(app: Flask) -> None:
    hidden = a_territory(state="preparing")
    write_space(hidden, {"tagline": "Des clafoutis toute l’année"})
    db.session.flush()
    manager = a_member(hidden, "manager")
    assert search(VISITOR, Wanted("clafoutis")).total == 0
    assert search(manager.as_actor(), Wanted("clafoutis")).total == 1


def test_filters(app: Flask) -> None:
    here, there, asker = a_territory(), aveyron(), an_account()
    a_question(here, asker, title="Le marché est-il couvert l’hiver ?", theme="vie-culturelle")
    a_question(there, asker, title="Le marché du samedi, où se gare-t-on ?", theme="ville")
    a_testimonial(here, a_member(here, "ambassador"), title="Le marché du mardi et mon bureau")
    assert search(VISITOR, Wanted("marché")).total == 3
    assert search(VISITOR, Wanted("marché", kind="testimonial")).total == 1
    assert search(VISITOR, Wanted("marché", territory_id=there.id)).total == 1
    assert search(VISITOR, Wanted("marché", theme="vie-culturelle")).total == 1


def test_the_full_text_index_follows_its_rows(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's index is an expression of the row")
    territory, asker = a_territory(), an_account()
    question = a_question(territory, asker, title="Un tilleul centenaire devant l’école ?")
    document = db.session.scalars(select(SearchDocument).where(SearchDocument.ref_id == question.id)).one()
    document.stems = "platane"
    db.session.flush()
    hits = db.session.execute(
        text("SELECT count(*) FROM search_fts WHERE search_fts MATCH 'tilleul'")
    ).scalar()
    assert hits == 0
    db.session.execute(text("INSERT INTO search_fts (search_fts) VALUES ('integrity-check')"))


def test_the_page(client: FlaskClient, corpus: dict[int, str]) -> None:
    page = client.get("/recherche?q=enfants")
    assert page.status_code == 200
    assert "<mark>enfant</mark>" in page.text
    assert int(page.headers["X-Query-Count"]) <= 4
    assert "Set-Cookie" not in page.headers
    assert client.get("/recherche?q=h%C3%A9licopt%C3%A8re").text.count("posez-la") == 1
    for odd in (
        "?q=" + "a" * 5000,
        "?q=<script>",
        "?page=-1",
        "?territoire=99999999999999",
        "?nature=zzz",
        "?theme=%27",
    ):
        assert client.get("/recherche" + odd).status_code == 200, odd
    assert client.get("/recherche?q=%00").status_code == 400


def test_a_place_is_answered_by_the_territories_around(client: FlaskClient, corpus: dict[int, str]) -> None:
    page = client.get("/recherche?q=Ussel")
    assert "Ussel, Corrèze" in page.text
    assert 'href="/territoires/lieu?q=Ussel+%28Corr%C3%A8ze' in page.text
    assert "Rien trouvé" not in page.text
    more = client.get("/recherche?q=Saint-Denis+93")
    assert "Saint-Denis, Seine-Saint-Denis" in more.text
    assert "Saint-Denis, La Réunion" not in more.text
    for answer in (page, more, client.get("/recherche?q=loyer+de+Brive")):
        assert int(answer.headers["X-Query-Count"]) <= 4


def test_no_territory_is_always_last(app: Flask) -> None:
    made = [a_territory(), aveyron(), a_territory("72181", "le-mans")]
    for territory in made:
        write_space(territory, {"tagline": "Un kiosque"})
    write_space(made[2], {"tagline": "Un kiosque à musique"})
    db.session.flush()
    first: dict[str, set[int]] = {"": set(), "territory": set()}
    for day in (date(2026, 11, 1) + timedelta(days=number) for number in range(12)):
        for kind, seen in first.items():
            hits = search(VISITOR, Wanted("kiosque", kind=kind, day=day)).hits
            assert [hit.territory_id for hit in hits] == of_the_day([one.id for one in made], day, int)
            seen.add(hits[0].territory_id)
    assert [len(seen) for seen in first.values()] == [3, 3]


def test_highlights_escape_what_people_wrote() -> None:
    assert marked("<b>Une école</b>", ["ecol"]) == Markup("&lt;b&gt;Une <mark>école</mark>&lt;/b&gt;")
    long = "mot " * 100 + "crèche" + " suite" * 100
    shown = passage(long, ["crech"])
    assert (
        "<mark>crèche</mark>" in shown
        and shown.startswith("… ")
        and shown.endswith(" …")
        and len(shown) < 420
    )


def _fill(territory: Territory, total: int) -> None:
    """Write many questions that hold the word «poirier»."""
    rows = [
        {
            "kind": "question",
            "ref_id": 10_000 + number,
            "territory_id": territory.id,
            "path": f"/questions/{number}",
            "title": "Poirier",
            "body": "Poirier",
            "title_stems": "poiri",
            "stems": "poiri",
            "themes": " ",
            "published_at": territory.created_at,
        }
        for number in range(total)
    ]
    db.session.execute(SearchDocument.__table__.insert(), rows)  # type: ignore[attr-defined]  # a Table


def test_ranking_is_bounded(app: Flask) -> None:
    total = NEWEST + 5
    _fill(a_territory(), total)
    assert db.session.scalar(select(func.count()).where(SearchDocument.stems == "poiri")) == total
    assert search(VISITOR, Wanted("poirier")).total == NEWEST


def test_a_territory_is_found_by_its_name_first_whatever_was_written_since(app: Flask) -> None:
    poirier = a_territory(name="Le Poirier")
    write_space(poirier, {"tagline": "Un verger et une gare"})
    db.session.flush()
    _fill(poirier, NEWEST + 5)
    for typed in ("poirier", "loger au Poirier"):
        first = search(VISITOR, Wanted(typed)).hits[0]
        assert (first.kind, first.title) == ("territory", "Le Poirier"), typed
    assert search(VISITOR, Wanted("poirier", kind="question")).hits[0].kind == "question"


def test_titles_found_are_typeset() -> None:
    assert marked("Père Fouettard : l'école ?", ["ecol"]) == Markup(
        "Père Fouettard\u00a0: l’<mark>école</mark>\u202f?"
    )


def test_a_theme_of_a_dossier_is_found_by_its_text_and_its_facts(app: Flask) -> None:
    territory = a_territory()
    manager = a_member(territory, "manager").as_actor()
    said = {"text": "Des granges à **rénover**.", "facts": [a_fact("Loyer médian")]}
    cell = publish_cell(manager, territory, "logement", None, said, 0)
    for words in ("grange rénovée", "loyers médians"):
        (hit,) = search(VISITOR, Wanted(words)).hits
        assert (hit.kind, hit.path, hit.title) == (
            "dossier",
            "/territoires/bassin-de-brive/dossier/logement",
            "Logement",
        )
    assert search(VISITOR, Wanted("granges", kind="dossier", theme="logement")).total == 1
    assert search(VISITOR, Wanted("granges", theme="climat")).total == 0
    publish_cell(manager, territory, "logement", None, {"text": "Des maisons."}, cell.version)
    assert search(VISITOR, Wanted("granges")).total == 0
    publish_cell(manager, territory, "logement", None, {"text": ""}, cell.version)
    assert search(VISITOR, Wanted("maisons")).total == 0


def test_a_theme_of_a_dossier_follows_its_territory(app: Flask) -> None:
    territory = a_territory()
    manager = a_member(territory, "manager").as_actor()
    publish_cell(manager, territory, "climat", None, {"text": "Des brumes."}, 0)
    rename(an_admin().as_actor(), territory, Names("Pays de Brive", "à Brive", "de Brive", "pays-de-brive"))
    (hit,) = search(VISITOR, Wanted("brumes")).hits
    assert hit.path == "/territoires/pays-de-brive/dossier/climat"
    territory.state = "preparing"
    db.session.flush()
    assert search(VISITOR, Wanted("brumes")).total == 0
    assert search(manager, Wanted("brumes")).total == 1


def test_a_theme_of_an_edition_is_read_within_it(app: Flask) -> None:
    territory, edition = a_territory(), an_edition()
    an_open_edition(territory, edition)
    manager = a_member(territory, "manager").as_actor()
    publish_cell(manager, territory, "emploi", edition.id, {"text": "Des brumes."}, 0)
    assert search(VISITOR, Wanted("brumes")).total == 0
