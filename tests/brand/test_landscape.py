import re
from xml.etree import ElementTree

import pytest

from ambassadors.brand.landscape import KINDS, initials_svg, landscape_svg
from ambassadors.core.palette import contrast

CODES = [f"{number:02}" for number in range(1, 96)]
SVG = "{http://www.w3.org/2000/svg}"


def test_a_code_always_has_the_same_face() -> None:
    assert landscape_svg("19", 162.0) == landscape_svg("19", 162.0)


def test_no_two_codes_look_alike() -> None:
    without_names = {re.sub(r"p[0-9a-f]{8}", "", landscape_svg(code, 162.0, "hills")) for code in CODES}
    assert len(without_names) == len(CODES)


@pytest.mark.parametrize("kind", [*KINDS, None, "unheard-of"])
@pytest.mark.parametrize("hue", [None, 0.0, 95.0, 359.9])
def test_every_landscape_is_a_plain_svg_without_a_style(kind: str | None, hue: float | None) -> None:
    root = ElementTree.fromstring(landscape_svg('<&"é', hue, kind, 800, 500))
    assert (root.tag, root.get("width"), root.get("height"), root.get("viewBox")) == (
        f"{SVG}svg",
        "800",
        "500",
        "0 0 800 500",
    )
    for element in root.iter():
        assert element.tag not in {f"{SVG}style", f"{SVG}script", f"{SVG}image", f"{SVG}foreignObject"}
        assert not {"style", "class", "href"} & set(element.keys())


def test_every_gradient_named_is_declared_once() -> None:
    drawn = landscape_svg("29", 235.0, "plain")
    declared = re.findall(r' id="(\w+)"', drawn)
    assert len(declared) == len(set(declared))
    assert set(re.findall(r"url\(#(\w+)\)", drawn)) == set(declared)


def test_two_landscapes_may_stand_on_one_page() -> None:
    names = [set(re.findall(r' id="(\w+)"', landscape_svg(code, 20.0))) for code in ("19", "12")]
    assert not names[0] & names[1]


def test_the_hue_of_the_territory_colours_its_ground() -> None:
    assert landscape_svg("19", 20.0, "hills") != landscape_svg("19", 260.0, "hills")


def test_a_landscape_stays_light_to_send() -> None:
    assert max(len(landscape_svg(code, 95.0, kind)) for code in CODES[:20] for kind in KINDS) < 20_000


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Claire Dubois", "CD"),
        ("Jean-Marc", "JM"),
        ("Émile", "É"),
        ("", "?"),
        ("<b> & co", "&lt;C"),
        ("anne de la tour", "AT"),
    ],
)
def test_a_person_without_a_portrait_has_initials(name: str, letters: str) -> None:
    drawn = initials_svg(name, "#f0c000")
    assert f">{letters}</text>" in drawn
    assert " style=" not in drawn
    paper, ink = re.findall(r'fill="(#[0-9a-f]{6})"', drawn)
    assert contrast(paper, ink) >= 4.5
    ElementTree.fromstring(drawn)
