"""The demonstration's territories, organisations and people."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ambassadors.access.actor import Actor
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.accounts.passwords import hash_password
from ambassadors.brand.composition import BLOCKS, stored
from ambassadors.core.clock import PARIS, standing_at
from ambassadors.core.db import db
from ambassadors.core.text import to_html
from ambassadors.network.models import Organisation, Profile
from ambassadors.places.models import Level
from ambassadors.places.queries import place_by_code
from ambassadors.territories.fonts import HOUSE
from ambassadors.territories.models import Territory
from ambassadors.territories.service import create, proposed_names, write_space

from .reading import Row, rows

OPENING = datetime(2023, 11, 1, 9, tzinfo=PARIS)
SYSTEM = Actor(account_id=None, name="démonstration", is_admin=True)


class UnknownPlace(LookupError):
    """The demonstration names a place that the official geography does not have."""


@dataclass
class Cast:
    """Who and where, by the keys of the files."""

    territories: dict[str, Territory] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Account] = field(default_factory=dict)
    deciders: dict[str, list[Account]] = field(default_factory=dict)

    def decider(self, territory: str, author: Account) -> Actor:
        """Return somebody of the territory's team other than the author, else the administrator."""
        for account in [*self.deciders.get(territory, []), self.people["admin"]]:
            if account.id != author.id:
                return account.as_actor()
        raise UnknownPlace(territory)


def place_id(code: str | None, level: Level = Level.COMMUNE) -> int | None:
    """Return the place that an official code names."""
    if not code:
        return None
    place = place_by_code(db.session, level, code)
    if place is None:
        raise UnknownPlace(code)
    return place.id


def make_cast(password: str) -> Cast:
    """Make the territories, the organisations and the people."""
    cast = Cast()
    with standing_at(OPENING):
        for row in rows("territories"):
            cast.territories[row["slug"]] = _territory(row)
        db.session.flush()
        for row in rows("organisations"):
            cast.organisations[row["key"]] = _organisation(row, cast)
        db.session.flush()
        kept = hash_password(password)
        for row in rows("people"):
            cast.people[row["key"]] = _person(row, cast, kept)
    db.session.flush()
    for account in cast.people.values():
        db.session.expire(account, ["memberships"])
    return cast


def _territory(row: Row) -> Territory:
    place = place_by_code(db.session, Level(row["level"]), row["code"])
    if place is None:
        raise UnknownPlace(row["code"])
    proposed = proposed_names(place)
    corrected = {f"{form}_name": row[form] for form in ("at", "of") if form in row}
    names = replace(proposed, slug=row["slug"], name=row.get("name", proposed.name), **corrected)
    territory = create(SYSTEM, place, names, row["state"])
    words = ("tagline", "signature", "colour", "contact_email")
    long = {name: row.get(name, "").strip() for name in ("presentation", "not_for")}
    said = {name: row.get(name, "") for name in words} | long | {"frames": row.get("frames", [])}
    write_space(territory, said | _composition(row))
    return territory


def _composition(row: Row) -> Row:
    """Return fonts and blocks, those named first and shown, the others put aside; none named: as they come."""
    shown = row.get("blocks", [])
    order = [*shown, *(kind for kind in BLOCKS if kind not in shown)]
    return {
        "blocks": stored(order, shown) if shown else [],
        "strengths": row.get("strengths", []),
        "call_to_action": row.get("call", {}),
        "fonts": row.get("fonts", HOUSE),
    }


def _organisation(row: Row, cast: Cast) -> Organisation:
    made = Organisation(
        territory_id=cast.territories[row["territory"]].id, name=row["name"], kind=row["kind"]
    )
    db.session.add(made)
    return made


def _person(row: Row, cast: Cast, kept: str) -> Account:
    account = Account(
        email=row["email"].lower(),
        name=row["name"],
        password_hash=kept,
        is_admin=row.get("admin", False),
        confirmed_at=OPENING,
    )
    db.session.add(account)
    db.session.flush()
    for role in row.get("roles", []):
        _membership(account, role, cast)
    if row.get("roles"):
        _profile(account, row)
    return account


def _membership(account: Account, role: Row, cast: Cast) -> None:
    organisation = cast.organisations.get(role.get("organisation", ""))
    db.session.add(
        Membership(
            account_id=account.id,
            territory_id=cast.territories[role["territory"]].id,
            role=role["role"],
            since=date.fromisoformat(role["since"]),
            themes=role.get("themes", []),
            segments=role.get("segments", []),
            disclosure=role.get("disclosure", ""),
            organisation_id=organisation.id if organisation else None,
        )
    )
    if role["role"] in ("manager", "moderator"):
        cast.deciders.setdefault(role["territory"], []).append(account)


def _profile(account: Account, row: Row) -> None:
    bio = row.get("bio", "")
    db.session.add(
        Profile(
            account_id=account.id,
            bio=bio,
            bio_html=to_html(bio),
            from_place_id=place_id(row.get("from_place", {}).get("code")),
            here_since=row.get("here_since"),
        )
    )
