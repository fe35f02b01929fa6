"""A line of what a theme lists, as it is typed."""

from typing import Any

from wtforms import HiddenField

from ambassadors.web.forms import BaseForm


class EntryForm(BaseForm):
    """A date of the year or a travel link, opened on a version of it."""

    version = HiddenField()

    def said(self) -> Any:
        """Return what a valid form says."""
        raise NotImplementedError
