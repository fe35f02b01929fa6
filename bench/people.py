"""The people of the bench: the circle of each territory, and those who ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from sqlalchemy import Connection

from ambassadors.access.actor import TEAM, Role
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account, AccountSession
from ambassadors.accounts.speaking import Speaker, mover
from ambassadors.core.text import to_html
from ambassadors.demo.reading import rows
from ambassadors.moderation.models import Submission
from ambassadors.network.models import ORGANISATION_KINDS, Organisation, Profile
from ambassadors.territories.grid import SEGMENTS, THEMES
from ambassadors.territories.models import Territory

from .dates import OPENING
from .rows import insert_objects, next_number
from .sizes import Size
from .texts import Texts

# Five in an ordinary territory: 1,500 members in 300 territories.
CIRCLE = (Role.MODERATOR, Role.MANAGER, Role.AMBASSADOR, Role.AMBASSADOR, Role.PARTNER)
SESSION_ID = "banc-d-essai-moderation"


@dataclass(frozen=True)
class Person:
    """Somebody, under the hat they wear."""

    account_id: int
    speaker: Speaker


@dataclass
class Crowd:
    """Who may write what: members by territory, and movers.

    The regular, an ambassador of the busy territory, writes only what they are told to.
    """

    regular: Person
    circles: dict[int, list[Person]] = field(default_factory=dict)
    movers: list[Person] = field(default_factory=list)

    def voices(self, territory_id: int) -> list[Person]:
        """Return those who answer in a territory."""
        return [one for one in self.circles[territory_id] if one.speaker.role != Role.MODERATOR]

    def ambassadors(self, territory_id: int) -> list[Person]:
        """Return the ambassadors of a territory."""
        return [one for one in self.circles[territory_id] if one.speaker.role == Role.AMBASSADOR]

    def person(self, item: Submission) -> Person:
        """Return the author of an item, under the hat they wore."""
        return Person(item.author_id, Speaker(item.speaker_role, item.speaker_name, item.organisation_id))

    def decider(self, territory_id: int, author_id: int) -> int:
        """Return somebody of the territory's team other than the author."""
        team = [one for one in self.circles[territory_id] if one.speaker.role in TEAM]
        return next(one.account_id for one in team if one.account_id != author_id)


class People:
    """Makes everybody, as objects first, and inserts them at once."""

    def __init__(self, connection: Connection, texts: Texts) -> None:
        self.connection = connection
        self.texts = texts
        self.rng: Random = texts.rng
        self.names = [row["name"] for row in rows("people")[1:]]
        self.number = next_number(connection, Account)
        self.organisation = next_number(connection, Organisation)
        self.objects: list[Account | Membership | Organisation | Profile | AccountSession] = []

    def make(self, territories: Sequence[Territory], departements: Sequence[int], size: Size) -> Crowd:
        """Make the circles and the movers."""
        crowd = Crowd(next(iter(self._circle(territories[0], (Role.AMBASSADOR,), departements))))
        for rank, territory in enumerate(territories):
            roles = CIRCLE + (Role.AMBASSADOR,) * (size.busy_members - len(CIRCLE) if rank == 0 else 0)
            crowd.circles[territory.id] = list(self._circle(territory, roles, departements))
        moderator = crowd.circles[territories[0].id][0]
        self.objects.append(AccountSession(id=SESSION_ID, account_id=moderator.account_id))
        crowd.movers = [self._mover() for _ in range(size.movers)]
        insert_objects(self.connection, self.objects)
        return crowd

    def _account(self) -> Account:
        account = Account(
            id=self.number,
            email=f"banc{self.number}@demo.example",
            name=self.rng.choice(self.names),
            created_at=OPENING,
            confirmed_at=OPENING,
        )
        self.number += 1
        self.objects.append(account)
        return account

    def _mover(self) -> Person:
        account = self._account()
        return Person(account.id, mover(account.name))

    def _circle(
        self, territory: Territory, roles: Sequence[Role], departements: Sequence[int]
    ) -> Iterator[Person]:
        for role in roles:
            account = self._account()
            organisation = self._organisation(territory) if role == Role.PARTNER else None
            self.objects.append(self._membership(account, territory, role, organisation))
            self.objects.append(self._profile(account, departements))
            yield Person(account.id, Speaker(role.value, account.name, organisation))

    def _organisation(self, territory: Territory) -> int:
        number = self.organisation
        self.organisation += 1
        name, kind = f"Agence d’attractivité {territory.of_name}"[:120], list(ORGANISATION_KINDS)[4]
        self.objects.append(
            Organisation(id=number, territory_id=territory.id, name=name, kind=kind, created_at=OPENING)
        )
        return number

    def _membership(
        self, account: Account, territory: Territory, role: Role, organisation: int | None
    ) -> Membership:
        return Membership(
            account_id=account.id,
            territory_id=territory.id,
            role=role.value,
            since=date(self.rng.randint(2019, 2025), self.rng.randint(1, 12), 1),
            themes=self.rng.sample(list(THEMES), 3),
            segments=self.rng.sample(list(SEGMENTS), 2),
            organisation_id=organisation,
        )

    def _profile(self, account: Account, departements: Sequence[int]) -> Profile:
        bio = self.texts.answer()
        return Profile(
            account_id=account.id,
            bio=bio,
            bio_html=to_html(bio),
            from_place_id=self.rng.choice(departements),
            here_since=self.rng.randint(1990, 2024),
            updated_at=OPENING,
        )
