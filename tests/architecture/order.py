"""The import order of the house, as tables. A module may import what stands at its own line or below, never above."""

# File names and packages, from the outside in.
LAYERS: tuple[frozenset[str], ...] = tuple(
    map(
        frozenset,
        (
            {"wsgi", "commands"},
            {"application"},  # ambassadors/__init__.py
            {"areas", "wiring"},
            {"views", "cli"},
            {"forms"},
            {"web"},
            {"jobs", "mails", "service"},
            {"queries"},
            {"policy"},
            {"models"},
            {"access"},
            {"core"},
        ),
    )
)

# Domains, from those that read the others to those that are read.
DOMAINS: tuple[frozenset[str], ...] = tuple(
    map(
        frozenset,
        (
            {
                "feeds",
                "widgets",
                "notifications",
                "search",
                "admin",
                "stats",
                "demo",
                "pages",
                "finding",
                "journal",
            },
            {"testimonials", "questions", "network", "dossier", "introductions", "brand", "toolbox"},
            {"charter"},
            {"moderation"},
            {"territories"},
            {"accounts"},
            {"places"},
        ),
    )
)

# A domain grows by nouns. A file (or folder) whose name is no layer's says here where it stands.
NOUNS: dict[str, str] = {
    "demo.charters": "service",
    "demo.circle": "service",
    "demo.dossiers": "service",
    "migrating": "service",
    "working": "service",
    "accounts.agents": "models",
    "accounts.asking": "service",
    "accounts.closing": "service",
    "accounts.events": "models",
    "accounts.exporting": "service",
    "accounts.keeping": "service",
    "accounts.links": "service",
    "accounts.membership": "models",
    "accounts.names": "models",
    "accounts.ownership": "models",
    "accounts.passwords": "service",
    "accounts.purging": "service",
    "accounts.sessions": "service",
    "accounts.signed_in": "queries",
    "accounts.speaking": "queries",
    "brand.beside": "service",
    "brand.canvas": "models",
    "brand.cards": "service",
    "brand.composition": "models",
    "brand.landscape": "models",
    "brand.outlines": "models",
    "brand.postcard": "models",
    "brand.printing": "service",
    "brand.raster": "models",
    "brand.scenery": "models",
    "brand.scenes": "models",
    "charter.leaving": "service",
    "charter.proposed": "models",
    "demo.brushes": "models",
    "demo.cast": "service",
    "demo.introductions": "service",
    "demo.life": "service",
    "demo.loading": "service",
    "demo.paintings": "models",
    "demo.pigments": "models",
    "demo.questions": "service",
    "demo.reading": "models",
    "demo.testimonials": "service",
    "dossier.ageing": "models",
    "dossier.call": "models",
    "demo.toolboxes": "service",
    "dossier.cell": "models",
    "dossier.charts": "models",
    "dossier.document": "jobs",
    "dossier.printing": "service",
    "dossier.connection": "models",
    "dossier.edition": "models",
    "dossier.entry": "models",
    "dossier.fact": "models",
    "dossier.events": "models",
    "dossier.highlight": "models",
    "dossier.leaving": "service",
    "dossier.picture": "models",
    "dossier.place": "models",
    "dossier.positioning": "models",
    "feeds.closed": "models",
    "feeds.entry": "models",
    "feeds.ical": "service",
    "feeds.linked": "service",
    "feeds.published": "queries",
    "feeds.telling": "service",
    "feeds.writing": "service",
    "finding.atlas": "service",
    "finding.near": "queries",
    "finding.results": "service",
    "finding.wishes": "models",
    "introductions.consent": "models",
    "introductions.events": "models",
    "introductions.proposal": "models",
    "introductions.record": "models",
    "introductions.sight": "models",
    "introductions.states": "models",
    "introductions.unconfirmed": "models",
    "journal.acts": "models",
    "moderation.differences": "models",
    "moderation.drafts": "service",
    "moderation.edit": "models",
    "moderation.editing": "service",
    "moderation.editorial": "service",
    "moderation.engine": "service",
    "moderation.guards": "models",
    "moderation.history": "queries",
    "moderation.leaving": "service",
    "moderation.listing": "service",
    "moderation.notes": "service",
    "moderation.own": "queries",
    "moderation.queue": "queries",
    "moderation.reasons": "models",
    "moderation.redress": "models",
    "moderation.settings": "service",
    "moderation.sheet": "service",
    "moderation.transitions": "models",
    "network.addressees": "models",
    "network.disclosure": "models",
    "notifications.digest": "service",
    "notifications.subscribers": "service",
    "places.bulk": "service",
    "places.edition": "models",
    "places.filing": "service",
    "places.hand_forms": "models",
    "places.keys": "models",
    "places.loading": "service",
    "places.name_forms": "service",
    "places.reading": "models",
    "places.search": "queries",
    "questions.closing": "service",
    "questions.confirming": "service",
    "questions.conversation": "queries",
    "questions.counting": "service",
    "questions.events": "models",
    "questions.dating": "service",
    "questions.indexing": "service",
    "questions.seals": "service",
    "questions.similar": "queries",
    "questions.unanswered": "queries",
    "questions.unconfirmed": "models",
    "questions.waiting": "service",
    "questions.words": "models",
    "search.choices": "queries",
    "search.documents": "queries",
    "search.engines": "queries",
    "search.highlights": "service",
    "search.subscribers": "service",
    "territories.confirming": "service",
    "territories.finding": "queries",
    "territories.fonts": "models",
    "territories.frames": "models",
    "territories.grid": "models",
    "territories.order": "core",
    "territories.inside": "models",
    "territories.letterhead": "models",
    "territories.roles": "queries",
    "territories.unconfirmed": "models",
    "testimonials.completeness": "models",
    "testimonials.figures": "service",
    "testimonials.links": "models",
    "testimonials.origin": "models",
    "testimonials.passages": "models",
    "testimonials.photo": "models",
    "testimonials.photo_forms": "forms",
    "testimonials.photos": "service",
    "testimonials.prompts": "models",
    "testimonials.quotes": "models",
    "testimonials.reading": "queries",
    "testimonials.saving": "service",
    "testimonials.submitting": "service",
}

# Names that say nothing of what is inside.
EMPTY_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "base", "misc", "tools", "shared"})

# Only these know that somebody is visiting.
HTTP_NAMES = frozenset({"request", "session", "current_user", "url_for", "g"})
HTTP_LAYERS = frozenset({"views", "cli", "forms", "web"})

# Only these write select statements (search is a domain of queries, whatever its files are called).
SELECT_LAYERS = frozenset({"queries", "policy", "models", "access", "core"})
SELECT_DOMAINS = frozenset({"search"})

# Imports inside a function, each with its reason.
LAZY_IMPORTS: dict[tuple[str, str], str] = {}


def layer_rank(layer: str) -> int:
    """Return how far inside a layer stands."""
    return next(rank for rank, names in enumerate(LAYERS) if layer in names)


def domain_rank(domain: str) -> int | None:
    """Return how far inside a domain stands; None for what is no domain (web, access, core, the root)."""
    return next((rank for rank, names in enumerate(DOMAINS) if domain in names), None)
