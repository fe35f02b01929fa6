"""An account, its sessions and the links mailed to it."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ambassadors.access.actor import DESK, Actor, Role
from ambassadors.core.clock import now
from ambassadors.core.db import Model

from .membership import Membership


class Account(Model):
    """A person known to the site, be it only by a question asked with an e-mail address."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_lower"),
        CheckConstraint("(closed_at IS NULL) = (email IS NOT NULL)", name="closed_has_no_email"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_admin: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    memberships: Mapped[list[Membership]] = relationship(
        primaryjoin="and_(Account.id == Membership.account_id, Membership.ended_at.is_(None))",
        foreign_keys=[Membership.account_id],
        viewonly=True,
        order_by=Membership.id,
    )

    def as_actor(self) -> Actor:
        """Return what this account may be, as a value."""
        roles: dict[int, frozenset[Role]] = {}
        owned: dict[int, frozenset[str]] = {}
        for held in self.memberships:
            role, territory = Role(held.role), held.territory_id
            roles[territory] = roles.get(territory, frozenset()) | {role}
            if role in DESK and held.owned:
                owned[territory] = owned.get(territory, frozenset()) | {row.theme for row in held.owned}
        return Actor(self.id, self.name, self.is_admin, roles, owned)


class AccountSession(Model):
    """One browser in which an account is signed in; its id is in the signed cookie."""

    __tablename__ = "account_session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    fresh_until: Mapped[datetime | None]
    agent: Mapped[str] = mapped_column(String(200), default="")

    account: Mapped[Account] = relationship()

    @property
    def mark(self) -> str:
        """Return what names it in an address: its id is a secret."""
        return sha256(self.id.encode()).hexdigest()[:16]


class MailedLink(Model):
    """A link sent by mail: known by the hash of its token, good once, for a time."""

    __tablename__ = "mailed_link"
    __table_args__ = (Index("ix_mailed_link_expires_at", "expires_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(254), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class KeptForm(Model):
    """What somebody sent just after their session had ended, until they are back: a day at most."""

    __tablename__ = "kept_form"
    __table_args__ = (Index("ix_kept_form_at", "at"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    path: Mapped[str] = mapped_column(String(500))
    fields: Mapped[list[dict[str, Any]]]
    at: Mapped[datetime] = mapped_column(default=now)
