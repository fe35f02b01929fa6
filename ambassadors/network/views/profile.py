"""One's own profile, and what one can speak of in each role."""

from flask import Blueprint, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.access.actor import Role
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.speaking import label_of
from ambassadors.core.db import db
from ambassadors.network.forms.profile import ProfileForm, SpeakingForm, Together, disclosed
from ambassadors.network.models import Profile
from ambassadors.network.queries.own import own_roles
from ambassadors.network.queries.people import profile_path
from ambassadors.network.service.profiles import own_profile, speak_of, write_profile
from ambassadors.web.access import requires
from ambassadors.web.forms import page_with
from ambassadors.web.signin import current_actor

blueprint = Blueprint("profile", __name__)

Roles = list[tuple[Membership, str, SpeakingForm]]


def _own() -> Profile:
    return own_profile(current_actor())


@blueprint.route("/compte/profil", methods=["GET", "POST"])
@requires(Action.PROFILE_EDIT, _own)
def edit(profile: Profile) -> ResponseReturnValue:
    """Edit one's profile."""
    form = ProfileForm(obj=profile)
    roles = _roles(profile.account_id)
    speaking = [one for _membership, _label, one in roles]
    sound = [one.validate() for one in (form, *speaking)] if form.is_submitted() else [False]
    if not all(sound):
        return _page(form, profile, roles)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    write_profile(
        current_actor(),
        profile,
        bio=form.bio.data or "",
        portrait_key=_portrait(form, profile),
        from_place_id=form.from_place.place.id if form.from_place.place else None,
        here_since=form.here_since.year,
    )
    speak_of(current_actor(), {membership: one.said() for membership, _label, one in roles})
    flash(_("Votre profil est enregistré."), "success")
    return form.done("/compte/profil")


def _portrait(form: ProfileForm, profile: Profile) -> str | None:
    sent = form.portrait.store("portraits")
    kept = None if form.remove_portrait.data else profile.portrait_key
    return sent.key if sent else kept


def _roles(account_id: int) -> Roles:
    """Return the present roles of an account, each with its part of the form."""
    return [
        (membership, f"{label_of(membership.role)}, {territory.name}", _speaking(membership))
        for membership, territory in own_roles(account_id)
    ]


def _speaking(membership: Membership) -> SpeakingForm:
    """Return the part of the form about one role; only ambassadors are called upon."""
    same = {name: getattr(membership, name) for name in ("themes", "segments", "takes_calls")}
    form = SpeakingForm(prefix=f"role-{membership.id}-", data=same | disclosed(membership.disclosure))
    if membership.role != Role.AMBASSADOR:
        del form.takes_calls
    return form


def _page(form: ProfileForm, profile: Profile, roles: Roles) -> tuple[str, int]:
    name = current_actor().name
    whole = Together(form, *(one for _membership, _label, one in roles))
    if whole.errors:
        db.session.rollback()
    return page_with(
        form,
        "network/own_profile.html",
        profile=profile,
        roles=[(label, one) for _membership, label, one in roles],
        whole=whole,
        public_path=profile_path(profile.account_id, name) if roles else None,
    )
