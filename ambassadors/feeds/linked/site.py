"""The site itself: who publishes it, and where it is searched."""

from markupsafe import Markup

from ambassadors.core.addresses import absolute
from ambassadors.feeds.entry import SITE_NAME

from .node import LANGUAGE, Node, block, node

SEARCH = "/recherche?q={mots}"


def publisher() -> Node:
    """Return who publishes the site."""
    return node("Organization", name=SITE_NAME, url=absolute("/"))


def of_site() -> Markup:
    """Tell what the site is, on its home page."""
    search = node("SearchAction", target=node("EntryPoint", urlTemplate=absolute(SEARCH)))
    # How a name between braces is asked for: schema.org, «Potential Actions».
    search["query-input"] = "required name=mots"
    site = node(
        "WebSite",
        name=SITE_NAME,
        url=absolute("/"),
        inLanguage=LANGUAGE,
        publisher=publisher(),
        potentialAction=search,
    )
    return block(site, publisher())
