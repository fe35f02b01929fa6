"""Verbs neither commit nor send: the view, the job or the command that called them ends the transaction; the outbox sends."""

import ast

import pytest

from tests.architecture.source import MODULES, Module, import_nodes

pytestmark = pytest.mark.static

# Who ends a transaction: views, commands and jobs; the web for its own; the outbox between two rows, and its worker.
COMMITTING_LAYERS = frozenset({"views", "cli", "jobs", "web"})
COMMITTING = frozenset({"ambassadors.core.outbox", "ambassadors.working"})
SENDING = "ambassadors.core.postman"
POST = frozenset({"smtplib", "flask_mail"})


def commits(module: Module) -> list[int]:
    """Return the lines where a module ends a transaction."""
    return [
        call.lineno
        for call in module.calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("commit", "rollback")
    ]


def libraries(module: Module) -> set[str]:
    """Return the first part of each name that a module imports."""
    found = set()
    for node in import_nodes(module.tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        found |= {name.partition(".")[0] for name in names}
    return found


def test_verbs_never_commit() -> None:
    problems = [
        f"{module.shown}:{line} ends the transaction of whoever called it"
        for module in MODULES.values()
        if module.layer not in COMMITTING_LAYERS and module.name not in COMMITTING
        for line in commits(module)
    ]
    assert not problems, "\n" + "\n".join(problems)


def test_one_module_sends_mails() -> None:
    assert [module.name for module in MODULES.values() if libraries(module) & POST] == [SENDING]


def test_a_commit_is_seen() -> None:
    assert all(commits(MODULES[name]) for name in COMMITTING)
