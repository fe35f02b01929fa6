"""The hours and seasons of the demonstration's pictures: each a handful of colours that go together."""

from dataclasses import dataclass

Colour = tuple[int, int, int]


def ink(text: str) -> Colour:
    """Read a colour written in hexadecimal."""
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour on the way from one to another."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


@dataclass(frozen=True)
class Hour:
    """A light: the sky from zenith to horizon, the haze, the land from far to near, the sun or moon."""

    zenith: Colour
    middle: Colour
    horizon: Colour
    far: Colour
    near: Colour
    meadow: Colour
    light: Colour
    cloud: Colour
    sun: float  # how high it stands: 0 on the horizon, 1 at the zenith


def _hour(colours: str, sun: float) -> Hour:
    zenith, middle, horizon, far, near, meadow, light, cloud = map(ink, colours.split())
    return Hour(zenith, middle, horizon, far, near, meadow, light, cloud, sun)


HOURS = (
    # zenith  middle  horizon far     near    meadow  light   cloud
    _hour("6fa3c8 a9cbdc f6e3c8 9db8bf 2f4a3c 8aa35c fff1cf fdf6ea", 0.34),  # a clear morning
    _hour("3f7fb5 7fb2d6 dcebf0 8fb0c4 2c5138 7ea34c fffdf2 ffffff", 0.72),  # noon in June
    _hour("7a8fb0 d9b8a4 fbd28e b39a92 3d3a34 a8924a ffe9a8 ffe3c0", 0.12),  # the last golden hour
    _hour("3b3f6b 93638a f3a27c 7d6a8e 26243a 5f5a52 ffd0a0 e8a9a0", 0.04),  # dusk
    _hour("9fb0b8 c3cdd0 e9e8e0 a9b5b6 3a4a45 7f8f66 ffffff f4f4f0", 0.55),  # a white sky
    _hour("8fb3d0 c5d9e6 f7ece6 b9c6d6 4d5a6b dfe5ea fff6ea ffffff", 0.25),  # snow
    _hour("5d93b5 a8c6cf f3dfc0 b39f86 5a3a28 b98a3e fff0c8 fbf2e2", 0.42),  # October
    _hour("88a9bd c9d6cf f4ecd6 a8bcae 35523f 9bb26a fff6dc fffaf0", 0.30),  # after the rain
)
