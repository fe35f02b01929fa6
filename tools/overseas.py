"""Read the five départements overseas out of Natural Earth, in the public domain, as `world-atlas` ships it."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any

Point = tuple[float, float]

PACKAGE = "world-atlas@2.0.2"
ARCHIVE_SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
TABLE = "package/countries-10m.json"
FRANCE = "250"  # ISO 3166-1: the source draws it whole, without départements

# West, south, east, north: what of France lies there is the département.
BOXES = {
    "971": (-61.9, 15.8, -61.0, 16.6),
    "972": (-61.3, 14.3, -60.8, 14.9),
    "973": (-54.7, 2.1, -51.6, 5.8),
    "974": (55.2, -21.4, 55.9, -20.8),
    "976": (45.0, -13.1, 45.3, -12.6),
}


def download() -> str:
    """Fetch the package's archive with npm and return its map of the world."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", PACKAGE]
        name = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
        content = (Path(folder) / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != ARCHIVE_SHA256:
        raise SystemExit(f"Unexpected content of {PACKAGE}")
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        member = tar.extractfile(TABLE)
        assert member is not None
        return member.read().decode()


def outlines(world: str) -> dict[str, list[list[Point]]]:
    """Return the outlines of each département overseas, in longitude and latitude."""
    topology = json.loads(world)
    countries = topology["objects"]["countries"]["geometries"]
    france = next(one for one in countries if one.get("id") == FRANCE)
    rings = [ring_of(topology, polygon[0]) for polygon in france["arcs"]]
    return {code: [ring for ring in rings if inside(ring, box)] for code, box in BOXES.items()}


def ring_of(topology: dict[str, Any], numbers: Iterable[int]) -> list[Point]:
    """Join arcs, each walked backwards where its number is negative, into a ring left open."""
    ring: list[Point] = []
    for number in numbers:
        arc = arc_of(topology, number if number >= 0 else ~number)
        ring += (arc if number >= 0 else arc[::-1])[:-1]
    return ring


def arc_of(topology: dict[str, Any], number: int) -> list[Point]:
    """Return an arc, written as whole steps from one point to the next."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    steps = topology["arcs"][number]
    points = accumulate(steps, lambda before, step: [before[0] + step[0], before[1] + step[1]])
    return [(x * scale_x + left, y * scale_y + bottom) for x, y in points]


def inside(ring: list[Point], box: tuple[float, float, float, float]) -> bool:
    """Tell whether a ring lies within a box."""
    west, south, east, north = box
    return all(west <= x <= east and south <= y <= north for x, y in ring)
