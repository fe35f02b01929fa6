"""A testimonial, as an article by who tells it."""

from datetime import datetime

from markupsafe import Markup

from ambassadors.core.addresses import absolute, whole
from ambassadors.territories.grid import THEMES
from ambassadors.testimonials.models import Testimonial
from ambassadors.testimonials.reading import Author

from .node import LANGUAGE, block, instant, node, words
from .place import named
from .site import publisher


def of_testimonial(
    item: Testimonial, author: Author, picture: str | None, edited_at: datetime | None
) -> Markup:
    """Tell a published testimonial; a picture is its first photo, where it has one."""
    if item.status != "published":
        return block()
    article = node(
        "Article",
        headline=words(item.title),
        description=words(item.lead),
        url=absolute(item.path),
        mainEntityOfPage=absolute(item.path),
        author=node(
            "Person", name=author.name, url=absolute(author.profile_path) if author.profile_path else None
        ),
        publisher=publisher(),
        datePublished=instant(item.published_at),
        dateModified=instant(edited_at),
        inLanguage=LANGUAGE,
        image=whole(picture) if picture else None,
        about=named(item.territory),
        keywords=", ".join(THEMES[theme] for theme in item.themes if theme in THEMES),
    )
    return block(article)
