"""A silenced warning says why."""

import io
import re
import tokenize
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, python_files

pytestmark = pytest.mark.static

FOLDERS = ("ambassadors", "tests", "tools", "bench", "migrations")
# After the code or codes: a dash or a second comment, then words.
REASONED = re.compile(
    r"#\s*(?:noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|type:\s*ignore\[[\w,\s-]+\]|nosec\s+B\d+(?:,\s*B\d+)*|fmt:\s*(?:skip|off))"
    r"\s*(?:-|–|—|#|:)\s*\S+(?:\s+\S+)*"
)
SILENCED = re.compile(
    r"#\s*(?:noqa|type:\s*ignore|nosec|fmt:\s*(?:skip|off)|pragma|pylint|mypy:)", re.IGNORECASE
)
TEMPLATE_SILENCED = re.compile(r"\{#\s*djlint:\s*(off|ignore)[^#]*#\}", re.IGNORECASE)


def comments(source: str) -> list[tuple[int, str]]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


def unreasoned(source: str) -> list[tuple[int, str]]:
    return [
        (line, text) for line, text in comments(source) if SILENCED.search(text) and not REASONED.search(text)
    ]


def test_python_suppressions_carry_a_reason() -> None:
    files = [*python_files(*FOLDERS), ROOT / "config.py", ROOT / "wsgi.py"]
    problems = [
        f"{path.relative_to(ROOT)}:{line} {text}"
        for path in files
        if path.exists()
        for line, text in unreasoned(path.read_text(encoding="utf-8"))
    ]
    assert not problems, "\n" + "\n".join(problems)


def test_template_suppressions_carry_a_reason() -> None:
    problems = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in template_files()
        for found in TEMPLATE_SILENCED.finditer(path.read_text(encoding="utf-8"))
        if " - " not in found.group() and " : " not in found.group()
    ]
    assert not problems, "\n" + "\n".join(problems)


def template_files() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize(
    ("source", "silent"),
    [
        ("x = 1  # noqa: E501 - a table reads as a table", False),
        ("x = 1  # type: ignore[arg-type]  # the library's stub is wrong", False),
        ("x = 1  # noqa: E501", True),
        ("x = 1  # noqa", True),
        ("x = 1  # type: ignore", True),
        ("x = 1  # nosec", True),
        ("x = '# noqa'", False),
    ],
)
def test_what_counts_as_a_reason(source: str, silent: bool) -> None:
    assert bool(unreasoned(source)) is silent
