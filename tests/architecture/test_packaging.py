"""The locks: whole, hashed, silent on registries, and equal to what pyproject.toml asks for."""

import re
import tomllib

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.static

LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    return dict(PINNED.findall((ROOT / lock).read_text(encoding="utf-8")))


def asked(*groups: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = project["project"]["dependencies"] + [
        line for group in groups for line in project["dependency-groups"][group]
    ]
    return {re.split(r"[\[=<>~!; ]", line)[0].lower().replace("_", "-") for line in lines}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text and "--index-url" not in text
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z0-9])", text)[1:])


def test_the_locks_hold_what_is_asked() -> None:
    assert asked() <= set(pins("requirements.lock"))
    assert asked("dev") <= set(pins("requirements-dev.lock"))


def test_tests_run_on_what_the_site_runs_on() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_the_site_does_not_carry_the_test_tools() -> None:
    assert not (asked("dev") - asked()) & set(pins("requirements.lock"))
