"""A brand space as it would be, never written."""

from typing import Any

from ambassadors.core.db import db
from ambassadors.core.text import to_html
from ambassadors.territories.models import Territory


def previewed(territory: Territory, values: dict[str, Any]) -> Territory:
    """Return a territory with what was typed, taken out of the session so that nothing of it can be saved."""
    db.session.expunge(territory)
    for name, value in values.items():
        setattr(territory, name, value)
    territory.presentation_html = to_html(territory.presentation or "")
    territory.not_for_html = to_html(territory.not_for or "")
    return territory
