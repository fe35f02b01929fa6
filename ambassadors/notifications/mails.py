"""The mails about contributions: each function returns one."""

from typing import Any

from flask import current_app

from ambassadors.accounts.models import Account
from ambassadors.core.addresses import absolute
from ambassadors.core.clock import in_paris
from ambassadors.core.mailer import Mail
from ambassadors.moderation.models import Decision, Submission
from ambassadors.moderation.reasons import WORDINGS
from ambassadors.moderation.transitions import CONTENT, KINDS, REASONS
from ambassadors.territories.letterhead import letterhead

from .queries import Waiting

Context = dict[str, Any]


def _about(item: Submission) -> Context:
    return letterhead(item.territory) | {
        "name": item.author.name,
        "your": f"votre {KINDS[item.kind].label.lower()}",
        "kind": item.kind,
        "heading": item.heading,
        "online": item.status == "published",
        "follow": absolute(f"/compte/contributions/{item.id}"),
        "link": absolute(item.path),
    }


def _to_author(item: Submission, subject: str, template: str, **more: Any) -> Mail:
    return Mail(item.author.email or "", subject, f"moderation/{template}", _about(item) | more)


def received(item: Submission) -> Mail:
    """Tell the author that it arrived, and what happens now."""
    subject = f"Nous avons bien reçu {_named(item)}"
    return _to_author(item, subject, "received")


def returned(item: Submission, decision: Decision) -> Mail:
    """Tell the author what to change."""
    subject = f"L’équipe {item.territory.of_name} vous demande des changements dans {_your(item)}"
    more = _reasons(decision) | {"edit": absolute(f"/compte/contributions/{item.id}/modifier")}
    return _to_author(item, subject, "returned", **more)


def refused(item: Submission, decision: Decision) -> Mail:
    """Give the author the reasons of a refusal, or of a withdrawal from the site."""
    taken_down = decision.transition == "unpublish"
    act = f"a retiré {_your(item)} du site" if taken_down else f"n’a pas {_accepted(item)} {_your(item)}"
    contact = current_app.config["OPERATOR_EMAIL"] or item.territory.contact_email
    more = _reasons(decision) | {"taken_down": taken_down, "contact": contact, "number": decision.id}
    return _to_author(item, f"L’équipe {item.territory.of_name} {act}", "refused", **more)


def published(item: Submission) -> Mail:
    """Tell the author that it is online."""
    return _to_author(item, f"{_named(item, capital=True)} est en ligne", "published", again=False)


def restored(item: Submission) -> Mail:
    """Tell the author that it is online again."""
    return _to_author(item, f"{_named(item, capital=True)} est de nouveau en ligne", "published", again=True)


def accepted(item: Submission) -> Mail:
    """Tell the author that what is never published itself was accepted."""
    return _to_author(item, f"L’équipe {item.territory.of_name} a accepté {_your(item)}", "accepted")


def queue(to: Account, waiting: list[Waiting]) -> Mail:
    """Tell somebody of a team what awaits them."""
    total = sum(one.count for one in waiting)
    places = list({one.territory.id: one.territory for one in waiting}.values())
    what = "1 contribution attend" if total == 1 else f"{total} contributions attendent"
    where = f" {places[0].at_name}" if len(places) == 1 else ""
    groups = [
        {
            "name": place.name,
            "link": absolute(f"{place.desk_path}/moderation"),
            "lines": [
                {"kind": one.kind, "count": one.count, "oldest": _since(one)}
                for one in waiting
                if one.territory.id == place.id
            ],
        }
        for place in places
    ]
    colours = letterhead(places[0]) if len(places) == 1 else {}
    context = colours | {"name": to.name, "total": total, "groups": groups}
    return Mail(to.email or "", f"{what} votre avis{where}", "notifications/queue", context)


def _since(one: Waiting) -> str:
    """Say since when, in words: the mail may be read long after it was written."""
    return in_paris(one.oldest).strftime("depuis le %d/%m à %-H h %M") if one.oldest else ""


def _your(item: Submission) -> str:
    return f"votre {KINDS[item.kind].label.lower()}"


def _named(item: Submission, *, capital: bool = False) -> str:
    named = f"{_your(item)} {item.territory.on_name}"
    return named[0].upper() + named[1:] if capital else named


def _accepted(item: Submission) -> str:
    return "publié" if item.kind in CONTENT else "retenu"


def _reasons(decision: Decision) -> Context:
    code = decision.reason_code or ""
    return {
        "reason": REASONS.get(code, ""),
        "meaning": WORDINGS[code].meaning if code in WORDINGS else "",
        "law": decision.law or "",
        "statement": decision.statement,
    }
