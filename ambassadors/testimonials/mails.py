"""The mails of testimonials."""

from babel.dates import format_date

from ambassadors.core.addresses import absolute
from ambassadors.core.clock import in_paris
from ambassadors.core.mailer import Mail, post
from ambassadors.territories.letterhead import letterhead

from .models import Testimonial


def ask_still_true(item: Testimonial) -> None:
    """Ask an author whether what they told still holds, once for each time they last said so."""
    said_at = item.confirmed_at or item.published_at
    if said_at is None or not item.author.email:
        return
    territory = item.territory
    mail = Mail(
        item.author.email,
        f"Votre témoignage {territory.on_name} : toujours vrai ?",
        "testimonials/still_true",
        letterhead(territory)
        | {
            "name": item.speaker_name,
            "title": item.title,
            "said_in": format_date(in_paris(said_at).date(), "MMMM y", locale="fr"),
            "link": absolute(f"/compte/contributions/{item.id}/toujours-vrai"),
            "edit": absolute(f"/compte/contributions/{item.id}/modifier"),
            "page": absolute(item.path),
        },
    )
    post(mail, key=f"still-true:{item.id}:{said_at:%Y-%m-%d}")
