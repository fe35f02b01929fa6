"""The dossier on paper: what an anonymous reader reads, laid out as a PDF and kept until it says something else."""

from datetime import date
from hashlib import sha256
from typing import Any, TypeVar

from flask import render_template
from sqlalchemy.orm.util import identity_key

from ambassadors.core.clock import now, today
from ambassadors.core.db import db
from ambassadors.core.palette import Palette
from ambassadors.core.printer import to_pdf
from ambassadors.core.storage import put
from ambassadors.territories.models import Territory

from .charts import chart_of, french_number
from .edition import TerritoryEdition
from .printing import forget_print
from .queries.reading import dossier_of, themes_of

P = TypeVar("P", Territory, TerritoryEdition)


def print_dossier(territory: Territory) -> bool:
    """Lay out the whole dossier of a territory; tell whether it says something else than the file that was kept."""
    return _print(territory, {"territory": territory, "dossier": dossier_of(territory, today())})


def print_edition(territory: Territory, opened: TerritoryEdition) -> bool:
    """Lay out an edition that a territory has opened; tell whether it had changed."""
    edition = opened.edition
    themes = themes_of(territory, edition.themes, today(), edition.segment, edition=edition)
    return _print(opened, {"territory": territory, "edition": edition, "opened": opened, "themes": themes})


def _print(holder: P, read: dict[str, Any]) -> bool:
    """Keep the PDF of a page, unless the one that is kept says the same; the day it was made is no change."""
    mark = sha256(_page(read, None).encode()).hexdigest()
    if holder.print_mark == mark:
        return False
    page, identity = _page(read, today()), identity_key(instance=holder)[1]
    db.session.commit()  # laying out takes seconds: the database is not locked meanwhile
    pdf = to_pdf(page)
    kept = db.session.get(type(holder), identity, with_for_update=True, populate_existing=True)
    if kept is None:
        return False
    forget_print(kept)
    kept.print_key, kept.print_mark = put(pdf, "dossiers", "pdf"), mark
    kept.print_size, kept.printed_at = len(pdf), now()
    db.session.commit()
    return True


def _page(read: dict[str, Any], day: date | None) -> str:
    """Return the page to lay out; the day is the one on its cover."""
    shades = Palette.from_brand(read["territory"].colour).light
    return render_template(
        "dossier/document.html",
        **read,
        day=today(),
        printed_on=day,
        shades=shades,
        paper_ink=shades.accent_text,
        chart_of=chart_of,
        french_number=french_number,
    )
