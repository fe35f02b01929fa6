"""The mail that welcomes an administrator."""

from ambassadors.accounts.models import Account
from ambassadors.core.addresses import absolute
from ambassadors.core.mailer import Mail, post


def choose_password(account: Account, token: str) -> None:
    """Send a new administrator the link to choose a password."""
    context = {
        "name": account.name,
        "link": absolute(f"/mot-de-passe/{token}"),
        "again": absolute("/mot-de-passe/oublie"),
        "administration": absolute("/administration"),
    }
    subject = "Votre accès à l’administration : choisissez un mot de passe"
    post(Mail(account.email or "", subject, "admin/administrator", context))
