import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ambassadors.core.oklch import to_hex, to_oklch
from ambassadors.core.palette import DARK, LIGHT, PLATFORM, Ground, Palette, Shades, contrast, parse_hex

TOKENS = (Path(__file__).parents[2] / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
any_colour = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
extremes = ["#000000", "#ffffff", "#ffff00", "#0000ff", "#00ff00", "#ff0000", "#808080", "#16130f"]


def holds(shades: Shades, ground: Ground) -> None:
    papers = [*map(to_hex, ground.papers), shades.accent_tint]
    for paper in papers:
        assert contrast(shades.accent_text, paper) >= 4.5
        assert contrast(shades.focus, paper) >= 3
        assert contrast(shades.accent_border, paper) >= 3
    assert contrast(shades.on_accent, shades.accent) >= 4.5
    assert contrast(shades.on_accent, shades.accent_strong) >= 4.5


@given(any_colour)
@settings(max_examples=150, deadline=None)
def test_any_colour_gives_a_palette_that_reads(colour: str) -> None:
    palette = Palette.from_brand(colour)
    holds(palette.light, LIGHT)
    holds(palette.dark, DARK)


@pytest.mark.parametrize("colour", extremes)
def test_extreme_colours_give_a_palette_that_reads(colour: str) -> None:
    palette = Palette.from_brand(colour)
    holds(palette.light, LIGHT)
    holds(palette.dark, DARK)


@given(any_colour)
@settings(max_examples=150, deadline=None)
def test_the_hue_of_the_brand_is_kept(colour: str) -> None:
    brand = to_oklch(colour)
    palette = Palette.from_brand(colour)
    for shade in (
        palette.light.accent_text,
        palette.dark.accent_text,
        palette.light.accent,
        palette.dark.accent,
    ):
        seen = to_oklch(shade)
        if min(brand.chroma, seen.chroma) > 0.05:
            turn = abs(seen.hue - brand.hue) % 360
            assert min(turn, 360 - turn) < 6


def test_a_colour_that_already_reads_is_left_as_it_is() -> None:
    palette = Palette.from_brand("#1B2A5C")
    assert palette.brand == palette.light.accent == palette.light.accent_text == "#1b2a5c"


def test_a_yellow_stays_yellow_under_a_dark_ink() -> None:
    palette = Palette.from_brand("#f0c000")
    assert palette.light.accent == palette.dark.accent == "#f0c000"
    assert contrast(palette.light.on_accent, "#000000") < 1.5


@given(any_colour)
@settings(max_examples=100, deadline=None)
def test_reading_and_writing_a_colour_changes_nothing(colour: str) -> None:
    assert to_hex(to_oklch(colour)) == colour


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#abcdef", "#abcdef", 1),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_the_one_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("typed", "kept"), [("#1E6B57", "#1e6b57"), (" abc ", "#aabbcc"), ("#FfF", "#ffffff")]
)
def test_a_colour_is_read_as_people_type_it(typed: str, kept: str) -> None:
    assert parse_hex(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "rouge", "#12", "#12345", "#1234567", "#ggg", "#12 345", "rgb(1,2,3)", "\x00"]
)
def test_what_is_not_a_colour_is_refused_in_french(typed: str) -> None:
    with pytest.raises(ValueError, match="Écrivez la couleur comme"):
        Palette.from_brand(typed)


def test_the_stylesheet_sets_every_part_for_both_themes() -> None:
    css = Palette.from_brand("#d6006e").css(".preview")
    assert css.startswith(".preview{")
    parts = re.findall(r"--([a-z-]+):light-dark\((#[0-9a-f]{6}),(#[0-9a-f]{6})\)", css)
    assert {name for name, _, _ in parts} == {
        "accent",
        "accent-strong",
        "on-accent",
        "accent-text",
        "accent-tint",
        "focus",
        "accent-border",
    }


def test_a_grey_has_no_hue_and_a_colour_has_one() -> None:
    assert Palette.from_brand("#808080").hue is None
    assert Palette.from_brand("#0000ff").hue == pytest.approx(264, abs=1)


def declared(name: str) -> tuple[str, str]:
    found = re.search(rf"--{name}: light-dark\((.+)\);", TOKENS)
    assert found, name
    light, dark = re.split(r",\s*(?=oklch|#)", found[1])
    return light, dark


def test_the_papers_are_those_of_the_stylesheet() -> None:
    for name, light, dark in zip(("paper", "surface", "sunken"), LIGHT.papers, DARK.papers, strict=True):
        assert declared(name) == tuple(
            f"oklch({g.lightness:g} {g.chroma:g} {g.hue:g})" for g in (light, dark)
        )


def test_the_platform_wears_the_palette_of_its_own_colour() -> None:
    for line in Palette.from_brand(PLATFORM).css().split("{")[1].rstrip("}\n").split(";"):
        name, values = line.removeprefix("--").split(":")
        assert declared(name) == tuple(values.removeprefix("light-dark(").rstrip(")").split(",")), name


def as_hex(value: str) -> str:
    if value.startswith("#"):
        return value
    lightness, chroma, hue = (float(part) for part in value.removeprefix("oklch(").rstrip(")").split())
    return to_hex(to_oklch("#000000")._replace(lightness=lightness, chroma=chroma, hue=hue))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_inks_and_status_colours_read_on_every_paper(theme: int) -> None:
    papers = [as_hex(declared(name)[theme]) for name in ("paper", "surface", "sunken", "accent-tint")]
    for name in ("ink", "ink-soft", "ink-faint", "info", "success", "warning", "danger"):
        for paper in papers:
            assert contrast(as_hex(declared(name)[theme]), paper) >= 4.5, (name, paper)
    for name in ("info", "success", "warning", "danger"):
        tint = as_hex(declared(f"{name}-tint")[theme])
        assert contrast(as_hex(declared(name)[theme]), tint) >= 4.5
        assert contrast(as_hex(declared("ink")[theme]), tint) >= 7
    for paper in papers:
        assert contrast(as_hex(declared("line-strong")[theme]), paper) >= 3
