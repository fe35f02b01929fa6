"""Imports every domain's models, rules and subscribers, once, in the order of the domains."""

from importlib import import_module

MODELS = (
    "core.outbox",
    "core.receipts",
    "places.models",
    "accounts.models",
    "accounts.ownership",
    "territories.models",
    "moderation.models",
    "moderation.edit",
    "moderation.redress",
    "charter.models",
    "network.models",
    "testimonials.models",
    "questions.models",
    "questions.unconfirmed",
    "questions.words",
    "dossier.edition",
    "dossier.cell",
    "dossier.ageing",
    "dossier.call",
    "dossier.highlight",
    "dossier.connection",
    "dossier.positioning",
    "toolbox.models",
    "introductions.consent",
    "introductions.models",
    "introductions.record",
    "introductions.proposal",
    "introductions.unconfirmed",
    "brand.models",
    "finding.models",
    "search.models",
)
RULES = (
    "accounts.policy",
    "territories.policy",
    "moderation.policy",
    "charter.policy",
    "network.policy",
    "questions.policy",
    "dossier.policy",
    "toolbox.policy",
    "introductions.policy",
)
SUBSCRIBERS = (
    "accounts.mails",
    "accounts.exporting",
    "moderation.guards",
    "moderation.editing",
    "moderation.leaving",
    "moderation.listing",
    "charter.leaving",
    "charter.mails",
    "testimonials.photos",
    "testimonials.submitting",
    "questions.confirming",
    "questions.counting",
    "questions.dating",
    "questions.indexing",
    "questions.mails",
    "network.service.applications",
    "network.service.leaving",
    "network.mails",
    "introductions.service.returning",  # before whoever leaves is no owner: they are not told of what they leave
    "dossier.leaving",
    "dossier.mails",
    "dossier.printing",
    "introductions.service.confirming",
    "introductions.service.leaving",
    "introductions.mails",
    "search.subscribers",
    "notifications.subscribers",
)
# What the worker and the commands do; some of it is too heavy for the web.
HANDLERS = (
    "core.housekeeping",
    "core.postman",
    "notifications.jobs",
    "accounts.jobs",
    "questions.jobs",
    "testimonials.jobs",
    "dossier.jobs",
    "introductions.jobs",
)


def wire() -> None:
    """Let every domain declare itself."""
    for module in (*MODELS, *RULES, *SUBSCRIBERS):
        import_module(f"ambassadors.{module}")


def wire_handlers() -> None:
    """Let every domain declare what it does outside a request."""
    for module in HANDLERS:
        import_module(f"ambassadors.{module}")
