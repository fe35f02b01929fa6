"""What somebody writes in a cell before they publish it: theirs alone, saved as they type."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.exc import IntegrityError

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.outbox import enqueue
from ambassadors.core.renditions import every_key
from ambassadors.dossier.cell import CellDraft
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.cells import cell_at, draft_at, keys_in_history


class StaleDraft(Exception):
    """The same person saved this draft elsewhere meanwhile; `draft` is what stands."""

    def __init__(self, draft: CellDraft | None) -> None:
        super().__init__("stale")
        self.draft = draft


def save_draft(
    actor: Actor, at: CellPlace, content: dict[str, Any], *, base_version: int, version: int
) -> CellDraft:
    """Keep a draft; raise StaleDraft where it moved since `version` (0: none yet)."""
    authorize(actor, Action.CELL_EDIT, at)
    account_id = actor.account_id or 0
    draft = draft_at(at.territory_id, at.theme, at.edition_id, account_id)
    if (draft.version if draft else 0) != version:
        raise StaleDraft(draft)
    if draft is None:
        return _begin(at, account_id, content, base_version)
    draft.content, draft.base_version = content, base_version
    draft.version, draft.saved_at = version + 1, now()
    db.session.flush()
    return draft


def _begin(at: CellPlace, account_id: int, content: dict[str, Any], base_version: int) -> CellDraft:
    draft = CellDraft(
        territory_id=at.territory_id,
        theme=at.theme,
        edition_id=at.edition_id,
        account_id=account_id,
        content=content,
        base_version=base_version,
    )
    try:
        with db.session.begin_nested():
            db.session.add(draft)
    except IntegrityError as twice:  # two tabs began the same draft at once
        raise StaleDraft(draft_at(at.territory_id, at.theme, at.edition_id, account_id)) from twice
    return draft


def forget_pictures(at: CellPlace | CellDraft, keys: Iterable[str]) -> None:
    """Let the files of pictures that left a draft go, unless a version that was published shows them."""
    cell = cell_at(at.territory_id, at.theme, at.edition_id)
    gone = set(keys) - (keys_in_history(cell.id) if cell else set())
    if gone:
        enqueue("pictures.delete", {"keys": sorted(key for one in gone for key in every_key(one))})


def abandon_draft(actor: Actor, at: CellPlace) -> None:
    """Forget a draft, with the files of the pictures that only it showed."""
    draft = draft_at(at.territory_id, at.theme, at.edition_id, actor.account_id or 0)
    if draft is not None:
        forget_pictures(at, pictures_in(draft))
        db.session.delete(draft)
        db.session.flush()


def pictures_in(draft: CellDraft) -> list[str]:
    """Return the keys of the pictures of a draft."""
    return [str(picture["key"]) for picture in draft.content.get("pictures") or ()]


def drop_draft(actor: Actor, territory_id: int, theme: str, edition_id: int | None) -> None:
    """Forget what an actor was writing in a cell."""
    draft = draft_at(territory_id, theme, edition_id, actor.account_id or 0)
    if draft is not None:
        db.session.delete(draft)
        db.session.flush()
