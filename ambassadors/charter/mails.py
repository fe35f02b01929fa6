"""The mail that asks the ambassadors to read a charter, once a version."""

from ambassadors.charter.queries import to_be_told
from ambassadors.charter.service import CharterPublished
from ambassadors.core.addresses import absolute
from ambassadors.core.events import subscribe
from ambassadors.core.mailer import Mail, post


@subscribe(CharterPublished)
def ask(event: CharterPublished) -> None:
    """Ask every ambassador of the territory, but who publishes it."""
    version, territory = event.version, event.territory
    first = version.number == 1
    subject = (
        f"La charte des ambassadeurs et ambassadrices {territory.of_name}"
        if first
        else f"La charte {territory.of_name} a changé"
    )
    for account_id, email, name in to_be_told(territory.id):
        if account_id == event.actor.account_id:
            continue
        context = {
            "name": name,
            "territory": {"name": territory.name, "of_name": territory.of_name},
            "first": first,
            "note": version.note,
            "link": absolute(f"/compte/charte/{territory.slug}"),
            "public": absolute(f"{territory.path}/charte"),
        }
        post(Mail(email, subject, "charter/ask", context), key=f"charter:{version.id}:{account_id}")
