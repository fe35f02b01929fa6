"""The project's own source, read as syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.architecture.order import LAYERS, NOUNS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "ambassadors"
WHOLE_PACKAGES = frozenset({"web", "access", "core"})


@dataclass(frozen=True)
class Module:
    """A source file under its dotted name."""

    name: str
    path: Path

    @cached_property
    def text(self) -> str:
        """Return its source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Return its syntax tree."""
        return ast.parse(self.text, str(self.path))

    @property
    def lines(self) -> int:
        """Count its lines."""
        return self.text.count("\n")

    @property
    def shown(self) -> str:
        """Return its path from the root, for messages."""
        return str(self.path.relative_to(ROOT))

    @property
    def domain(self) -> str:
        """Return the folder it belongs to; empty at the root of the package."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 and (ROOT / PACKAGE / parts[1]).is_dir() else ""

    @property
    def noun(self) -> str:
        """Return its name inside its domain."""
        return self.name.removeprefix(f"{PACKAGE}.").removeprefix(f"{self.domain}.")

    @property
    def layer(self) -> str | None:
        """Return the layer it stands at; None when nothing says so."""
        if self.name == PACKAGE:
            return "application"
        if self.name == "config":
            return "core"
        if self.domain in WHOLE_PACKAGES:
            return self.domain
        if self.name == f"{PACKAGE}.{self.domain}":
            return "core"
        folder = self.noun.partition(".")[0]
        if any(folder in names for names in LAYERS):
            return folder
        within = f"{self.domain}." if self.domain else ""
        return NOUNS.get(within + self.noun) or NOUNS.get(within + folder)

    @cached_property
    def imports(self) -> list[tuple[int, str]]:
        """Return the modules of the project that it imports, with the line."""
        return [
            (node.lineno, name) for node in import_nodes(self.tree) for name in self._targets(node) if name
        ]

    def _targets(self, node: ast.Import | ast.ImportFrom) -> Iterator[str | None]:
        if isinstance(node, ast.Import):
            yield from (closest(alias.name) for alias in node.names)
        else:
            start = self._package(node.level) if node.level else ""
            origin = ".".join(filter(None, (start, node.module)))
            yield from (closest(f"{origin}.{alias.name}") for alias in node.names)

    def _package(self, level: int) -> str:
        inside = self.name.split(".") + (["__init__"] if self.path.name == "__init__.py" else [])
        return ".".join(inside[:-level])

    def calls(self) -> Iterator[ast.Call]:
        """Go through every call."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Go through every function."""
        return (
            node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        )


def _named(path: Path) -> Module:
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return Module(dotted.removesuffix(".__init__"), path)


MODULES = {
    module.name: module
    for module in map(_named, [*sorted((ROOT / PACKAGE).rglob("*.py")), ROOT / "config.py", ROOT / "wsgi.py"])
    if module.path.exists()
}


def import_nodes(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Go through the import statements under a node."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))


def closest(dotted: str) -> str | None:
    """Return the module of the project in which a dotted name lives; None for a library's."""
    while dotted:
        if dotted in MODULES:
            return dotted
        dotted = dotted.rpartition(".")[0]
    return None


def imported_from(module: Module, package: str) -> list[tuple[int, str]]:
    """Return what a module takes from a library by `from package import name`."""
    return [
        (node.lineno, alias.name)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and not node.level and node.module == package
        for alias in node.names
    ]


def python_files(*folders: str) -> list[Path]:
    """List the Python files of some folders of the project."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "__pycache__" not in path.parts)
