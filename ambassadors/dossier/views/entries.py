"""Writing a line of what a theme lists, the same for a date of the year and for a travel link."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm.exc import ObjectDeletedError

from ambassadors.access.actor import Actor
from ambassadors.core.db import db
from ambassadors.dossier.entry import Entry
from ambassadors.dossier.forms.entry import EntryForm
from ambassadors.dossier.service.publishing import Overtaken
from ambassadors.territories.models import Territory
from ambassadors.web.forms import ConfirmForm
from ambassadors.web.loading import get_or_404
from ambassadors.web.signin import current_actor

from .places import opened_on

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Told(Generic[E]):
    """What is said of a line once it is added, changed or taken away."""

    added: Callable[[E], str]
    changed: Callable[[E], str]
    removed: Callable[[E], str]


@dataclass(frozen=True)
class Writing(Generic[E]):
    """The screens that write one kind of line."""

    at: str  # of its list, after the address of the dossier at the desk
    template: str
    name: str  # of a line in the template
    form: Callable[..., EntryForm]  # of a line or of none, in a territory
    create: Callable[[Actor, Territory, Any], E]
    change: Callable[[Actor, E, Any, int], None]
    remove: Callable[[Actor, E], None]
    told: Told[E]

    def home(self, territory: Territory) -> str:
        """Return the address of the list."""
        return f"{territory.desk_path}/dossier/{self.at}"

    def added(self, territory: Territory) -> ResponseReturnValue:
        """Add a line."""
        form = self.form(None, territory)
        if not form.validate_on_submit():
            return self._page(form, territory, None, form.status)
        if (earlier := form.earlier_result()) is not None:
            return earlier
        made = self.create(current_actor(), territory, form.said())
        flash(self.told.added(made), "success")
        return form.done(self.home(territory))

    def changed(self, entry: E) -> ResponseReturnValue:
        """Change a line; keep what was typed on screen when somebody changed it meanwhile."""
        territory = get_or_404(Territory, entry.territory_id)
        form = self.form(entry, territory)
        if not form.validate_on_submit():
            return self._page(form, territory, entry, form.status)
        if (earlier := form.earlier_result()) is not None:
            return earlier
        try:
            self.change(current_actor(), entry, form.said(), opened_on(form.version.data))
        except Overtaken:
            db.session.rollback()
            form.version.data = str(entry.version)
            return self._page(form, territory, entry, 409)
        flash(self.told.changed(entry), "success")
        return form.done(self.home(territory))

    def removed(self, entry: E) -> ResponseReturnValue:
        """Take a line away."""
        territory, told = get_or_404(Territory, entry.territory_id), self.told.removed(entry)
        form = ConfirmForm()
        if not form.validate_on_submit():
            return self._page(self.form(entry, territory, formdata=None), territory, entry, form.status)
        if (earlier := form.earlier_result()) is not None:
            return earlier
        with suppress(ObjectDeletedError):  # somebody did it meanwhile
            self.remove(current_actor(), entry)
        flash(told, "success")
        return form.done(self.home(territory))

    def _page(
        self, form: EntryForm, territory: Territory, entry: E | None, status: int
    ) -> ResponseReturnValue:
        if form.errors:
            db.session.rollback()
        return render_template(
            self.template,
            **{self.name: entry},
            form=form,
            territory=territory,
            overtaken=status == 409,
            confirm=ConfirmForm(formdata=None),
            home=self.home(territory),
        ), status
