"""The operator's page and its files name only what exists."""

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from ambassadors.commands import create_app
from config import ROOT, Settings
from tests.factories.settings import production_env

pytestmark = pytest.mark.static

PAGE = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
ENV = (ROOT / "deploy" / "site.env").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", *(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")))


def test_every_file_exists() -> None:
    named = set(re.findall(r"/srv/ambassadeurs/site/([\w./*-]+)", PAGE + deployed_text()))
    inside = {name for name in named if not name.startswith(".venv")}
    assert len(inside) >= 6
    assert not [name for name in sorted(inside) if not list(ROOT.glob(name.rstrip("/")))]


def deployed_text() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "deploy").rglob("*") if path.is_file()
    )


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for target, _, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(#?)([^)]*)\)", text):
        path = (ROOT / document).parent / target if target else ROOT / document
        assert path.exists(), target
        if anchor:
            assert anchor in anchors(path), anchor


def anchors(path: Path) -> set[str]:
    """Return the anchors that a page's headings make."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_command_exists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_ENV", "test")
    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path))
    cli: click.Group = create_app().cli
    named = set(re.findall(r"^ambassadeurs (\w+) (\w+)", PAGE, re.MULTILINE))
    assert {("db", "upgrade"), ("places", "load"), ("admin", "create")} <= named
    for group, command in named:
        commands = cli.commands[group]
        assert isinstance(commands, click.Group) and command in commands.commands


def test_the_example_of_settings_is_whole_and_starts_once_filled() -> None:
    given = dict(re.findall(r'^([A-Z_]+)="?([^"\n]*)"?$', ENV, re.MULTILINE))
    known = {each.metadata["env"] for each in fields(Settings)}
    asked = {name for name, value in production_env().items() if value}
    assert asked <= set(given) <= known
    secret = production_env()
    Settings.from_env({name: value or secret.get(name, "") for name, value in given.items()})


@pytest.mark.parametrize("unit", ["web", "worker"])
def test_a_unit_starts_what_the_site_has(unit: str) -> None:
    text = (ROOT / "deploy" / "systemd" / f"ambassadeurs-{unit}@.service").read_text(encoding="utf-8")
    command = re.search(r"^ExecStart=(.+)$", text, re.MULTILINE)
    assert command
    assert ("wsgi:app" in command.group(1)) if unit == "web" else command.group(1).endswith("flask worker")
    assert "User=ambassadeurs" in text and "Restart=always" in text


def test_the_proxy_takes_what_the_site_takes() -> None:
    conf = (ROOT / "deploy" / "nginx" / "ambassadeurs.conf").read_text(encoding="utf-8")
    largest = Settings().for_flask(ROOT / "instance")["MAX_CONTENT_LENGTH"]
    assert f"client_max_body_size {largest // 1024 // 1024}m;" in conf
    for page in re.findall(r"error_page [\d =]+ /(\d+)\.html", conf):
        text = (ROOT / "deploy" / "nginx" / "pages" / f"{page}.html").read_text(encoding="utf-8")
        assert '<html lang="fr">' in text and "Revenir à l’accueil" in text
