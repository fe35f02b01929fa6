"""Which screens edit, preview and judge each kind of contribution: every domain registers its own, from its views.

The addresses and their rules are the moderation's; a screen gets an item that its author may see, and answers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask.typing import ResponseReturnValue

Screen = Callable[[Any], ResponseReturnValue]

_editors: dict[str, Screen] = {}
_previews: dict[str, Screen] = {}
_senders: dict[str, Screen] = {}
_panels: dict[str, "Panel"] = {}


@dataclass(frozen=True)
class Panel:
    """What a domain adds under an item of the queue: a template, and what it needs for an item."""

    template: str
    context: Callable[[Any], dict[str, Any]]


def register_editor(kind: str, screen: Screen) -> None:
    """Serve GET and POST of /compte/contributions/<id>/modifier for a kind.

    The item is a draft or returned (its text is changed), or published (a change is proposed).
    """
    _editors[kind] = screen


def register_preview(kind: str, screen: Screen) -> None:
    """Serve /compte/contributions/<id>/apercu for a kind, in any status."""
    _previews[kind] = screen


def register_sender(kind: str, screen: Screen) -> None:
    """Serve POST of /compte/contributions/<id>/envoyer for a kind that must be complete before it is sent.

    Without one, the item is sent as it is.
    """
    _senders[kind] = screen


def register_panel(kind: str, template: str, context: Callable[[Any], dict[str, Any]]) -> None:
    """Include a template under each item of a kind on the desk; `context(item)` is given to it as `panel`."""
    _panels[kind] = Panel(template, context)


def editor_of(kind: str) -> Screen | None:
    """Return the screen that edits a kind, where it has one."""
    return _editors.get(kind)


def preview_of(kind: str) -> Screen | None:
    """Return the screen that previews a kind, where it has one."""
    return _previews.get(kind)


def sender_of(kind: str) -> Screen | None:
    """Return the screen that checks and sends a kind, where it has one."""
    return _senders.get(kind)


def panel_of(kind: str) -> Panel | None:
    """Return what a domain adds to the desk's page of a kind, where it does."""
    return _panels.get(kind)
