"""The team's desk: who holds which role, since when and from whom; roles change and end here."""

from dataclasses import dataclass

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.access.actor import Role
from ambassadors.access.policy import can
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.accounts.speaking import label_of
from ambassadors.charter.queries import accepted_in, charter_of
from ambassadors.core.db import db
from ambassadors.network.forms.team import ROLE_HINTS, RoleForm
from ambassadors.network.queries.organisations import organisations_of
from ambassadors.network.queries.people import profile_path
from ambassadors.network.queries.team import Member, members_of, membership_in, open_invitations
from ambassadors.network.service.roles import AlreadyHeld, LastManager, change_role, end_role, may_end
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("team", __name__)

ORDER = (Role.MANAGER, Role.MODERATOR, Role.PARTNER, Role.AMBASSADOR)
GROUPS = {
    Role.MANAGER: "Responsables de marque",
    Role.MODERATOR: "Modération",
    Role.PARTNER: "Acteurs locaux",
    Role.AMBASSADOR: "Ambassadeurs et ambassadrices",
}


@dataclass(frozen=True)
class Holding:
    """A role of this territory, with the territory and the person."""

    membership: Membership
    territory: Territory
    account: Account

    @property
    def territory_id(self) -> int:
        """Return the territory, for the rules."""
        return self.territory.id

    @property
    def label(self) -> str:
        """Return what the role is called."""
        return label_of(self.membership.role)

    @property
    def profile_path(self) -> str:
        """Return the address of the person's profile."""
        return profile_path(self.account.id, self.account.name)


def holding_from_path(territoire: str, number: int) -> Holding:
    """Load a present role of a territory."""
    territory = territory_from_path(territoire)
    membership = or_404(membership_in(territory.id, number))
    return Holding(membership, territory, db.session.get_one(Account, membership.account_id))


@blueprint.get("/bureau/<territoire>/equipe")
@requires(Action.TEAM_VIEW, territory_from_path)
def show(territory: Territory) -> ResponseReturnValue:
    """Show the team by role, who is invited, and who was part of it."""
    members = members_of(territory.id)
    manages = can(current_actor(), Action.TEAM_MANAGE, territory)
    return render_template(
        "network/team.html",
        territory=territory,
        groups=[(role.value, GROUPS[role], _holding(members, role)) for role in ORDER],
        former=[one for one in members if one.ended_at is not None],
        invitations=open_invitations(territory.id),
        manages=manages,
        charter=charter_of(territory.id) if manages else None,
        promises=accepted_in(territory.id) if manages else {},
        form=ConfirmForm(),
        label_of=label_of,
    )


def _holding(members: list[Member], role: Role) -> list[Member]:
    return [one for one in members if one.role == role and one.ended_at is None]


@blueprint.route("/bureau/<territoire>/equipe/<id:number>", methods=["GET", "POST"])
@requires(Action.TEAM_MANAGE, holding_from_path)
def change(holding: Holding) -> ResponseReturnValue:
    """Turn a role into another one."""
    present = holding.membership
    form = RoleForm(
        organisations_of(holding.territory_id),
        data={"role": present.role, "organisation": str(present.organisation_id or "")},
    )
    if present.ended_at is not None or not form.validate_on_submit():
        return _change_page(form, holding)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        changed = change_role(current_actor(), present, form.role.data, form.organisation_id)
    except AlreadyHeld:
        form.role.errors = [_("%(name)s a déjà ce rôle.", name=holding.account.name)]
        return _change_page(form, holding)
    except LastManager:
        form.role.errors = [
            _("C’est la seule personne responsable du territoire : nommez-en une autre d’abord.")
        ]
        return _change_page(form, holding)
    flash(_("Rôle changé : %(role)s. La personne en est avertie.", role=label_of(changed.role)), "success")
    return form.done(f"{holding.territory.desk_path}/equipe")


def _change_page(form: RoleForm, holding: Holding) -> ResponseReturnValue:
    return page_with(
        form, "network/member.html", holding=holding, territory=holding.territory, hints=ROLE_HINTS
    )


@blueprint.route("/bureau/<territoire>/equipe/<id:number>/terminer", methods=["GET", "POST"])
@requires(Action.TEAM_MANAGE, holding_from_path)
def end(holding: Holding) -> ResponseReturnValue:
    """End a role, once it was said what becomes of the person's words."""
    form = ConfirmForm()
    allowed = may_end(current_actor(), holding.membership)
    if not form.validate_on_submit():
        return _end_page(form, holding, allowed=allowed)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        end_role(current_actor(), holding.membership)
    except LastManager:
        db.session.rollback()
        page, _status = _end_page(form, holding, allowed=False)
        return page, 403
    flash(
        _("Le rôle de %(name)s a pris fin. La personne en est avertie.", name=holding.account.name), "success"
    )
    ours = holding.account.id == current_actor().account_id and not current_actor().is_admin
    return form.done("/compte" if ours else f"{holding.territory.desk_path}/equipe")


def _end_page(form: ConfirmForm, holding: Holding, *, allowed: bool) -> tuple[str, int]:
    return page_with(
        form, "network/end_role.html", holding=holding, territory=holding.territory, allowed=allowed
    )
