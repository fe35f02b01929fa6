"""What becomes of the dossier's owners and drafts when a role ends or an account closes."""

from sqlalchemy import delete

from ambassadors.access.actor import DESK
from ambassadors.accounts.events import AccountClosing, DataAsked
from ambassadors.core.db import db
from ambassadors.core.events import subscribe
from ambassadors.network.service.roles import RoleChanged, RoleEnded

from .cell import CellDraft
from .queries.calls import calls_by
from .queries.cells import all_drafts_of
from .queries.owners import holds_desk_role
from .service.drafting import forget_pictures, pictures_in
from .service.owners import release


@subscribe(RoleEnded)
def let_go(event: RoleEnded) -> None:
    """Let somebody whose last role of the desk ends answer for nothing there any more."""
    _release_unless_there(event.membership.account_id, event.territory.id)


@subscribe(RoleChanged)
def let_go_who_changed(event: RoleChanged) -> None:
    """Do the same where a role of the desk became one that is not."""
    _release_unless_there(event.membership.account_id, event.territory.id)


def _release_unless_there(account_id: int, territory_id: int) -> None:
    db.session.flush()
    if not holds_desk_role(account_id, territory_id, DESK):
        release(account_id, territory_id)


@subscribe(AccountClosing)
def leave(event: AccountClosing) -> None:
    """Remove what was not published, and let the themes go."""
    release(event.account_id)
    for draft in all_drafts_of(event.account_id):
        forget_pictures(draft, pictures_in(draft))
    db.session.execute(delete(CellDraft).where(CellDraft.account_id == event.account_id))


@subscribe(DataAsked)
def add_writing(event: DataAsked) -> None:
    """Add what somebody was writing in the dossiers, and the calls they sent."""
    event.parts["brouillons_de_dossier"] = [
        {"territoire": draft.territory_id, "theme": draft.theme, "texte": draft.content.get("text", "")}
        for draft in all_drafts_of(event.account_id)
    ]
    event.parts["appels_aux_ambassadeurs"] = [
        {
            "territoire": call.territory_id,
            "theme": call.theme,
            "phrase": call.message,
            "le": call.at.isoformat(),
        }
        for call in calls_by(event.account_id)
    ]
