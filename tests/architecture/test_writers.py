"""The status of a submission has one writer: the transition engine."""

import ast
from collections.abc import Iterator, Sequence

import pytest

from tests.architecture.source import MODULES, Module

pytestmark = pytest.mark.static

ENGINE = "ambassadors.moderation.engine"
GUARDED = frozenset({"status", "review", "decided_at", "decided_by_id"})
# A `status` that is no submission's (others are called `state`, on purpose), each with what it is.
OTHER_STATUSES: dict[str, str] = {}


def written(module: Module) -> Iterator[tuple[int, str]]:
    """Find `item.status = …`, `setattr(item, "status", …)`, `.values(status=…)` and `.values({"status": …})`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (
                (node.lineno, part.attr)
                for target in targets
                for part in ast.walk(target)
                if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store)
            )
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, name) for name in call_writes(node))


def call_writes(call: ast.Call) -> Iterator[str]:
    if isinstance(call.func, ast.Name) and call.func.id == "setattr" and len(call.args) == 3:
        yield from texts(call.args[1:2])
    if isinstance(call.func, ast.Attribute) and call.func.attr == "values":
        yield from (keyword.arg for keyword in call.keywords if keyword.arg)
        for argument in call.args:
            yield from texts(argument.keys if isinstance(argument, ast.Dict) else [])


def texts(nodes: Sequence[ast.expr | None]) -> Iterator[str]:
    return (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_one_writer_of_the_status() -> None:
    problems = [
        f"{module.shown}:{line} writes .{name}: call transition()"
        for module in MODULES.values()
        if module.name != ENGINE and module.name not in OTHER_STATUSES
        for line, name in written(module)
        if name in GUARDED
    ]
    assert not problems, "\n" + "\n".join(problems)


def test_the_engine_is_where_this_test_looks() -> None:
    assert ENGINE in MODULES


@pytest.mark.parametrize(
    "source",
    [
        "item.status = 'published'",
        "a, item.review = 1, 'done'",
        "setattr(item, 'status', 'draft')",
        "update(Submission).values(status='draft')",
        "update(Submission).values({'decided_at': None})",
    ],
)
def test_each_way_of_writing_is_seen(source: str) -> None:
    module = MODULES[ENGINE]
    sample = Module(module.name, module.path)
    sample.__dict__["tree"] = ast.parse(source)
    assert {name for _, name in written(sample)} & GUARDED
