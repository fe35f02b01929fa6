"""Words of the product, and what no file of the project may say."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import MODULES, ROOT

pytestmark = pytest.mark.static

# «province» belittles; rankings and scores of territories are against the product's third principle.
FORBIDDEN_WORDS = re.compile(
    r"\bprovincia(?:l|le|les|ux)\b|\bprovinces?\b|\bclassement des (?:territoires|villes)\b|\btop\s?\d+\b|\bpalmarès des (?:territoires|villes)\b",
    re.IGNORECASE,
)
# Text that only somebody's machine knows, and secrets.
PRIVATE = re.compile(
    r"(?<![\w.])/(?:root|home/\w+|Users/\w+|work)/|BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b"
    r"|\bghp_\w{30,}|\bxox[bap]-\w{10,}"
)
TEXT = {
    ".py",
    ".html",
    ".txt",
    ".md",
    ".toml",
    ".css",
    ".js",
    ".json",
    ".po",
    ".pot",
    ".sh",
    ".yml",
    ".lock",
    ".svg",
    "",
}
VENDORED = ("static/vendor/", "ambassadors/places/data/")


def tracked() -> list[Path]:
    """List the files of the project, as git or the disk knows them."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    paths = [ROOT / name for name in names if name] or [
        path for path in ROOT.rglob("*") if ".venv" not in path.parts
    ]
    return [path for path in paths if path.is_file() and path.suffix in TEXT and not is_vendored(path)]


def is_vendored(path: Path) -> bool:
    return str(path.relative_to(ROOT)).startswith(VENDORED)


def strings() -> Iterator[tuple[str, str]]:
    """Go through what may reach a screen: strings of the code that are no docstrings."""
    for module in MODULES.values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{module.shown}:{node.lineno}", node.value


def shown_files() -> list[Path]:
    return [
        path
        for path in tracked()
        if path.is_relative_to(ROOT / "templates") or path.is_relative_to(ROOT / "ambassadors" / "demo")
    ]


def test_forbidden_words_in_templates_and_strings() -> None:
    lines = [
        (f"{path.relative_to(ROOT)}:{number}", line)
        for path in shown_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]
    problems = [
        f"{where} {word.group()}"
        for where, text in [*lines, *strings()]
        for word in FORBIDDEN_WORDS.finditer(text)
    ]
    assert not problems, "\n" + "\n".join(sorted(set(problems)))


def test_no_machine_path_and_no_secret() -> None:
    problems = [
        f"{path.relative_to(ROOT)}:{number} {found.group()}"
        for path in tracked()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        for found in PRIVATE.finditer(line)
    ]
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize("text", ["la province", "Provinciaux", "Top 10", "classement des villes"])
def test_forbidden_words_are_seen(text: str) -> None:
    assert FORBIDDEN_WORDS.search(text)


@pytest.mark.parametrize("text", ["open('/root/x')", "/home/jo/projet", "AKIAABCDEFGHIJKLMNOP"])
def test_private_texts_are_seen(text: str) -> None:
    assert PRIVATE.search(text)


@pytest.mark.parametrize("text", ["Aix-en-Provence", "provincetown", "/workshop/", "a/home/b/", "un top"])
def test_innocent_texts_pass(text: str) -> None:
    assert not FORBIDDEN_WORDS.search(text)
    assert not PRIVATE.search(text)
