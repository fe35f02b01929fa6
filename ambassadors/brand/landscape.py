"""A territory's face before its first photo: a landscape drawn from its code, in its colour, never twice the same."""

from __future__ import annotations

import html
from hashlib import sha256
from random import Random

from ambassadors.brand.canvas import MOODS, Canvas
from ambassadors.brand.scenes import SCENES, sky
from ambassadors.core.palette import Palette

KINDS = tuple(SCENES)


def landscape_svg(
    code: str, hue: float | None, kind: str | None = None, width: int = 1600, height: int = 900
) -> str:
    """Draw the landscape of a code, in a hue (None: a grey's own), as an SVG without a style in it."""
    rng = Random(f"landscape:{code}")  # nosec B311 # draws a picture, guards nothing
    mood, drawn = rng.choice(MOODS), rng.choice(KINDS)
    tone = rng.uniform(125, 255)
    canvas = Canvas(
        rng,
        width,
        height,
        hue=tone if hue is None else hue,
        chroma=0.045 if hue is None else 0.098,
        mood=mood,
        key="p" + sha256(code.encode()).hexdigest()[:8],
    )
    sky(canvas)
    SCENES[kind if kind in SCENES else drawn](canvas)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'preserveAspectRatio="xMidYMid slice"><defs>{"".join(canvas.defs)}</defs>'
        f"{''.join(canvas.shapes)}</svg>"
    )


def initials_svg(name: str, colour: str, size: int = 96) -> str:
    """Draw a person's initials on the tint of a brand."""
    shades = Palette.from_brand(colour).light
    words = name.replace("-", " ").split() or ["?"]
    letters = html.escape((words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 96 96"><rect width="96" height="96" fill="{shades.accent_tint}"/><text x="48" y="61" text-anchor="middle" '
        f'font-family="Fraunces, Georgia, serif" font-size="36" font-weight="600" fill="{shades.accent_text}">{letters}</text></svg>'
    )
