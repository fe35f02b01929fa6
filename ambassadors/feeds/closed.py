"""What robots are asked to leave alone, in the words of robots.txt (RFC 9309): one table for them and for our pages."""

import re

# What is somebody's own, what is sent, and what is a form: nobody searches for it.
CLOSED = (
    "/compte",
    "/bureau",
    "/administration",
    "/dev",
    "/connexion",
    "/deconnexion",
    "/inscription",
    "/mot-de-passe",
    "/adresse",
    "/invitations",
    "/signaler",
    "/recherche",
    "/lieux",
    "/territoires/lieu$",
    "/territoires/lieu?",
    "/territoires/lieu/",
    "/questions/confirmer",
    "/questions/envoyee",
    "/questions/similaires",
    "/*questions/nouvelle",
    "/*reponses/nouvelle",
    "/*temoignages/nouveau",
    "/*/devenir-ambassadeur",
    "/*/contacts/demande",
    "/demandes",
    "/questions/*/suite",
)
# Pages that people read but that have no end: wishes combine by thousands, and the sitemap names every territory.
ENDLESS = ("/territoires?",)


def _matcher(pattern: str) -> str:
    end = "$" if pattern.endswith("$") else ""
    return re.escape(pattern.removesuffix("$")).replace(r"\*", ".*") + end


_CLOSED = re.compile("|".join(map(_matcher, CLOSED)))


def is_closed(path: str) -> bool:
    """Tell whether an address (its query included, where it has one) is none of the robots' business."""
    return _CLOSED.match(path) is not None
