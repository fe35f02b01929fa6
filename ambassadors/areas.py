"""The site map on one screen: every blueprint, in order. Addresses stand whole in the views."""

from flask import Flask

from ambassadors.accounts.views import account, data, entering, passwords, resuming, sessions
from ambassadors.admin.views import directory, extent, founding, governing, outbox, overview
from ambassadors.brand.views import composition, drawn, editor, neighbours, postcards, space
from ambassadors.charter import views as charter
from ambassadors.dossier.views import (
    calendar,
    calls,
    catalogue,
    cell_editor,
    cell_history,
    cell_preview,
    diagnosis,
    links,
    opening_history,
    openings,
    pins,
    positioning,
)
from ambassadors.dossier.views import cells as dossier_cells
from ambassadors.dossier.views import owners as dossier_owners
from ambassadors.dossier.views import printing as dossier_printing
from ambassadors.dossier.views import reading as dossier_reading
from ambassadors.feeds.views import everywhere, heads, lists, sitemap, year
from ambassadors.finding.views import interests, listing, mapping, placing
from ambassadors.introductions import views as introductions
from ambassadors.journal import views as journal
from ambassadors.moderation.views import contributions, desk, queue, rules
from ambassadors.network.views import accepting, applying, inviting, organisations, people, profile, team
from ambassadors.pages import views as pages
from ambassadors.places import views as places
from ambassadors.questions import views as questions
from ambassadors.search import views as search
from ambassadors.testimonials.views import life as testimonial_life
from ambassadors.testimonials.views import photos as testimonial_photos
from ambassadors.testimonials.views import reading as testimonial_reading
from ambassadors.testimonials.views import writing as testimonial_writing
from ambassadors.toolbox import views as toolbox
from ambassadors.web import health, mailbox, media

AREAS = (
    pages.blueprint,
    listing.blueprint,
    mapping.blueprint,
    placing.blueprint,
    space.blueprint,
    editor.blueprint,
    composition.blueprint,
    neighbours.blueprint,
    charter.blueprint,
    dossier_cells.blueprint,
    cell_editor.blueprint,
    cell_history.blueprint,
    cell_preview.blueprint,
    calendar.blueprint,
    links.blueprint,
    pins.blueprint,
    dossier_owners.blueprint,
    diagnosis.blueprint,
    calls.blueprint,
    openings.blueprint,
    opening_history.blueprint,
    positioning.blueprint,
    drawn.blueprint,
    postcards.blueprint,
    dossier_reading.blueprint,
    dossier_printing.blueprint,
    testimonial_reading.blueprint,
    testimonial_writing.blueprint,
    testimonial_photos.blueprint,
    testimonial_life.blueprint,
    questions.blueprint,
    introductions.blueprint,
    search.blueprint,
    everywhere.blueprint,
    lists.blueprint,
    year.blueprint,
    sitemap.blueprint,
    heads.blueprint,
    entering.blueprint,
    passwords.blueprint,
    account.blueprint,
    sessions.blueprint,
    data.blueprint,
    resuming.blueprint,
    contributions.blueprint,
    desk.blueprint,
    queue.blueprint,
    rules.blueprint,
    people.blueprint,
    applying.blueprint,
    accepting.blueprint,
    profile.blueprint,
    team.blueprint,
    inviting.blueprint,
    organisations.blueprint,
    toolbox.blueprint,
    journal.blueprint,
    overview.blueprint,
    founding.blueprint,
    governing.blueprint,
    extent.blueprint,
    outbox.blueprint,
    directory.blueprint,
    interests.blueprint,
    catalogue.blueprint,
    places.blueprint,
    media.blueprint,
    health.blueprint,
)


def register(app: Flask) -> None:
    """Put every area on the application."""
    for blueprint in AREAS:
        app.register_blueprint(blueprint)
    if not app.config["PRODUCTION"]:
        app.register_blueprint(mailbox.blueprint)
