"""The import order of the house: outer layers know inner ones, domains that read know those that are read."""

import ast

import pytest

from tests.architecture.order import (
    EMPTY_NAMES,
    HTTP_LAYERS,
    HTTP_NAMES,
    LAZY_IMPORTS,
    NOUNS,
    SELECT_DOMAINS,
    SELECT_LAYERS,
    domain_rank,
    layer_rank,
)
from tests.architecture.source import MODULES, WHOLE_PACKAGES, Module, closest, import_nodes, imported_from

pytestmark = pytest.mark.static


def modules(*layers_left_out: str) -> list[Module]:
    return [module for module in MODULES.values() if module.layer not in layers_left_out]


def edges() -> list[tuple[Module, int, Module]]:
    return [
        (module, line, MODULES[target])
        for module in MODULES.values()
        for line, target in module.imports
        if target != module.name
    ]


def report(problems: list[str]) -> None:
    assert not problems, "\n" + "\n".join(problems)


def test_every_file_has_a_layer_and_a_telling_name() -> None:
    report(
        [
            f"{module.shown}: add it to NOUNS in order.py"
            for module in MODULES.values()
            if module.layer is None
        ]
        + [f"{m.shown}: the name says nothing" for m in MODULES.values() if m.noun in EMPTY_NAMES]
    )


def test_every_folder_is_a_known_domain() -> None:
    domains = {module.domain for module in MODULES.values()} - WHOLE_PACKAGES - {""}
    report(
        [
            f"ambassadors/{name}: add it to DOMAINS in order.py"
            for name in domains
            if domain_rank(name) is None
        ]
    )


def test_the_table_of_nouns_names_no_ghost() -> None:
    report([f"{noun}: no such file" for noun in NOUNS if f"ambassadors.{noun}" not in MODULES])


def test_outer_layers_import_inner_ones_only() -> None:
    report(
        [
            f"{module.shown}:{line} ({module.layer}) imports {target.name} ({target.layer})"
            for module, line, target in edges()
            if module.layer and target.layer and layer_rank(target.layer) < layer_rank(module.layer)
        ]
    )


def test_domains_import_those_below_only() -> None:
    problems = []
    for module, line, target in edges():
        own, other = domain_rank(module.domain), domain_rank(target.domain)
        if own is not None and other is not None and other < own:
            problems.append(f"{module.shown}:{line} ({module.domain}) imports {target.name}")
    report(problems)


def test_no_circles() -> None:
    graph = {name: {target for _, target in module.imports} - {name} for name, module in MODULES.items()}
    report([" → ".join(circle) for circle in circles(graph)])


def test_no_circles_between_domains() -> None:
    graph: dict[str, set[str]] = {}
    for module, _, target in edges():
        if domain_rank(module.domain) is not None and domain_rank(target.domain) is not None:
            graph.setdefault(module.domain, set()).add(target.domain)
    report([" → ".join(circle) for circle in circles({name: to - {name} for name, to in graph.items()})])


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return one circle for each way back found by a depth-first walk."""
    found: list[list[str]] = []
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> None:
        if name in path:
            found.append([*path[path.index(name) :], name])
        elif name not in done:
            for target in sorted(graph.get(name, ())):
                walk(target, [*path, name])
            done.add(name)

    for name in sorted(graph):
        walk(name, [])
    return found


def test_no_import_inside_a_function() -> None:
    problems = []
    for module in MODULES.values():
        for function in module.functions():
            for node in import_nodes(function):
                names = imported_names(node)
                if any((module.name, name) not in LAZY_IMPORTS for name in names):
                    problems.append(
                        f"{module.shown}:{node.lineno} imports {', '.join(names)} in {function.name}()"
                    )
    report(problems)


def imported_names(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    return [(node.module or ".").partition(".")[0]]


def test_only_the_web_knows_the_request() -> None:
    report(
        [
            f"{module.shown}:{line} takes {name} from {library}"
            for module in modules(*HTTP_LAYERS, "application")
            for library in ("flask", "flask_login")
            for line, name in imported_from(module, library)
            if name in HTTP_NAMES
        ]
    )


def test_select_statements_live_with_the_queries() -> None:
    report(
        [
            f"{module.shown}:{call.lineno} ({module.layer}) selects: give it a name in queries"
            for module in modules(*SELECT_LAYERS)
            if module.domain not in SELECT_DOMAINS
            for call in module.calls()
            if selects(call)
        ]
    )


def selects(call: ast.Call) -> bool:
    """Tell select(…), sa.select(…) and session.query(…)."""
    if isinstance(call.func, ast.Name):
        return call.func.id == "select"
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func) in (
        "sa.select",
        "sqlalchemy.select",
        "db.session.query",
        "session.query",
    )


def test_the_package_knows_nothing_of_tests_tools_and_bench() -> None:
    outside = ("tests", "tools", "bench")
    report(
        [
            f"{module.shown}:{node.lineno} imports {name}"
            for module in MODULES.values()
            for node in import_nodes(module.tree)
            for name in imported_names(node)
            if name in outside and closest(name) is None
        ]
    )


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"a"}}, [["a", "b", "a"]]),
        ({"a": {"b"}, "b": {"c"}, "c": {"b"}}, [["b", "c", "b"]]),
    ],
)
def test_circles_are_seen(graph: dict[str, set[str]], expected: list[list[str]]) -> None:
    assert circles(graph) == expected
