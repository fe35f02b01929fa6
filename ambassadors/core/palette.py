"""From any colour a brand gives, a palette that reads well (WCAG AA) on light and on dark paper."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import NamedTuple

from ambassadors.core.oklch import Oklch, contrast, parse_hex, to_hex, to_oklch

__all__ = ["DARK", "LIGHT", "PLATFORM", "Palette", "Shades", "contrast", "parse_hex"]

TEXT = 4.5
EDGE = 3.0
# Rounding to 8 bits moves a ratio in its third decimal; a hair more than asked keeps it on the right side.
MARGIN = 1.01

PLATFORM = "#1e6b57"


class Ground(NamedTuple):
    """A theme's papers, as tokens.css names them, and how the accent lives on them."""

    papers: tuple[Oklch, ...]
    tint: float
    tint_chroma: float
    fill: tuple[float, float]
    text_floor: float
    step: float


LIGHT = Ground(
    papers=(Oklch(0.982, 0.008, 72), Oklch(0.996, 0.003, 75), Oklch(0.957, 0.011, 72)),
    tint=0.944,
    tint_chroma=0.034,
    fill=(0.3, 0.87),
    text_floor=0.0,
    step=-0.01,
)
DARK = Ground(
    papers=(Oklch(0.2, 0.008, 65), Oklch(0.24, 0.009, 65), Oklch(0.168, 0.008, 65)),
    tint=0.29,
    tint_chroma=0.04,
    fill=(0.5, 0.87),
    text_floor=0.76,
    step=0.01,
)
INKS = ("#ffffff", "#16130f")


@dataclass(frozen=True)
class Shades:
    """The accent of one theme, in every part it plays."""

    accent: str
    accent_strong: str
    on_accent: str
    accent_text: str
    accent_tint: str
    focus: str
    accent_border: str


def _walk(colour: Oklch, step: float, grounds: list[str], ratio: float) -> str:
    """Move the lightness until the colour stands out from every ground."""
    while 0 < colour.lightness < 1:
        shade = to_hex(colour)
        if all(contrast(shade, ground) >= ratio * MARGIN for ground in grounds):
            return shade
        colour = colour._replace(lightness=colour.lightness + step)
    return "#000000" if step < 0 else "#ffffff"


def _filled(brand: Oklch, ground: Ground) -> tuple[str, str, str]:
    """Choose the fill of a button, its hover, and the ink that reads on both."""
    low, high = ground.fill
    wanted = brand._replace(lightness=min(high, max(low, brand.lightness)))
    ink = max(INKS, key=lambda candidate: contrast(candidate, to_hex(wanted)))
    step = -0.01 if ink == INKS[0] else 0.01
    accent = _walk(wanted, step, [ink], TEXT)
    settled = to_oklch(accent)
    strong = to_hex(brand._replace(lightness=settled.lightness + 6 * step))
    return accent, strong, ink


def _shades(brand: Oklch, ground: Ground) -> Shades:
    tint = to_hex(Oklch(ground.tint, min(brand.chroma, ground.tint_chroma), brand.hue))
    grounds = [*map(to_hex, ground.papers), tint]
    accent, strong, ink = _filled(brand, ground)
    # On dark paper, text at the bare minimum is legal and tiring: it starts lighter.
    spoken = brand._replace(lightness=max(brand.lightness, ground.text_floor))
    text = _walk(spoken, ground.step, grounds, TEXT)
    return Shades(
        accent=accent,
        accent_strong=strong,
        on_accent=ink,
        accent_text=text,
        accent_tint=tint,
        focus=text,
        accent_border=_walk(brand, ground.step, grounds, EDGE),
    )


@dataclass(frozen=True)
class Palette:
    """A brand's colour made fit for both themes; hue kept, lightness moved, chroma as a screen can show."""

    brand: str
    light: Shades
    dark: Shades

    @classmethod
    def from_brand(cls, colour: str) -> Palette:
        """Make the palette of a colour typed as hexadecimal; ValueError says in French what is wrong."""
        brand = parse_hex(colour)
        seen = to_oklch(brand)
        # A brand of pure white or black still needs a lightness that can move both ways.
        start = seen._replace(lightness=min(0.97, max(0.05, seen.lightness)))
        return cls(brand, _shades(start, LIGHT), _shades(start, DARK))

    @property
    def hue(self) -> float | None:
        """The hue in degrees, or None for a grey: what the landscapes take."""
        seen = to_oklch(self.brand)
        return seen.hue if seen.chroma > 0.02 else None

    def css(self, selector: str = ":root") -> str:
        """Return the stylesheet that puts this palette in place of the platform's accent."""
        lines = [
            f"--{part.name.replace('_', '-')}:light-dark({getattr(self.light, part.name)},{getattr(self.dark, part.name)})"
            for part in fields(Shades)
        ]
        return selector + "{" + ";".join(lines) + "}\n"
