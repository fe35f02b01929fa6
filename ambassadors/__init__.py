"""Ambassadeurs: territories welcome new inhabitants through the people who live there."""

from pathlib import Path

from flask import Flask

from ambassadors import areas, wiring
from ambassadors.core.db import db
from ambassadors.web import assets, caching, errors, filters, logs, security, signin, transaction
from ambassadors.web.limits import limiter
from ambassadors.web.loading import IdConverter, IdSlugConverter
from config import ROOT, Settings


def create_app(settings: Settings | None = None, instance: Path | None = None) -> Flask:
    """Build the site from its settings; raise SettingsError where they cannot be trusted."""
    settings = settings or Settings.from_env()
    instance = instance or Path(settings.instance_path or ROOT / "instance")
    instance.mkdir(parents=True, exist_ok=True)
    app = Flask(
        "ambassadors",
        instance_path=str(instance),
        root_path=str(ROOT),
        template_folder="templates",
        static_folder="static",
        static_url_path="/static",
    )
    app.config.from_mapping(settings.for_flask(instance))
    app.url_map.strict_slashes = True
    app.url_map.converters |= {"id": IdConverter, "id_slug": IdSlugConverter}
    wiring.wire()
    logs.init_app(app)
    db.init_app(app)
    transaction.init_app(app)
    signin.init_app(app)
    filters.init_app(app)
    security.init_app(app)
    caching.init_app(app)
    limiter.init_app(app)
    errors.init_app(app)
    areas.register(app)
    assets.init_app(app)
    return app
