"""The README stays true: its settings, its paths, its commands, its accounts."""

import re
import tomllib
from dataclasses import fields

import pytest

from config import ROOT, Settings
from tools.run import ACCOUNTS

pytestmark = pytest.mark.static

README = (ROOT / "README.md").read_text(encoding="utf-8")
MADE_BY_RUNNING = ("instance/",)


def table_under(heading: str) -> list[list[str]]:
    """Return the rows of the first table under a heading, as cells."""
    part = README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_settings_are_those_of_the_code() -> None:
    expected = [
        [
            f"`{each.metadata['env']}`",
            f"`{each.default}`" if each.default else "vide",
            each.metadata["meaning"],
        ]
        for each in fields(Settings)
    ]
    assert table_under("Réglages") == expected


def test_the_demonstration_accounts_are_those_that_are_loaded() -> None:
    people = tomllib.loads((ROOT / "ambassadors/demo/content/people.toml").read_text(encoding="utf-8"))[
        "person"
    ]
    told = {row[0].strip("`") for row in table_under("Les comptes de démonstration")}
    assert told == {account for account, _ in ACCOUNTS}
    assert told <= {person["email"] for person in people}
    assert f"`{Settings().demo_password}`" in README


def test_every_path_exists() -> None:
    named = {
        path for row in table_under("Où sont les choses") for path in re.findall(r"`([^`]+)`", " ".join(row))
    }
    linked = set(re.findall(r"\]\((?!https?:|#)([^)#]+)", README))
    paths = {path for path in named | linked if "/" in path or "." in path}
    assert len(paths) > 15
    assert not [path for path in sorted(paths) if not (ROOT / path).exists()]


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", README))
    assert {"run", "test", "ci", "help"} <= named <= targets


def test_the_screenshot_is_light() -> None:
    (picture,) = re.findall(r"!\[[^\]]+\]\((docs/img/[^)]+)\)", README)
    content = (ROOT / picture).read_bytes()
    assert content.startswith(b"\x89PNG") and len(content) < 400_000


def test_every_folder_of_the_application_is_told_of_or_is_a_domain() -> None:
    told = " ".join(cell for row in table_under("Où sont les choses") for cell in row)
    top = {path.name for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert {name for name in top if f"`{name}/" not in told} == set()
