"""The editions every site begins with: reference data, added where they are missing, never written over."""

import tomllib
from pathlib import Path

from ambassadors.core.db import db
from ambassadors.dossier.edition import Edition
from ambassadors.dossier.queries.editions import all_editions

FIRST_EDITIONS = Path(__file__).parent.parent / "content" / "editions.toml"


def load_editions() -> int:
    """Add the editions that the site does not have yet, and return how many; the administrator's words stay."""
    known = {edition.slug for edition in all_editions()}
    with FIRST_EDITIONS.open("rb") as file:
        rows = tomllib.load(file)["edition"]
    missing = [(place, row) for place, row in enumerate(rows) if row["slug"] not in known]
    db.session.add_all(Edition(position=place, **row) for place, row in missing)
    db.session.flush()
    return len(missing)
