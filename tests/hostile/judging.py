"""What no answer may ever be, whatever was sent."""

from collections.abc import Iterator
from html import escape

from .storm import Attack
from .values import RAW
from .visiting import Answer

MEANT = {200, 206, 301, 302, 303, 304, 308, 400, 403, 404, 405, 409, 410, 412, 413, 414, 415, 416, 422, 431}
# Mailed links that sign in whoever follows them.
MAILED = (
    "/mot-de-passe/", "/inscription/", "/connexion/lien/", "/invitations/", "/questions/confirmer/", "/demandes/confirmer/",
)  # fmt: skip  # a list reads as a list


def faults(attack: Attack, answer: Answer) -> Iterator[str]:
    """Go through what is wrong with an answer."""
    if answer.status not in MEANT:
        yield f"{answer.status} {answer.text[:300]!r}"
    if attack.persona == "anonymous" and _sets_cookie(attack, answer):
        yield "a cookie for a visitor"
    if answer.is_page:
        yield from (f"{mark} as it was sent" for mark in RAW if mark in answer.text)
    if _leads_away(answer.headers.get("location", "")):
        yield f"leads to {answer.headers['location'][:80]}"
    if "bcc" in answer.headers:
        yield "a header of the visitor's"
    if answer.status in (400, 422) and attack.kept and answer.is_page:
        yield from _lost(attack, answer)


def _sets_cookie(attack: Attack, answer: Answer) -> bool:
    """Tell whether somebody who did not sign in gets a cookie; one that is no use is taken back."""
    given = answer.headers.get("set-cookie", "")
    signs_in = attack.method == "POST" and answer.status == 303 and attack.address.startswith(MAILED)
    return bool(given) and "Max-Age=0" not in given and not signs_in


def _leads_away(location: str) -> bool:
    inside = location.removeprefix("http://localhost")
    return bool(location) and (not inside.startswith("/") or inside[1:2] in ("/", "\\"))


def _lost(attack: Attack, answer: Answer) -> Iterator[str]:
    """Go through what was typed and is not in the page any more."""
    if "<form" not in answer.text:
        return
    for name, value in attack.kept:
        if escape(value).replace("&#x27;", "&#39;") not in answer.text:
            yield f"{answer.status}: what was typed in {name} is lost"
