"""The picture of a shared page: fitted, never clipped, the same for the same words, seen by who may see the page."""

from collections.abc import Callable
from io import BytesIO
from re import search

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image, ImageDraw

from ambassadors.accounts.models import Account
from ambassadors.brand import printing
from ambassadors.brand.landscape import KINDS, landscape_svg
from ambassadors.brand.outlines import outlines
from ambassadors.brand.postcard import Postcard, of_question, of_territory
from ambassadors.brand.raster import painted
from ambassadors.core.db import db
from ambassadors.core.storage import put_at, read
from ambassadors.territories.models import FormerSlug
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import an_edition, an_open_edition
from tests.factories.submissions import a_question, a_testimonial
from tests.factories.territories import LE_MANS, a_territory

SignedIn = Callable[[Account], PageClient]
TITLES = [
    "Et l’hiver ?",
    "Deux enfants, un jardin et le train de 6 h 40",
    "Œuvrer à L’Haÿ-les-Roses, « où l’on s’installe » — " * 2 + "et après ?",
    "anticonstitutionnellement" * 5,
    "W" * 140,
    "i " * 70,
]


def card(title: str = TITLES[1], **values: str) -> Postcard:
    said = {"page": "questions/1", "kicker": "Question", "title": title, "name": "Bassin de Brive"}
    return Postcard(**(said | {"colour": "#7a2e4d", "seed": "brive"} | values))


@pytest.mark.parametrize("title", TITLES)
def test_a_title_holds_in_its_box(title: str) -> None:
    font, lines = printing.fitted(title, 1056, 200)
    pen = ImageDraw.Draw(Image.new("RGB", (10, 10)))
    assert lines and len(lines) * font.size * printing.LEADING <= 200
    for line in lines:
        assert pen.textbbox((0, 0), line, font=font)[2] <= 1056, line
    told = "".join("".join(lines).split())
    assert told == "".join(title.split()) or told.endswith("…")


def test_short_titles_are_larger_than_long_ones() -> None:
    sizes = [printing.fitted(title, 1056, 200)[0].size for title in (TITLES[0], TITLES[2])]
    assert sizes[0] > sizes[1]


def test_a_long_name_of_a_territory_stays_in_its_line() -> None:
    line = printing.fitted_line("Communauté de communes " * 12, printing._inter(30, 600))
    assert line.endswith("…") and printing._inter(30, 600).getlength(line) <= 1056


def test_the_same_card_is_the_same_picture() -> None:
    first, other = printing.draw(card()), printing.draw(card(colour="#1e4b8f"))
    assert printing.draw(card()) == first != other
    picture = Image.open(BytesIO(first))
    assert picture.format == "JPEG" and picture.size == (1200, 630) and len(first) < 300_000


def test_nothing_is_drawn_in_the_margins_of_the_words() -> None:
    picture = Image.open(BytesIO(printing.draw(card("W" * 140)))).convert("L")
    below = printing.VIEW + printing.BAND + 4
    for box in ((0, below, 60, 630), (1140, below, 1200, 630), (0, 612, 1200, 630)):
        darkest, _ = picture.crop(box).getextrema()
        assert isinstance(darkest, int | float) and darkest > 235, box


@pytest.mark.parametrize("kind", KINDS)
def test_every_landscape_is_painted(kind: str) -> None:
    svg = landscape_svg("brive", 40.0, kind, 300, 160)
    picture = painted(svg, 300, 160)
    assert picture.size == (300, 160) and len(picture.getcolors(100_000) or ()) > 100
    white = sum(count for count, colour in picture.getcolors(100_000) or () if colour == (255, 255, 255))
    assert white < 300 * 160 * 0.05  # the sky covers the whole sheet


@pytest.mark.parametrize(
    ("path", "points"),
    [
        ("M1 2h3v4H1z", [(1, 2), (4, 2), (4, 6), (1, 6), (1, 2)]),
        ("M0 0l5-2.5 1 1", [(0, 0), (5, -2.5), (6, -1.5)]),
        ("m1 1 2 0L9 9", [(1, 1), (3, 1), (9, 9)]),
    ],
)
def test_a_path_is_read_as_points(path: str, points: list[tuple[float, float]]) -> None:
    assert outlines(path) == [points]


@pytest.mark.parametrize(
    ("path", "end", "farthest"),
    [
        ("M0 0Q5 10 10 0", (10, 0), 5),
        ("M-5 0a5 5 0 0 1 10 0", (5, 0), -5),
        ("M-5 0a5 5 0 0 0 10 0", (5, 0), 5),
        ("M-3 4a5 5 0 1 0 6 0", (3, 4), 13),
    ],
)
def test_curves_and_arcs_go_the_right_way_and_end_where_they_say(
    path: str, end: tuple[float, float], farthest: float
) -> None:
    (line,) = outlines(path)
    x, y = line[-1]
    assert abs(x - end[0]) < 1e-9 and abs(y - end[1]) < 1e-9
    assert abs(max((y for _, y in line), key=abs) - farthest) < 0.1


def test_each_kind_of_page_names_its_card_and_gives_it(client: FlaskClient) -> None:
    here = a_territory(tagline="Trois marchés par semaine")
    author, voice = an_account("Claire Morel"), a_member(here, "ambassador", name="Paul")
    an_open_edition(here, an_edition("etudier", "Étudier", segment="etudiants"))
    pages = {
        here.path: f"/vignettes/territoires/{here.slug}.jpg",
        f"{here.path}/dossier": f"/vignettes/territoires/{here.slug}/dossier.jpg",
        f"{here.path}/dossier/climat": f"/vignettes/territoires/{here.slug}/dossier/climat.jpg",
        f"{here.path}/editions/etudier": f"/vignettes/territoires/{here.slug}/editions/etudier.jpg",
        **{
            f"{here.path}/{one}": f"/vignettes/territoires/{here.slug}/{one}.jpg"
            for one in ("contacts", "questions")
        },
        f"/ambassadeurs/{voice.id}-paul": f"/vignettes/ambassadeurs/{voice.id}.jpg",
        (asked := a_question(here, author)).path: f"/vignettes/questions/{asked.id}.jpg",
        (told := a_testimonial(here, author)).path: f"/vignettes/temoignages/{told.id}.jpg",
        "/": "/vignettes/accueil.jpg",
    }
    for page, address in pages.items():
        named = search(r'og:image" content="http://localhost([^"]+)"', client.get(page).text)
        assert named and named[1].partition("?v=")[0] == address, page
        answer = client.get(named[1])
        assert answer.status_code == 200 and answer.mimetype == "image/jpeg", page
        assert (
            answer.headers["Cache-Control"] == "public, max-age=86400" and "Set-Cookie" not in answer.headers
        )
        again = client.get(named[1], headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304 and not again.data


def test_a_territory_wears_its_own_face(app: Flask, client: FlaskClient) -> None:
    """Its fonts, its logo, and its photo under a veil that leaves white words legible whatever it shows."""
    out = BytesIO()
    Image.new("RGB", (300, 200), "#ffffff").save(out, "PNG")
    put_at("covers/blanche.png", out.getvalue())
    plain = a_territory(tagline="Le bon tempo")
    drawn = [printing.draw(of_territory(plain))]
    for name, value in (
        ("fonts", "bricolage"),
        ("fonts", "source"),
        ("logo_key", "covers/blanche.png"),
        ("cover_key", "covers/blanche.png"),
    ):
        setattr(plain, name, value)
        drawn.append(printing.draw(of_territory(plain)))
    assert len(set(drawn)) == len(drawn)
    veiled = Image.open(BytesIO(drawn[-1])).convert("L").crop((2, printing.VIEW + 20, 60, 630))
    _, lightest = veiled.getextrema()
    assert isinstance(lightest, int | float) and lightest < 90, "white words on it are read"
    assert Image.open(BytesIO(drawn[-1])).size == (1200, 630)
    named = search(r'og:image" content="http://localhost([^"]+)"', client.get(plain.path).text)
    assert named and named[1].startswith("/vignettes/"), "a card, and never the raw photo"
    plain.cover_key = "covers/perdue.jpg"
    assert client.get(of_territory(plain).path).status_code == 200, "a lost photo is no error"


def test_a_card_is_kept_and_changes_with_its_words(app: Flask, client: FlaskClient) -> None:
    here = a_territory(tagline="Trois marchés par semaine")
    before = of_territory(here)
    client.get(before.path)
    assert read(before.key)
    put_at(before.key, b"kept")
    assert client.get(before.path).data == b"kept"  # it is not drawn again
    here.tagline = "Deux marchés par semaine"
    after = of_territory(here)
    assert after.key != before.key and after.path != before.path
    assert client.get(before.path).data[:2] == b"\xff\xd8"  # an old address shows what is said now


def test_what_is_not_public_has_no_card_for_others(client: FlaskClient, signed_in: SignedIn) -> None:
    here, hidden = a_territory(), a_territory(LE_MANS, "le-mans", "preparing")
    author = an_account("Nora")
    waiting = a_question(here, author, "submitted")
    assert client.get(f"/vignettes/questions/{waiting.id}.jpg").status_code == 404
    assert client.get("/vignettes/questions/999999.jpg").status_code == 404
    for rest in ("", "/dossier", "/dossier/climat", "/contacts"):
        assert client.get(f"/vignettes/territoires/{hidden.slug}{rest}.jpg").status_code == 404
    for rest in ("/dossier/licornes", "/editions/licornes", "/licornes"):
        assert client.get(f"/vignettes/territoires/{here.slug}{rest}.jpg").status_code == 404
    assert client.get(f"/vignettes/ambassadeurs/{author.id}.jpg").status_code == 404, "no role, no profile"
    put_at(of_question(waiting).key, b"drawn")
    own = signed_in(author).get(f"/vignettes/questions/{waiting.id}.jpg")
    assert own.status_code == 200 and own.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("rest", [".jpg", "/dossier.jpg"])
def test_a_former_name_leads_to_the_present_one(client: FlaskClient, rest: str) -> None:
    here = a_territory()
    db.session.add(FormerSlug(slug="brive-autrefois", territory_id=here.id))
    moved = client.get(f"/vignettes/territoires/brive-autrefois{rest}?v=1")
    assert (moved.status_code, moved.location) == (301, f"/vignettes/territoires/{here.slug}{rest}?v=1")
