"""The mails of accounts: each function returns one."""

from ambassadors.core.addresses import absolute
from ambassadors.core.clock import in_paris, now
from ambassadors.core.events import subscribe
from ambassadors.core.mailer import Mail, post

from .events import AccountClosed, EmailChanged, PasswordChanged
from .models import Account


def confirm(email: str, name: str, token: str) -> Mail:
    """Ask the person who registers to confirm that the address is theirs."""
    link = absolute(f"/inscription/{token}")
    return Mail(
        email, "Confirmez votre adresse électronique", "accounts/confirm", {"name": name, "link": link}
    )


def already(account: Account, token: str) -> Mail:
    """Tell somebody who registers, or changes address, that the address has an account already."""
    context = {"name": account.name, "link": absolute(f"/connexion/lien/{token}")}
    return Mail(account.email or "", "Vous avez déjà un compte", "accounts/already", context)


def sign_in(account: Account, token: str) -> Mail:
    """Send the link that signs in."""
    context = {"name": account.name, "link": absolute(f"/connexion/lien/{token}")}
    return Mail(account.email or "", "Votre lien de connexion", "accounts/sign_in", context)


def reset(account: Account, token: str) -> Mail:
    """Send the link to choose a new password."""
    context = {"name": account.name, "link": absolute(f"/mot-de-passe/{token}")}
    return Mail(account.email or "", "Choisissez un nouveau mot de passe", "accounts/reset", context)


def confirm_address(email: str, name: str, token: str) -> Mail:
    """Ask a new address to confirm that it is the account's."""
    context = {"name": name, "email": email, "link": absolute(f"/adresse/{token}")}
    return Mail(email, "Confirmez votre nouvelle adresse", "accounts/confirm_address", context)


def _when() -> str:
    return in_paris(now()).strftime("%d/%m/%Y à %-H h %M")


@subscribe(EmailChanged)
def tell_former_address(event: EmailChanged) -> None:
    """Tell the former address that it is no longer the account's."""
    context = {
        "name": event.name,
        "present": _partly_hidden(event.present),
        "when": _when(),
        "contact": absolute("/mentions-legales"),
    }
    post(Mail(event.former, "Votre adresse électronique a changé", "accounts/email_changed", context))


@subscribe(PasswordChanged)
def tell_password_changed(event: PasswordChanged) -> None:
    """Tell the account's address that the password is new."""
    context = {"name": event.name, "when": _when(), "link": absolute("/mot-de-passe/oublie")}
    post(Mail(event.email, "Votre mot de passe a changé", "accounts/password_changed", context))


@subscribe(AccountClosed)
def say_goodbye(event: AccountClosed) -> None:
    """Tell the last address that the account is closed."""
    context = {"name": event.name, "when": _when(), "link": absolute("/inscription")}
    post(Mail(event.email, "Votre compte est supprimé", "accounts/closed", context))


def _partly_hidden(email: str) -> str:
    """Return «c•••@domaine.fr»: enough to recognise, not enough to tell a stranger."""
    local, _, domain = email.partition("@")
    return f"{local[:1]}•••@{domain}"
