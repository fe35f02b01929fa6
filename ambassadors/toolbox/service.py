"""Filling a toolbox: add, change, put in order, remove; a file that is replaced or removed is deleted."""

from dataclasses import dataclass, field
from typing import Any

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.outbox import enqueue
from ambassadors.moderation.editorial import log_act
from ambassadors.territories.models import Territory
from ambassadors.toolbox.models import MOST, Tool
from ambassadors.toolbox.queries import count_in, last_position, of_kind


class Full(ValueError):
    """The toolbox holds as much as it may."""


class Overtaken(Exception):
    """Somebody else changed it since its form was opened."""


@dataclass(frozen=True)
class Said:
    """What is written of a thing, and the columns of its file where one was sent."""

    title: str
    text: str = ""
    alt: str = ""
    credit: str = ""
    file: dict[str, Any] = field(default_factory=dict)

    def write(self, tool: Tool) -> None:
        """Put it on a thing."""
        tool.title, tool.text, tool.alt, tool.credit = self.title, self.text, self.alt, self.credit
        for name, value in self.file.items():
            setattr(tool, name, value)


def add_tool(actor: Actor, territory: Territory, kind: str, said: Said) -> Tool:
    """Put something at the end of a toolbox; raise Full."""
    authorize(actor, Action.TOOLBOX_EDIT, territory)
    _hold(territory)
    if count_in(territory.id) >= MOST:
        raise Full
    tool = Tool(
        territory_id=territory.id,
        kind=kind,
        position=last_position(territory.id) + 1,
        author_id=actor.account_id or 0,
    )
    said.write(tool)
    db.session.add(tool)
    db.session.flush()
    _log(actor, tool, "add")
    return tool


def change_tool(actor: Actor, tool: Tool, said: Said, version: int) -> None:
    """Change what is written of something, and its file where another was sent; raise Overtaken."""
    authorize(actor, Action.TOOLBOX_EDIT, tool)
    db.session.refresh(tool, with_for_update=True)  # two managers at once: one waits here
    if tool.version != version:
        raise Overtaken
    former = tool.keys
    said.write(tool)
    tool.updated_at, tool.version = now(), version + 1
    _log(actor, tool, "change")
    _forget([key for key in former if key not in tool.keys])
    db.session.flush()


def remove_tool(actor: Actor, tool: Tool) -> None:
    """Take something out of a toolbox."""
    authorize(actor, Action.TOOLBOX_EDIT, tool)
    db.session.refresh(tool, with_for_update=True)  # its file may have been replaced meanwhile
    _forget(tool.keys)
    _log(actor, tool, "remove")
    db.session.delete(tool)
    db.session.flush()


def move_tool(actor: Actor, territory: Territory, tool: Tool, *, up: bool) -> None:
    """Change places with the neighbour of the same kind; at the end of the row nothing moves."""
    authorize(actor, Action.TOOLBOX_EDIT, tool)
    _hold(territory)
    row = list(of_kind(territory.id, tool.kind))
    at = next((rank for rank, one in enumerate(row) if one.id == tool.id), -1)
    to = at - 1 if up else at + 1
    if at < 0 or not 0 <= to < len(row):
        return
    row[at].position, row[to].position = row[to].position, row[at].position
    db.session.flush()


def _log(actor: Actor, tool: Tool, act: str) -> None:
    log_act(actor, "tool", tool.territory_id, act, {"tool": tool.id, "kind": tool.kind})


def _hold(territory: Territory) -> None:
    """Let one manager at a time change the order."""
    db.session.refresh(territory, ["version"], with_for_update=True)


def _forget(keys: list[str]) -> None:
    if keys:
        enqueue("pictures.delete", {"keys": keys})
