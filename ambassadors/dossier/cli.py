"""The command that gives a site the editions it begins with."""

from ambassadors.core.db import db

from .service.reference import load_editions


def load_here() -> int:
    """Add the editions the application's database does not have yet, commit, and return how many."""
    added = load_editions()
    db.session.commit()
    return added
