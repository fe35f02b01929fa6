"""What templates can say: French dates, typography, translations."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from flask import Flask
from flask_babel import Babel, gettext, ngettext
from markupsafe import Markup, escape

from ambassadors.core.clock import in_paris, now
from ambassadors.core.storage import media_path
from ambassadors.core.text import excerpt, to_plain
from ambassadors.core.typography import french
from ambassadors.territories.grid import GUIDING_QUESTIONS, HORIZONS, SEGMENTS, THEMES

from .segment import with_public
from .signin import current_actor

babel = Babel()


def day(value: datetime | date) -> str:
    """Return «12 mars 2025» (1er for the first)."""
    there = in_paris(value).date() if isinstance(value, datetime) else value
    text: str = format_date(there, "d MMMM y", locale="fr")
    return text.replace("1 ", "1er ", 1) if there.day == 1 else text


def month(value: datetime | date) -> str:
    """Return «mars 2025»."""
    there = in_paris(value).date() if isinstance(value, datetime) else value
    text: str = format_date(there, "MMMM y", locale="fr")
    return text


def moment(value: datetime) -> str:
    """Return «12 mars 2025 à 14 h 02»."""
    return f"{day(value)} à {in_paris(value).strftime('%-H h %M')}"


def age(value: datetime) -> str:
    """Return how long ago an instant was, in one unit."""
    minutes = int((now() - value).total_seconds() // 60)
    for size, one, many in ((1440, "jour", "jours"), (60, "heure", "heures"), (1, "minute", "minutes")):
        if minutes >= size:
            count = minutes // size
            return f"{count} {one if count == 1 else many}"
    return "un instant"


def weight(size: int) -> str:
    """Return «1,2 Mo» or «84 Ko» of a number of bytes."""
    return f"{size / 1e6:.1f} Mo".replace(".", ",") if size >= 1e6 else f"{max(size // 1000, 1)} Ko"


def time_tag(value: datetime, form: Callable[[datetime], str] = day) -> Markup:
    """Return a <time> element for an instant."""
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(timespec="seconds"), form(value))


def typeset(value: Any) -> Any:
    """Apply French typography to a text of somebody's, escaped unless it is markup already."""
    return value if isinstance(value, Markup) else Markup(french(str(escape(value))).replace("&#39;", "’"))  # nosec B704 # escaped first


def init_app(app: Flask) -> None:
    """Put the filters, the labels and the translations on the templates."""
    babel.init_app(app, locale_selector=lambda: "fr")
    environment = app.jinja_env
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # added by jinja2.ext.i18n
        lambda text: french(gettext(text)),
        lambda one, many, count: french(ngettext(one, many, count)),
        newstyle=True,
    )
    for function in (day, month, moment, age, weight, time_tag, typeset, excerpt, to_plain):
        environment.filters[function.__name__] = function
    environment.globals |= {
        "THEMES": THEMES,
        "SEGMENTS": SEGMENTS,
        "HORIZONS": HORIZONS,
        "GUIDING_QUESTIONS": GUIDING_QUESTIONS,
        "media_path": media_path,
        "with_public": with_public,
    }
    app.context_processor(lambda: {"actor": current_actor()})
